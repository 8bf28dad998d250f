//! The short way to the verbs. For cargo to find that they and the hundred crates that they stand
//! on are as they were takes over thirty milliseconds at each call; this takes one.
//!
//! Cargo runs this program, which depends on nothing, and this program runs the verbs. It asks
//! cargo to build them first when a file that they were made of, or this program itself, has
//! changed since it last did. What makes cargo build everything anew, such as another compiler,
//! changes this program, too.

use std::env;
use std::fs::{self, File};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

/// A package with verbs in it; its program has the same name.
const STUDENTS: &str = "verbs";
/// The same for instructors: no student waits until it is built.
const INSTRUCTORS: &str = "instructors";
/// The verbs that it has.
const OF_INSTRUCTORS: [&str; 6] = ["new", "verify", "bless", "release", "lessons", "book"];
/// How they are built: once, and not to be stepped through, as all else that a student waits for.
/// Cargo compiles what they share with the clock and with submissions only once.
const PROFILE: &str = "submission";
/// What decides, beside the sources, what cargo builds: files of the workspace.
const SETTINGS: [&str; 4] =
    ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml"];
/// What cargo's own commands answer when a build fails.
const BUILD_FAILED: u8 = 101;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("grader error: cannot run the verbs: {error}");
            ExitCode::from(70)
        }
    }
}

/// Becomes the verbs, and so comes back only when they cannot be built or run.
fn run() -> io::Result<ExitCode> {
    let own = env::current_exe()?;
    let root = root();
    let verb = env::args().nth(1).unwrap_or_default();
    let package = if OF_INSTRUCTORS.contains(&&*verb) { INSTRUCTORS } else { STUDENTS };
    let program = built(&own, package);
    if !is_current(&own, package, &root).unwrap_or(false) {
        // A file that changes while cargo is at work counts as changed since.
        let began = SystemTime::now();
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        if !program.exists() {
            eprintln!("{}", first_time(package));
        }
        let mut build = Command::new(cargo);
        build.args(["build", "--package", package, "--profile", PROFILE]);
        build.arg("--manifest-path").arg(root.join("Cargo.toml"));
        if !build.status()?.success() {
            return Ok(ExitCode::from(BUILD_FAILED));
        }
        File::create(stamp(&program))?.set_modified(began)?;
    }
    Err(Command::new(program).args(env::args_os().skip(1)).exec())
}

/// Where cargo puts a package's program: each profile has a folder, and this program lies in one.
fn built(own: &Path, package: &str) -> PathBuf {
    let profiles = own.ancestors().nth(2).unwrap_or(own);
    profiles.join(PROFILE).join(package)
}

/// What is said before a build that takes a while.
fn first_time(package: &str) -> &'static str {
    match package {
        STUDENTS => "building the grader; this is done once, and takes about a minute",
        _ => "building what instructors need besides; this is done once, and takes a while",
    }
}

/// The folder of the workspace. Cargo says where it found this package each time it runs it; what
/// it said when it compiled it is true no longer once the folder was copied or moved.
fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    package.parent().unwrap_or(&package).to_owned()
}

/// Changed when cargo was last asked for a program; it lies beside it.
fn stamp(program: &Path) -> PathBuf {
    program.with_extension("asked")
}

/// True when nothing has changed since cargo was last asked.
///
/// # Errors
/// When something is not there, and so may have changed.
fn is_current(own: &Path, package: &str, root: &Path) -> io::Result<bool> {
    let program = built(own, package);
    let asked = changed(&stamp(&program))?;
    changed(&program)?;
    let sources = sources(&fs::read_to_string(program.with_extension("d"))?);
    // A folder that was copied brings the list of the one it was copied from.
    if sources.iter().any(|source| !source.starts_with(root)) {
        return Ok(false);
    }
    let roots = sources.iter().filter(|file| file.ends_with("lib.rs") || file.ends_with("main.rs"));
    let manifests = roots.filter_map(|source| source.ancestors().nth(2));
    let manifests: Vec<PathBuf> = manifests.map(|folder| folder.join("Cargo.toml")).collect();
    let manifests = manifests.into_iter().filter(|path| path.exists());
    let settings = SETTINGS.map(|name| root.join(name)).into_iter().filter(|path| path.exists());
    for path in sources.into_iter().chain(manifests).chain(settings).chain([own.to_owned()]) {
        if changed(&path)? > asked {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The files that went into the verbs, out of cargo's makefile: one rule, in which a space in a
/// name is escaped.
fn sources(makefile: &str) -> Vec<PathBuf> {
    let rule = makefile.lines().next().unwrap_or_default();
    let (_, files) = rule.split_once(": ").unwrap_or_default();
    let files = files.replace("\\ ", "\0");
    files.split(' ').map(|file| file.replace('\0', " ").into()).collect()
}

fn changed(path: &Path) -> io::Result<SystemTime> {
    fs::metadata(path)?.modified()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_file_that_went_into_the_verbs_is_found() {
        let files = sources("/t/debug/verbs: /a\\ b/src/lib.rs /c/src/main.rs\n\nother: /d\n");
        assert_eq!(files, [Path::new("/a b/src/lib.rs"), Path::new("/c/src/main.rs")]);
    }

    /// Lets `change` happen to a course whose verbs were built after its last change, and says
    /// whether they are still current.
    fn check(change: impl FnOnce(&Path), expected: bool) {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let source = root.join("grader/cli/src/lib.rs");
        let makefile = format!("verbs: {}\n", source.display());
        for (name, content) in [
            ("Cargo.lock", ""),
            ("grader/cli/Cargo.toml", ""),
            ("grader/cli/src/lib.rs", ""),
            ("debug/xtask", ""),
            ("submission/verbs.d", &*makefile),
            ("submission/verbs", ""),
            ("submission/verbs.asked", ""),
        ] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, content).unwrap();
            let age = if name.ends_with(".asked") { 10 } else { 20 };
            let then = SystemTime::now() - Duration::from_secs(age);
            File::open(&path).unwrap().set_modified(then).unwrap();
        }
        change(root);
        assert_eq!(
            is_current(&root.join("debug/xtask"), STUDENTS, root).unwrap_or(false),
            expected
        );
    }

    #[test]
    fn cargo_is_asked_when_something_has_changed() {
        check(|_| {}, true);
        check(|root| fs::write(root.join("README.md"), "new").unwrap(), true);
        for name in ["grader/cli/src/lib.rs", "grader/cli/Cargo.toml", "Cargo.lock", "debug/xtask"]
        {
            check(|root| fs::write(root.join(name), "new").unwrap(), false);
        }
        check(|root| fs::write(root.join("rust-toolchain.toml"), "new").unwrap(), false);
    }

    #[test]
    fn cargo_is_asked_when_something_is_missing() {
        check(|root| fs::remove_file(root.join("grader/cli/src/lib.rs")).unwrap(), false);
        for name in ["verbs", "verbs.asked", "verbs.d"] {
            check(|root| fs::remove_file(root.join(PROFILE).join(name)).unwrap(), false);
        }
    }

    #[test]
    fn cargo_is_asked_in_a_copy_whose_list_names_the_folder_it_was_copied_from() {
        let elsewhere = tempfile::tempdir().unwrap();
        let source = elsewhere.path().join("lib.rs");
        fs::write(&source, "").unwrap();
        File::open(&source).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        let list = format!("verbs: {}\n", source.display());
        check(
            |root| {
                fs::write(root.join("submission/verbs.d"), list).unwrap();
                File::create(root.join("submission/verbs.asked")).unwrap();
            },
            false,
        );
    }
}
