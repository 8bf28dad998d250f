//! Who attacks, and what the grader has against it: the four environments of the suite.

use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

/// The user that nobody is.
pub(crate) const NOBODY: u32 = 65_534;

/// The user that the grader runs as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum User {
    /// The one that runs the tests.
    Own,
    /// One without any rights, where the superuser runs the tests.
    Nobody,
}

impl User {
    /// Those that there can be here.
    pub(crate) fn all() -> &'static [User] {
        if is_root() { &[User::Own, User::Nobody] } else { &[User::Own] }
    }

    /// A command that runs as this user.
    pub(crate) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if self == User::Nobody {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }
}

impl fmt::Display for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            User::Own if is_root() => "root",
            _ => "plain user",
        })
    }
}

/// True where the tests are run by the superuser.
pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A folder that everybody can reach, with the programs in it, and one for each user's own things.
pub(crate) struct Lodging(TempDir);

impl Lodging {
    /// A fresh one, gone when it is dropped.
    pub(crate) fn new() -> Lodging {
        let folder = tempfile::Builder::new().prefix("attacks-").tempdir();
        let lodging = Lodging(folder.expect("there is room for a folder"));
        let open = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
        };
        open(lodging.0.path(), 0o755);
        for (program, name) in [
            (std::env::current_exe().expect("this is a program"), "suite"),
            (assert_cmd::cargo::cargo_bin!("grader").to_path_buf(), "grader"),
            (crate::built::attack().to_owned(), "attack"),
        ] {
            copy_program(&program, &lodging.program(name));
            open(&lodging.program(name), 0o755);
        }
        for user in User::all() {
            fs::create_dir(lodging.home(*user)).expect("the folder can be made");
            open(&lodging.home(*user), 0o777);
        }
        lodging
    }

    /// One of the programs `suite`, `grader` and `attack`.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Where a user's things are.
    pub(crate) fn home(&self, user: User) -> PathBuf {
        self.0.path().join(format!("{user:?}"))
    }
}

/// Copies a program by another process: a file that this one has open for writing, what is being
/// started at that moment has open too, and nobody can start it.
pub(crate) fn copy_program(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg(from).arg(to).status();
    assert!(copied.is_ok_and(|status| status.success()), "the program can be copied");
}
