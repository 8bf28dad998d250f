//! The compiler called directly, as by a script that knows where everything is: what no tool that
//! builds a program can undercut by much.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::student::{self, command};

/// The compiler, and the libraries that the course has made ready.
pub(crate) struct Rustc {
    program: PathBuf,
    deps: PathBuf,
    tokio: PathBuf,
}

impl Rustc {
    /// Finds the toolchain's own compiler and what the grader has built in the course's store.
    pub(crate) fn of(course: &Path) -> Rustc {
        let sysroot = student::run(command(course, &["rustc", "--print", "sysroot"]), &[0]);
        let sysroot = String::from_utf8(sysroot.stdout).expect("rustc says a path");
        let crates = course.join("target/grader/crates");
        let deps = entries(&crates).last().expect("the grader has built");
        let tokios = entries(&deps).filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("libtokio-") && name.ends_with(".rlib")
        });
        // There is tokio, and the little crate of its name that submissions see.
        let size = |path: &PathBuf| fs::metadata(path).map_or(u64::MAX, |file| file.len());
        let tokio = tokios.min_by_key(size).expect("submissions may use tokio");
        Rustc { program: Path::new(sysroot.trim()).join("bin/rustc"), deps, tokio }
    }

    /// Compiles `main` in the folder `dir`.
    pub(crate) fn command(&self, dir: &Path, main: &Path, flags: &[&str]) -> Command {
        fs::create_dir_all(dir).expect("there is room");
        let mut command = command(dir, &[&self.program.to_string_lossy()]);
        command.args(["--edition=2024", "--crate-name=program"]).args(flags).arg(main);
        command.arg(format!("-Ldependency={}", self.deps.display()));
        command.arg(format!("--extern=tokio={}", self.tokio.display()));
        command
    }
}

fn entries(dir: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(dir).expect("the folder is there");
    entries.map(|entry| entry.expect("the folder can be read").path())
}
