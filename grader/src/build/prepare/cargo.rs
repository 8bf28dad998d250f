//! Calls cargo, so that it builds the same on every machine and a student sees it at work.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::artifacts::Artifacts;
use crate::build::error::{BuildError, cannot_write};
use crate::build::progress::Progress;
use crate::build::toolchain::Toolchain;
use crate::process;

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
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in SETTINGS {
        command.env_remove(name);
    }
    let (mut group, ()) = process::start(|| Ok((command, ()))).map_err(BuildError::io(&cargo))?;
    let stdout = group.child.stdout.take();
    let reader = thread::spawn(move || {
        let mut messages = Vec::new();
        stdout.map(|mut stdout| stdout.read_to_end(&mut messages)).transpose().map(|_| messages)
    });
    let mut said = Vec::new();
    for line in group.child.stderr.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        let line = line.map_err(BuildError::io(&cargo))?;
        progress.step(&line);
        said.push(line);
    }
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

/// The names in Rust of the crates that submissions may use: what `submission-deps` depends on.
pub(super) fn dependencies(course: &Path) -> Result<Vec<String>, BuildError> {
    let path = course.join("grader/deps/Cargo.toml");
    let text = fs::read_to_string(&path).map_err(BuildError::io(&path))?;
    // Cargo has just read the same file, so what is not there is not there on purpose.
    let manifest: toml::Table = toml::from_str(&text).unwrap_or_default();
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    Ok(table.into_iter().flat_map(toml::Table::keys).map(|name| name.replace('-', "_")).collect())
}
