use super::{Lesson, feedback, program};
use model::known::KnownProgram;
use model::sample::observation;
use model::spec::Order;

const LESSON: Lesson = Lesson {
    args: &[],
    expected: "0  9\n0  (ended)",
    order: Order { free: Vec::new(), last: Vec::new(), before: Vec::new() },
};

fn with_source(name: &str, source: &[&str], source_not: &[&str]) -> KnownProgram {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    KnownProgram {
        source: owned(source),
        source_not: owned(source_not),
        ..program(name, &format!("I am {name}."))
    }
}

/// Which of the programs, all with the same transcript, a source is said to be.
fn check(programs: &[KnownProgram], source: &str, expected: Option<&str>) {
    let late = observation("8  9\n8  (ended)");
    let known: Vec<_> = programs.iter().map(|program| (program, &late)).collect();
    let found = feedback(&LESSON, &late, &known, source);
    assert_eq!(found.mistake.as_deref(), expected, "{source:?}");
}

#[test]
fn among_programs_with_one_transcript_the_source_chooses() {
    let programs = [
        with_source("awaits", &[], &["spawn("]),
        with_source("spawns", &["spawn(*).await"], &[]),
        with_source("spawns-blocking", &["spawn(*).await", "thread::sleep"], &[]),
    ];
    check(&programs, "sleep(d).await", Some("awaits"));
    check(&programs, "spawn(nap(d)).await; // thread::sleep", Some("spawns"));
    check(&programs, "spawn(nap(d)).await; thread::sleep(d)", Some("spawns-blocking"));
}

#[test]
fn a_program_whose_source_does_not_fit_is_not_named_even_when_no_other_remains() {
    let spawns = with_source("spawns", &["spawn("], &[]);
    let plain = with_source("plain", &[], &[]);
    check(&[spawns.clone(), plain], "x()", Some("plain"));
    check(&[spawns], "x()", None);
}

#[test]
fn a_sentence_that_the_run_cannot_fill_is_passed_over() {
    let held = program("held", "It was {held_by}.");
    let plain = program("plain", "It was late.");
    check(std::slice::from_ref(&held), "", None);
    check(&[held, plain], "", Some("plain"));
}

#[test]
fn another_transcript_is_another_mistake() {
    let (late, later) = (observation("8  9\n8  (ended)"), observation("9  9\n9  (ended)"));
    let program = program("late", "It was late.");
    assert_eq!(feedback(&LESSON, &later, &[(&program, &late)], "").mistake, None);
}
