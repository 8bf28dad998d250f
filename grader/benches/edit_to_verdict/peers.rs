//! What others have to do: the compiler called directly, as by a script that knows where everything
//! is, and rustlings with an exercise of its own kind.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::student::{self, command};

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
        let store = course.join("target/grader");
        let is_cargos = |path: &PathBuf| path.join("submission/deps").is_dir();
        let target = entries(&store).find(is_cargos).expect("the grader has built");
        let deps = target.join("submission/deps");
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

/// The profile is that of the manifests which rustlings writes.
const MANIFEST: &str = r#"[package]
name = "exercises"
edition = "2024"
publish = false

[[bin]]
name = "plain"
path = "exercises/plain.rs"

[[bin]]
name = "tested"
path = "exercises/tested.rs"

[profile.dev]
panic = "abort"

[workspace]
"#;
const INFO: &str = r#"format_version = 1

[[exercises]]
name = "plain"
test = false
hint = ""

[[exercises]]
name = "tested"
hint = ""
"#;
const TEST: &str = "
#[cfg(test)]
mod tests {
    #[test]
    fn one_and_one_are_two() {
        assert_eq!(1 + 1, 2);
    }
}
";

/// A course of rustlings with two exercises: `plain`, and `tested`, which has a test, too.
pub(crate) struct Rustlings {
    program: PathBuf,
    course: PathBuf,
}

impl Rustlings {
    /// Makes a course in the folder `course`, where rustlings is installed.
    pub(crate) fn find(course: &Path) -> Option<Rustlings> {
        let path = env::var_os("PATH").unwrap_or_default();
        let given = env::var_os("EDIT_RUSTLINGS").map(PathBuf::from);
        let mut folders = given.into_iter().chain(env::split_paths(&path));
        let program = folders.find_map(|folder| {
            let program = folder.join("rustlings");
            program.is_file().then_some(program)
        })?;
        fs::create_dir_all(course.join("exercises")).expect("there is room");
        for (name, content) in [("Cargo.toml", MANIFEST), ("info.toml", INFO)] {
            fs::write(course.join(name), content).expect("there is room");
        }
        for name in ["plain", "tested"] {
            fs::write(file(course, name), "fn main() {}\n").expect("there is room");
        }
        Some(Rustlings { program, course: course.to_owned() })
    }

    /// Puts a program into an exercise.
    pub(crate) fn write(&self, exercise: &str, text: &str) {
        let test = if exercise == "tested" { TEST } else { "" };
        let written = fs::write(file(&self.course, exercise), format!("{text}{test}"));
        written.expect("the program can be written");
    }

    /// Has an exercise checked.
    pub(crate) fn command(&self, exercise: &str) -> Command {
        command(&self.course, &[&self.program.to_string_lossy(), "run", exercise])
    }
}

fn file(course: &Path, exercise: &str) -> PathBuf {
    course.join("exercises").join(exercise).with_extension("rs")
}
