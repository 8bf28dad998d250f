//! Whether the checks of an exercise notice small changes to its reference.

use std::fs;

use crate::places::{SmallCourse, write};
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

#[test]
fn a_mutant_that_survives_is_named_until_it_is_excused_with_a_reason() {
    let course = SmallCourse::of(EXERCISE);
    check(&course, &["new", "tea-time"], 0, &[]);
    let private = course.root().join("solutions/04-tea-time");
    // What a student is given as it is is no slip of theirs: nothing is changed in `main`.
    check(&course, &ARGS, 0, &["5 mutants: ", "0 excused, 0 left"]);
    let reference = fs::read_to_string(private.join("src/main.rs")).expect("it is there");
    // A pause of no time takes no time, so no run can tell `>` from `>=`.
    let sleep = "thread::sleep(pause);";
    let changed = format!("if pause > Duration::ZERO {{\n        {sleep}\n    }}");
    write(private.join("src/main.rs"), reference.replace(sleep, &changed));
    let survivor = "solutions/04-tea-time/src/main.rs:17:14: no check refuses the mutant \
                    `replace > with >= in greet`";
    check(&course, &ARGS, 2, &[survivor, "with `line = \"if pause > Duration::ZERO {\"`"]);

    let hidden = private.join("hidden.toml");
    let without = fs::read_to_string(&hidden).expect("it is there");
    let always = "\n[[equivalent]]\nmutant = \"always take the branch in greet\"\n\
                  line = \"if pause > Duration::ZERO {\"\nreason = \"No time is no time.\"\n";
    let without = without + always;
    let place = format!("hidden.toml:{}:10: ", without.lines().count() + 3);
    let excuse = |mutant: &str, reason: &str, code: i32, expected: &[&str]| {
        let excuse = format!(
            "{without}\n[[equivalent]]\nmutant = \"{mutant}\"\n\
             line = \"if pause > Duration::ZERO {{\"\nreason = \"{reason}\"\n"
        );
        write(&hidden, excuse);
        check(&course, &ARGS, code, expected);
    };
    excuse("replace > with >= in greet", "No time is no time.", 0, &["2 excused, 0 left"]);
    excuse("replace > with >= in greet", " ", 2, &[&place, "say in `reason` why"]);
    excuse("replace > with < in greet", "?", 2, &[&place, "is refused and needs no excuse"]);
    excuse("replace < with > in greet", "?", 2, &[&place, "there is no mutant `replace < with"]);
}
