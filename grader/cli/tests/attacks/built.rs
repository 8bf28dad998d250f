//! The program that attacks, built once.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::common;

/// Where it lies.
pub(crate) fn attack() -> &'static Path {
    &ATTACK
}

/// A package's tests see its own programs only, so this one is asked for.
static ATTACK: LazyLock<PathBuf> = LazyLock::new(|| {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "attack-programs", "--message-format=json"])
        .arg("--target-dir")
        .arg(common::target())
        .current_dir(common::root())
        .output()
        .expect("cargo can be started");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let messages = String::from_utf8_lossy(&built.stdout);
    let messages = messages.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut programs = messages
        .filter_map(|message: serde_json::Value| message["executable"].as_str().map(PathBuf::from));
    programs.next().expect("cargo says where the program is")
});
