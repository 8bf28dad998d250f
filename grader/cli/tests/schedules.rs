//! A race that the default schedule hides is found under others, named by its number, and the
//! number replays it.

mod common;

use course::Exercise;
use course::sources::Sources;
use course::submission::Submission;
use engine::build::Built;
use engine::grade::{Checks, Choice};
use model::spec::Run;
use model::verdict::Verdict;

/// Says who is ready only if nothing came between two threads' reading and writing.
const RACY: &str = r#"
use std::sync::Mutex;
use std::thread;

fn main() {
    let name = std::env::args().nth(1).unwrap_or_else(|| String::from("Ada"));
    let count = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let seen = *count.lock().unwrap();
                eprintln!("seen {seen}");
                *count.lock().unwrap() = seen + 1;
            });
        }
    });
    match *count.lock().unwrap() {
        4 => println!("ready, {name}"),
        lost => println!("only {lost} of 4"),
    }
}
"#;

fn submission() -> Submission {
    let sources = Sources::from([(String::from("src/main.rs"), RACY.to_owned())]);
    Submission { sources, ignored: Vec::new() }
}

fn exercise() -> Exercise {
    common::course().exercises.remove(0)
}

fn verdict(schedules: u64) -> (Verdict, u64) {
    let choice = Choice { checks: Checks::Public, schedules: Some(schedules), ..Choice::default() };
    let report = common::lab().grade(&exercise(), &submission(), choice);
    let report = report.expect("the grader works");
    (report.verdict(), report.checks[0].run.schedule)
}

#[test]
fn the_default_schedule_alone_hides_the_race() {
    assert_eq!(verdict(0), (Verdict::Accepted, 0));
}

#[test]
fn twenty_more_schedules_find_it_and_name_the_one_that_did() {
    let (verdict, schedule) = verdict(20);
    assert_eq!(verdict, Verdict::WrongTranscript);
    assert!((1..=20).contains(&schedule));
    let replay = || {
        let run = Run { schedule, ..exercise().toml.runs[0].clone() };
        let built = common::lab().compile(&exercise().slug, &submission().sources);
        let Ok(Built::Program(program)) = built else { panic!("{built:?}") };
        common::lab().run(&program, &run).expect("the grader works").observation
    };
    assert!(replay().transcript.stdout().any(|line| line.text.starts_with("only ")));
    assert_eq!(replay(), replay(), "the same schedule is the same run");
}

#[test]
fn a_right_program_is_right_under_every_schedule() {
    let choice = Choice { schedules: Some(20), ..Choice::default() };
    for exercise in &common::course().exercises {
        let sources = exercise.reference_sources().expect("it can be read").expect("it is there");
        let submission = Submission { sources, ignored: Vec::new() };
        let report = common::lab().grade(exercise, &submission, choice);
        let report = report.expect("the grader works");
        assert_eq!(
            report.verdict(),
            Verdict::Accepted,
            "{}: {:?}",
            exercise.slug,
            report.message()
        );
    }
}
