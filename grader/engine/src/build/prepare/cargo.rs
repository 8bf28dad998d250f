//! Calls cargo, so that it builds the same on every machine and a student sees it at work.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::mem;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::artifacts::Artifacts;
use crate::build::error::{BuildError, cannot_write};
use crate::build::progress::Progress;
use crate::build::toolchain::Toolchain;
use sandbox::group;

/// How many of cargo's last lines an error holds.
const LAST_WORDS: usize = 40;

/// Settings of the surroundings that would change what is built.
const SETTINGS: [&str; 9] = [
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_INCREMENTAL",
    "CARGO_MAKEFLAGS",
    "CARGO_TARGET_DIR",
    "MAKEFLAGS",
    "RUSTC_BOOTSTRAP",
    "RUSTFLAGS",
];

/// Builds packages of the course into `target`.
pub(super) fn build(
    packages: &[&str],
    course: &Path,
    toolchain: &Toolchain,
    target: &Path,
    progress: &mut dyn Progress,
) -> Result<Artifacts, BuildError> {
    let cargo = toolchain.cargo();
    let mut command = Command::new(&cargo);
    command
        .args(["build", "--profile", "submission"])
        .args(packages.iter().flat_map(|package| ["--package", package]))
        .arg("--message-format=json-render-diagnostics")
        .arg("--manifest-path")
        .arg(course.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target)
        .current_dir(course)
        .env("RUSTC", &toolchain.rustc)
        // Set but empty: these win over what a configuration file says.
        .env("CARGO_ENCODED_RUSTFLAGS", "")
        .env("RUSTC_WRAPPER", "")
        .env("RUSTC_WORKSPACE_WRAPPER", "")
        // It says how far it is, though we are no terminal.
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "76")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in SETTINGS {
        command.env_remove(name);
    }
    let (mut group, ()) =
        group::start(|| Ok((command, Vec::new(), ()))).map_err(BuildError::io(&cargo))?;
    let stdout = group.child.stdout.take();
    let reader = thread::spawn(move || {
        let mut messages = Vec::new();
        stdout.map(|mut stdout| stdout.read_to_end(&mut messages)).transpose().map(|_| messages)
    });
    let stderr = group.child.stderr.take().map(BufReader::new);
    let said = listen(stderr, progress).map_err(BuildError::io(&cargo))?;
    let status = group.child.wait().map_err(BuildError::io(&cargo))?;
    let messages = reader.join().unwrap_or_else(|_| Ok(Vec::new()));
    let messages = messages.map_err(BuildError::io(&cargo))?;
    if !status.success() {
        let last = said.len().saturating_sub(LAST_WORDS);
        let said = said[last..].join("\n");
        return Err(cannot_write(&said, target).unwrap_or(BuildError::Prepare { said }));
    }
    Ok(Artifacts::read(&String::from_utf8_lossy(&messages)))
}

/// Passes on what cargo says, and gives its lines. What it writes over again, up to a carriage
/// return, is how far it is.
fn listen(cargo: Option<impl BufRead>, progress: &mut dyn Progress) -> io::Result<Vec<String>> {
    let mut said = Vec::new();
    let mut begun = Vec::new();
    for byte in cargo.into_iter().flat_map(Read::bytes) {
        match byte? {
            b'\r' => progress.moment(&take_text(&mut begun)),
            b'\n' => {
                let line = take_text(&mut begun);
                progress.step(&line);
                said.push(line);
            }
            byte => begun.push(byte),
        }
    }
    if !begun.is_empty() {
        said.push(take_text(&mut begun));
    }
    Ok(said)
}

fn take_text(bytes: &mut Vec<u8>) -> String {
    String::from_utf8_lossy(&mem::take(bytes)).trim_end().to_owned()
}

/// The names in Rust of the crates that submissions may use: what `submission-deps` depends on.
///
/// # Errors
/// When that cannot be read.
pub fn dependencies(course: &Path) -> Result<Vec<String>, BuildError> {
    let path = course.join("grader/deps/Cargo.toml");
    let text = fs::read_to_string(&path).map_err(BuildError::io(&path))?;
    // Cargo has just read the same file, so what is not there is not there on purpose.
    let manifest: toml::Table = toml::from_str(&text).unwrap_or_default();
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    Ok(table.into_iter().flat_map(toml::Table::keys).map(|name| name.replace('-', "_")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hears everything, and marks what is of the moment.
    #[derive(Default)]
    struct Heard(Vec<String>);

    impl Progress for Heard {
        fn step(&mut self, text: &str) {
            self.0.push(text.to_owned());
        }

        fn moment(&mut self, text: &str) {
            self.0.push(format!("~{text}"));
        }
    }

    #[test]
    fn what_cargo_writes_over_again_is_how_far_it_is() {
        let cargo = "  Compiling a\n  Building 0/2: a  \r  Building 1/2: b  \rerror: no\n\nthe end";
        let mut heard = Heard::default();
        let said = listen(Some(cargo.as_bytes()), &mut heard).unwrap_or_default();
        assert_eq!(said, ["  Compiling a", "error: no", "", "the end"]);
        let moments = ["~  Building 0/2: a", "~  Building 1/2: b"];
        assert_eq!(heard.0, ["  Compiling a", moments[0], moments[1], "error: no", ""]);
    }
}
