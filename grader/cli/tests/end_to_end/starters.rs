//! What a student finds on the first day: programs that compile, and lessons that are true.

use std::fs;

use author::lesson;
use course::Exercise;
use engine::build::Built;

use crate::common;

/// Holds every exercise to something, and tells of all that do not.
fn check(problem: impl Fn(&Exercise) -> Option<String>) {
    let course = common::course();
    let problems = course.exercises.iter().filter_map(|exercise| {
        problem(exercise).map(|problem| format!("{}: {problem}", exercise.folder()))
    });
    assert_eq!(problems.collect::<Vec<_>>(), [] as [String; 0]);
}

#[test]
fn every_starter_compiles_without_a_warning() {
    check(|exercise| {
        let sources = exercise.starter_sources().expect("the starter can be read");
        let built = common::lab().compile(&exercise.slug, &sources);
        match built.expect("the compiler is there") {
            Built::Refused(errors) => Some(errors.rendered),
            Built::Program(program) => {
                let warnings = program.warnings.iter().map(|warning| warning.rendered.clone());
                Some(warnings.collect::<String>()).filter(|warnings| !warnings.is_empty())
            }
        }
    });
}

#[test]
fn every_lesson_shows_the_transcripts_and_hints_of_today() {
    check(|exercise| {
        let path = exercise.dir.join("README.md");
        let text = lesson::read(&path).expect("every exercise has a lesson");
        let current = lesson::filled(&text, exercise).expect("its blocks can be filled");
        let problem = || String::from("README.md is not current; run `cargo xtask lessons`");
        (text != current).then(problem)
    });
}

#[test]
fn every_lesson_holds_what_is_generated() {
    check(|exercise| {
        let text = fs::read_to_string(exercise.dir.join("README.md")).unwrap_or_default();
        let wanted = ["<!-- generated: hints -->", "<!-- generated: transcript "];
        let missing = wanted.into_iter().find(|block| !text.contains(block));
        missing.map(|block| format!("README.md has no block `{block}`"))
    });
}
