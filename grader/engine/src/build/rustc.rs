//! The compiler's command line: the grader's own, whatever a submission brings along.
//!
//! Chosen by measuring, interleaved, a tokio program of 60 lines and one with threads only:
//! - `rustc` is called directly; cargo's own time to look around is a fifth of a small build.
//! - tokio is linked statically. As a dynamic library it makes a build cheaper by an eighth, but
//!   every run starts two and a half times slower, and a submission is run about ten times; and
//!   a program of one file can be moved into a confined folder without anything to go with it.
//! - the compiler's own linker: GNU ld costs four times as much.
//! - one codegen unit for programs that count, of which a class hands in hundreds: up to a sixth
//!   less of the processor's time for programs of tokio, none for others. A student who waits for
//!   one program has the memory of earlier calls.
//! - the linker is spared finding equal strings (`-O0`), which makes smaller files, later.
//! - with the memory of earlier calls a re-edited program of tokio takes 0.4 to 0.7 of the time,
//!   16 units a little less than the 256 that are usual then.
//! - line tables cost a tenth, and without them no message can name the student's line.
//! - there is no check before the build: rustc reports every error before it generates code.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::workshop::Workshop;
use course::key::{Key, KeyBuilder};
use course::sources::{self, LIBRARY, PROGRAM, Sources};

/// The folder in which a program believes that it was compiled: its line tables say
/// `/submission/src/main.rs`. Messages and panics say `src/main.rs`.
pub const COMPILED_IN: &str = "/submission";

/// The program, relative to the folder in which it is compiled.
pub(super) const PRODUCT: &str = "out/program";
/// The list of files that the compiler read, relative to the same.
pub(super) const FILES_READ: &str = "out/program.d";
/// Where the compiler keeps what it may want to know the next time, relative to the same.
pub(super) const MEMORY: &str = "memory";

const FLAGS: [&str; 5] = [
    "--edition=2024",
    // No way around the clock: not even `unsafe extern` with a safe function passes.
    "-Funsafe_code",
    "-Cdebuginfo=line-tables-only",
    "-Clink-arg=-Wl,-O0",
    "--error-format=json",
];

/// One call of the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The library that the program below it uses.
    Library,
    /// The program around it.
    Around,
    /// The program, when it is all there is.
    Program,
}

/// What is compiled, in this order: as for cargo, a library if there is one, then the program.
pub(super) fn steps(sources: &Sources) -> &'static [Step] {
    if sources.contains_key(LIBRARY) { &[Step::Library, Step::Around] } else { &[Step::Program] }
}

/// What the compiler may know of earlier calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Nothing.
    Fresh,
    /// What it left in [`MEMORY`].
    Incremental,
    /// Nothing, and it is clippy that is called: it looks, and makes no program.
    Lint,
}

impl Way {
    fn flags(self) -> &'static [&'static str] {
        match self {
            Way::Fresh => &["-Ccodegen-units=1"],
            Way::Incremental => &["-Cincremental=memory", "-Ccodegen-units=16"],
            // Not on by default, and often what is wrong.
            Way::Lint => &["-Wclippy::let_underscore_future", "-Wclippy::await_holding_lock"],
        }
    }
}

/// The key of a program: all that its bytes and its messages depend on.
pub(super) fn key(workshop: &Workshop, name: &str, sources: &Sources, way: Way) -> Key {
    settings(workshop, name, way).part("sources", sources::key(sources).as_str()).finish()
}

/// All that the bytes and the messages of a program depend on besides its sources.
pub(super) fn settings(workshop: &Workshop, name: &str, way: Way) -> KeyBuilder {
    let key = KeyBuilder::new("program")
        .part("compiler", &workshop.toolchain().version)
        .part("flags", FLAGS.join("\n"))
        .part("way", way.flags().join("\n"))
        .part("folder", COMPILED_IN)
        .part("name", name);
    let externs = workshop.prepared().externs.iter();
    externs.fold(key, |key, each| key.part(&each.name, each.key.as_str()))
}

/// The call that compiles what lies in `dir`: the sources, `out` with what earlier steps made,
/// and [`MEMORY`], if the compiler may know of earlier calls.
pub(super) fn command(
    workshop: &Workshop,
    name: &str,
    dir: &Path,
    way: Way,
    step: Step,
) -> Command {
    let library = format!("out/lib{name}.rlib");
    let (kind, name_of_crate, root, product) = match step {
        Step::Library => ("--crate-type=rlib", name, LIBRARY, library.as_str()),
        // Two crates of one name would be one too many.
        Step::Around => ("--crate-type=bin", "program", PROGRAM, PRODUCT),
        Step::Program => ("--crate-type=bin", name, PROGRAM, PRODUCT),
    };
    let in_store = |path: &Path| workshop.store().root().join(path);
    let prepared = workshop.prepared();
    let clippy = workshop.toolchain().clippy().filter(|_| way == Way::Lint);
    let mut command = Command::new(clippy.as_ref().unwrap_or(&workshop.toolchain().rustc));
    let made = if way == Way::Lint { "metadata" } else { "link" };
    command
        .args(FLAGS)
        .args(way.flags())
        .args([kind, "--crate-name", name_of_crate, root])
        .arg(format!("--emit={made}={product},dep-info={FILES_READ}"))
        .arg(joined("--remap-path-prefix=", dir, &format!("={COMPILED_IN}")))
        .arg(joined("-Ldependency=", &in_store(&prepared.deps), ""))
        .current_dir(dir)
        // A program can ask for its compiler's surroundings: there are none but what is the same
        // everywhere.
        .env_clear()
        .env("TMPDIR", "out");
    if let Some(linker) = on_path("cc") {
        command.arg(joined("-Clinker=", &linker, ""));
    }
    if let Some(folder) = on_path("ld").as_deref().and_then(Path::parent) {
        // Where the compiler brings no linker of its own, `cc` looks for one here.
        command.arg(joined("-Clink-arg=-B", folder, ""));
    }
    for each in &prepared.externs {
        command.arg(joined(&format!("--extern={}=", each.name), &in_store(&each.path), ""));
    }
    if step == Step::Around {
        command.arg(format!("--extern={name}={library}"));
    }
    command
}

/// What the compiler reads besides the sources: its own files, and what programs are linked with.
pub(super) fn reads(workshop: &Workshop) -> Vec<PathBuf> {
    let prepared = workshop.prepared();
    let sysroot = workshop.toolchain().sysroot().map(Path::to_owned);
    let in_store = prepared.externs.iter().map(|each| &each.path).chain([&prepared.deps]);
    let in_store = in_store.map(|path| workshop.store().root().join(path));
    in_store.chain(sysroot).chain(on_path("cc")).collect()
}

/// The program of this name that a shell would find.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let is_cache = |file: &PathBuf| {
        // It would look for the real one on a PATH that it does not have.
        let real = file.canonicalize().unwrap_or_default();
        real.file_name().is_some_and(|name| name.to_string_lossy().contains("ccache"))
    };
    let files = env::split_paths(&path).filter(|dir| dir.is_absolute()).map(|dir| dir.join(name));
    files.filter(|file| file.is_file()).find(|file| !is_cache(file))
}

/// A path with text around it; a path need not be UTF-8.
fn joined(before: &str, path: &Path, after: &str) -> OsString {
    let mut joined = OsString::from(before);
    joined.push(path);
    joined.push(after);
    joined
}

/// The name of an exercise as the name of a crate.
pub(super) fn crate_name(slug: &str) -> String {
    let mut name: String =
        slug.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '_' }).collect();
    if !name.starts_with(|char: char| char.is_ascii_alphabetic()) {
        name.insert_str(0, "exercise_");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slug_names_a_crate() {
        assert_eq!(crate_name("sleepy-count"), "sleepy_count");
        assert_eq!(crate_name("8-and-9"), "exercise_8_and_9");
        assert_eq!(crate_name(""), "exercise_");
    }
}
