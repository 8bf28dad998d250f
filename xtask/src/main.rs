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

/// The package of the verbs, and its program.
const VERBS: &str = "verbs";
/// Cargo's list of the files that went into them, beside it.
const MAKEFILE: &str = "verbs.d";
/// Changed when cargo was last asked, also beside it.
const STAMP: &str = ".verbs-asked";
/// The folder of the workspace.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// What else there decides what cargo builds.
const SETTINGS: [&str; 5] = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "rust-toolchain.toml",
    "xtask/verbs/Cargo.toml",
];
/// Asks for what the verbs have only with [`PACKERS`].
const PACK: &str = "--zip";
const PACKERS: &str = "archives";
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
    let packs = env::args_os().any(|argument| argument == PACK);
    if packs || !is_current(&own, Path::new(ROOT)).unwrap_or(false) {
        // A file that changes while cargo is at work counts as changed since.
        let began = SystemTime::now();
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
        if !own.with_file_name(VERBS).exists() {
            eprintln!("building the grader; this is done once, and takes about a minute");
        }
        let mut build = Command::new(cargo);
        build.args(["build", "--package", VERBS, "--profile", profile]);
        build.arg("--manifest-path").arg(Path::new(ROOT).join("Cargo.toml"));
        if packs {
            build.args(["--features", PACKERS]);
        }
        if !build.status()?.success() {
            return Ok(ExitCode::from(BUILD_FAILED));
        }
        File::create(own.with_file_name(STAMP))?.set_modified(began)?;
    }
    Err(Command::new(own.with_file_name(VERBS)).args(env::args_os().skip(1)).exec())
}

/// True when nothing has changed since cargo was last asked.
///
/// # Errors
/// When something is not there, and so may have changed.
fn is_current(own: &Path, root: &Path) -> io::Result<bool> {
    let asked = changed(&own.with_file_name(STAMP))?;
    changed(&own.with_file_name(VERBS))?;
    let sources = sources(&fs::read_to_string(own.with_file_name(MAKEFILE))?);
    let libraries = sources.iter().filter(|source| source.ends_with("src/lib.rs"));
    let manifests = libraries.filter_map(|source| source.ancestors().nth(2));
    let manifests: Vec<PathBuf> = manifests.map(|folder| folder.join("Cargo.toml")).collect();
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
        let source = root.join("grader/src/lib.rs");
        let makefile = format!("verbs: {}\n", source.display());
        for (name, content) in [
            ("Cargo.lock", ""),
            ("grader/Cargo.toml", ""),
            ("grader/src/lib.rs", ""),
            ("xtask", ""),
            (MAKEFILE, &*makefile),
            (VERBS, ""),
            (STAMP, ""),
        ] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, content).unwrap();
            let age = if name == STAMP { 10 } else { 20 };
            let then = SystemTime::now() - Duration::from_secs(age);
            File::open(&path).unwrap().set_modified(then).unwrap();
        }
        change(root);
        assert_eq!(is_current(&root.join("xtask"), root).unwrap_or(false), expected);
    }

    #[test]
    fn cargo_is_asked_when_something_has_changed() {
        check(|_| {}, true);
        check(|root| fs::write(root.join("README.md"), "new").unwrap(), true);
        for name in ["grader/src/lib.rs", "grader/Cargo.toml", "Cargo.lock", "xtask"] {
            check(|root| fs::write(root.join(name), "new").unwrap(), false);
        }
        check(|root| fs::write(root.join("rust-toolchain.toml"), "new").unwrap(), false);
    }

    #[test]
    fn cargo_is_asked_when_something_is_missing() {
        for name in ["grader/src/lib.rs", VERBS, STAMP, MAKEFILE] {
            check(|root| fs::remove_file(root.join(name)).unwrap(), false);
        }
    }
}
