//! A student's copy of the course, beside the target folder, and a student's shell.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use walkdir::WalkDir;

use super::root;

/// What belongs to the course.
const PARTS: [&str; 8] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "exercises",
    "grader",
    "rust-toolchain.toml",
    "solutions",
    "xtask",
];

/// A place that survives from run to run, so that only the first has to build everything.
pub(crate) fn place() -> PathBuf {
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&place).expect("there is room beside the target folder");
    place
}

/// Brings the copy in `copy` up to date with the working tree, and gives its folder. A file
/// that is the same keeps its time of change, so cargo does not build it again.
pub(crate) fn copy_course(copy: &Path) -> io::Result<()> {
    let mut wanted = BTreeSet::new();
    for part in PARTS {
        for entry in WalkDir::new(root().join(part)) {
            let entry = entry?;
            let path = entry.path().strip_prefix(root()).unwrap_or(entry.path()).to_owned();
            if entry.file_type().is_file() {
                write_changed(&copy.join(&path), &fs::read(entry.path())?)?;
                wanted.insert(path);
            }
        }
    }
    let kept = |path: &Path| wanted.contains(path.strip_prefix(copy).unwrap_or(path));
    for part in PARTS {
        for entry in WalkDir::new(copy.join(part)) {
            let entry = entry?;
            if entry.file_type().is_file() && !kept(entry.path()) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}

/// Writes a file, and the folders above it, unless it holds this already.
pub(crate) fn write_changed(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, content)
}

/// Puts the files of a program into the student's folder `to`.
pub(crate) fn hand_in(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        fs::copy(&file, to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// A command as it would run in a student's shell: nothing that cargo or rustup have set for
/// this benchmark reaches it, so it goes through rustup as typed, into its own target folder.
pub(crate) fn command(dir: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(dir).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let is_ours = text.starts_with("CARGO") || text.starts_with("RUST");
        let is_theirs = ["CARGO_HOME", "RUSTUP_HOME", "RUSTUP_AUTO_INSTALL"].contains(&&*text);
        if (is_ours && !is_theirs) || text == "LD_LIBRARY_PATH" {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs it to its end, which has to be one of `ends`.
pub(crate) fn run(mut command: Command, ends: &[i32]) -> Output {
    let output = command.output().expect("the command can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(code.is_some_and(|code| ends.contains(&code)), "{command:?}: {code:?}\n{said}");
    output
}
