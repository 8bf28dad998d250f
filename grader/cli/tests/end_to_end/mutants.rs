//! Whether the checks of an exercise notice small changes to its reference.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::places::{SmallCourse, folder, write};
use crate::program::{instructors, said};

const EXERCISE: &str = "03-sleepy-count";
const ARGS: [&str; 3] = ["verify", "--mutants", "tea-time"];

fn check(course: &SmallCourse, args: &[&str], code: i32, expected: &[&str]) {
    let said = said(instructors(&course.root()).args(args));
    let text = said.stdout + &said.stderr;
    assert_eq!(said.code, Some(code), "{args:?}: {text}");
    for expected in expected {
        assert!(text.contains(expected), "{args:?} does not say `{expected}`:\n{text}");
    }
}

/// True where cargo-mutants is installed; else says that a test is skipped.
fn can_be_listed() -> bool {
    let version = said(Command::new("cargo").args(["mutants", "--version"]));
    if version.code != Some(0) {
        eprintln!("skipped: cargo-mutants is not installed (cargo install cargo-mutants --locked)");
    }
    version.code == Some(0)
}

#[test]
fn a_mutant_that_survives_is_named_until_it_is_excused_with_a_reason() {
    if !can_be_listed() {
        return;
    }
    let course = SmallCourse::of(EXERCISE);
    check(&course, &["new", "tea-time"], 0, &[]);
    let solution = course.root().join("solutions/04-tea-time");
    let reference = fs::read_to_string(solution.join("src/main.rs")).expect("it is there");
    // A pause of no time takes no time, so no run can tell `>` from `>=`.
    let sleep = "thread::sleep(pause);";
    let changed = format!("if pause > Duration::ZERO {{\n        {sleep}\n    }}");
    write(solution.join("src/main.rs"), reference.replace(sleep, &changed));
    let survivor = "solutions/04-tea-time/src/main.rs:17:14: no check refuses the mutant \
                    `replace > with >= in greet`";
    check(&course, &ARGS, 1, &[survivor, "with `line = \"if pause > Duration::ZERO {\"`"]);

    let hidden = solution.join("hidden.toml");
    let without = fs::read_to_string(&hidden).expect("it is there");
    let place = format!("hidden.toml:{}:10: ", without.lines().count() + 3);
    let excuse = |mutant: &str, reason: &str, code: i32, expected: &[&str]| {
        let excuse = format!(
            "{without}\n[[equivalent]]\nmutant = \"{mutant}\"\n\
             line = \"if pause > Duration::ZERO {{\"\nreason = \"{reason}\"\n"
        );
        write(&hidden, excuse);
        check(&course, &ARGS, code, expected);
    };
    excuse("replace > with >= in greet", "No time is no time.", 0, &["1 excused, 0 left"]);
    excuse("replace > with >= in greet", " ", 1, &[&place, "say in `reason` why"]);
    excuse("replace > with < in greet", "?", 1, &[&place, "is refused and needs no excuse"]);
    excuse("replace < with > in greet", "?", 1, &[&place, "there is no mutant `replace < with"]);
}

/// A folder of programs without cargo-mutants, which may lie beside the compiler.
fn beside_mutants(dir: PathBuf, links: &Path) -> PathBuf {
    if !dir.join("cargo-mutants").exists() {
        return dir;
    }
    for program in fs::read_dir(dir).expect("it can be read").flatten() {
        if program.file_name() != "cargo-mutants" {
            // The first of a name is the one that is found.
            let _ = symlink(program.path(), links.join(program.file_name()));
        }
    }
    links.to_owned()
}

#[test]
fn whoever_has_no_cargo_mutants_is_told_how_to_get_it() {
    let course = SmallCourse::of(EXERCISE);
    let (home, links) = (folder(), folder());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let without = std::env::split_paths(&path).map(|dir| beside_mutants(dir, links.path()));
    let mut verify = instructors(&course.root());
    verify
        .args(["verify", "--mutants"])
        .env("PATH", std::env::join_paths(without).expect("they were joined before"))
        .env("CARGO_HOME", home.path());
    let said = said(&mut verify);
    assert_eq!(said.code, Some(2), "{}{}", said.stdout, said.stderr);
    assert!(said.stderr.contains("`cargo install cargo-mutants --locked`"), "{}", said.stderr);
}
