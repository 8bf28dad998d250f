//! Finds the compiler itself. `rustc` on the PATH is mostly rustup's proxy, which costs more
//! than starting the compiler does, so it is asked once and its answer cached.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::error::BuildError;
use super::supervise;
use course::key::{Key, KeyBuilder};
use course::store::Store;

const SHELF: &str = "toolchains";

/// The compiler and its own account of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolchain {
    /// The compiler, by its absolute path.
    pub rustc: PathBuf,
    /// What `rustc -vV` says: version, commit, host.
    pub version: String,
    /// Tells an exchanged compiler from the one that was asked.
    stamp: String,
}

impl Toolchain {
    /// Finds the toolchain that cargo would use in the folder `course`.
    ///
    /// # Errors
    /// When there is none or it does not answer, with what to install.
    pub fn find(course: &Path, store: &Store) -> Result<Toolchain, BuildError> {
        let on_path = on_path().ok_or(BuildError::NoRustc)?;
        let key = question(course, &on_path);
        let is_same = |found: &Toolchain| stamp(&found.rustc) == found.stamp;
        store.cached(SHELF, &key, || ask(course, &on_path), is_same)
    }

    /// The first line of its account: `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub fn name(&self) -> &str {
        self.version.lines().next().unwrap_or_default()
    }

    /// All of it that a verdict can depend on: its version, and whether there is a clippy, whose
    /// findings choose between two sentences.
    pub(super) fn identity(&self) -> Key {
        KeyBuilder::new("toolchain's identity")
            .part("version", &self.version)
            .part("clippy", self.clippy().is_some().to_string())
            .finish()
    }

    /// The folder that its own files lie in.
    pub(super) fn sysroot(&self) -> Option<&Path> {
        self.rustc.parent()?.parent()
    }

    /// The clippy that belongs to it, where it is installed.
    pub(super) fn clippy(&self) -> Option<PathBuf> {
        let beside = self.rustc.with_file_name("clippy-driver");
        beside.exists().then_some(beside)
    }

    /// The cargo that belongs to it, else the one on the PATH.
    pub fn cargo(&self) -> PathBuf {
        let beside = self.rustc.with_file_name("cargo");
        if beside.exists() { beside } else { "cargo".into() }
    }
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join("rustc")).find(|rustc| rustc.is_file())
}

/// Everything that the proxy's answer depends on.
fn question(course: &Path, on_path: &Path) -> Key {
    let mut key = KeyBuilder::new("toolchain")
        .part("rustc", on_path.as_os_str().as_encoded_bytes())
        .part("stamp", stamp(on_path));
    for name in ["RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "HOME"] {
        key = key.part(name, env::var_os(name).unwrap_or_default().as_encoded_bytes());
    }
    for dir in course.ancestors() {
        for name in ["rust-toolchain.toml", "rust-toolchain"] {
            if let Ok(content) = fs::read(dir.join(name)) {
                key = key.part(name, content);
            }
        }
    }
    // Rustup's own choices: the default toolchain, and overrides by folder.
    let home = env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".rustup")));
    let settings = home.and_then(|home| fs::read(home.join("settings.toml")).ok());
    key.part("course", course.as_os_str().as_encoded_bytes())
        .part("settings", settings.unwrap_or_default())
        .finish()
}

fn ask(course: &Path, on_path: &Path) -> Result<Toolchain, BuildError> {
    let sysroot = output(course, on_path, &["--print", "sysroot"])?;
    let own = Path::new(sysroot.trim()).join("bin/rustc");
    let rustc = if own.is_file() { own } else { on_path.to_owned() };
    let version = output(course, &rustc, &["-vV"])?;
    Ok(Toolchain { stamp: stamp(&rustc), rustc, version })
}

fn output(course: &Path, rustc: &Path, args: &[&str]) -> Result<String, BuildError> {
    let mut command = Command::new(rustc);
    command.args(args).current_dir(course);
    let output = supervise::output(command);
    let broken = |said: String| BuildError::BrokenRustc { rustc: rustc.to_owned(), said };
    let output = output.map_err(|error| broken(error.to_string()))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        // After its reasons, rustup may show a backtrace of its own.
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().lines().take_while(|line| !line.is_empty());
        Err(broken(said.collect::<Vec<_>>().join("; ")))
    }
}

/// Size and time of change of a file; empty when there is none.
fn stamp(path: &Path) -> String {
    let Ok(metadata) = fs::metadata(path) else { return String::new() };
    let changed = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    format!("{} {}", metadata.len(), changed.unwrap_or_default().as_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_verdict_can_depend_on_is_its_identity_and_where_it_lies_is_not() {
        let toolchain = |version: &str, parts: &[&str]| {
            let folder = tempfile::tempdir().expect("there is a place");
            for part in parts {
                fs::write(folder.path().join(part), "").expect("the folder is ours");
            }
            let rustc = folder.path().join("rustc");
            let toolchain = Toolchain { stamp: stamp(&rustc), rustc, version: version.to_owned() };
            toolchain.identity()
        };
        let whole = toolchain("rustc 1.95.0", &["rustc", "clippy-driver"]);
        assert_eq!(toolchain("rustc 1.95.0", &["rustc", "clippy-driver"]), whole);
        assert_ne!(toolchain("rustc 1.96.0", &["rustc", "clippy-driver"]), whole);
        assert_ne!(toolchain("rustc 1.95.0", &["rustc"]), whole);
    }
}
