//! The two programs of the workspace, at work in surroundings that are the same everywhere.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use crate::common;

/// What is kept of the surroundings: how the compiler is found.
const KEPT: [&str; 6] =
    ["PATH", "HOME", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "RUSTUP_AUTO_INSTALL"];

/// How a program ended, and what it said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        let text = |bytes| String::from_utf8(bytes).expect("only UTF-8 is ever printed");
        Said {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// `grader`, called in the folder of the course.
pub(crate) fn grader() -> Command {
    // Where nothing is prepared yet, that is done once, and the tests hear nothing of it.
    LazyLock::force(&PREPARED);
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("grader"));
    surroundings(&mut command);
    command.current_dir(common::root());
    command
}

/// `cargo xtask`, called in a folder, for a verb of students.
pub(crate) fn xtask(folder: &Path) -> Command {
    verb(&VERBS[0], folder)
}

/// `cargo xtask`, called in a folder, for a verb of instructors.
#[allow(dead_code, reason = "for some of the tests")]
pub(crate) fn instructors(folder: &Path) -> Command {
    verb(&VERBS[1], folder)
}

fn verb(program: &Path, folder: &Path) -> Command {
    LazyLock::force(&PREPARED);
    let mut command = Command::new(program);
    surroundings(&mut command);
    command.current_dir(folder);
    command
}

/// Runs `grader grade` with these arguments.
pub(crate) fn grade<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Said {
    said(grader().arg("grade").args(args))
}

/// Runs a command to its end.
pub(crate) fn said(command: &mut Command) -> Said {
    command.output().expect("the program can be started").into()
}

/// Nothing of the surroundings but what is kept, and what is the same everywhere.
pub(crate) fn surroundings(command: &mut Command) {
    command.env_clear();
    for name in KEPT {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
        .env("CARGO_TARGET_DIR", common::target())
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .env("LANG", "C.UTF-8");
}

/// The program that `cargo xtask` becomes, for a test that starts it by other means.
#[allow(dead_code, reason = "for the terminals of other tests")]
pub(crate) fn verbs() -> &'static Path {
    LazyLock::force(&PREPARED);
    &VERBS[0]
}

static PREPARED: LazyLock<()> = LazyLock::new(|| {
    common::lab();
});

/// A package's tests see its own programs only, so those that `cargo xtask` becomes are asked for:
/// the one for students and the one for instructors.
static VERBS: LazyLock<[PathBuf; 2]> = LazyLock::new(|| ["verbs", "instructors"].map(built));

fn built(package: &str) -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", package])
        .args(["--message-format=json", "--target-dir"])
        .arg(common::target())
        .current_dir(common::root())
        .output()
        .expect("cargo can be started");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let messages = String::from_utf8_lossy(&built.stdout);
    let message = messages.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut programs = message.filter_map(|message: serde_json::Value| {
        message["executable"].as_str().filter(|path| path.ends_with(package)).map(PathBuf::from)
    });
    programs.next().expect("cargo says where the program is")
}
