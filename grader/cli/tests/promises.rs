//! What a lesson says is looked at is looked at where there are no solutions, too: the public runs
//! alone refuse code that does otherwise.

mod common;

use course::submission::Submission;
use engine::grade::{Checks, Choice};
use model::verdict::Verdict;

fn check(exercise: &str, wrong: &[&str]) {
    let course = common::course();
    let exercise = course.exercises.iter().find(|it| it.folder() == exercise).expect("it exists");
    let choice = Choice { checks: Checks::Public, ..Choice::default() };
    let known = exercise.known_wrong().expect("they can be listed");
    for name in wrong {
        let variant = known.iter().find(|variant| variant.name == *name).expect("it is known");
        let sources = exercise.variant_sources(variant).expect("it can be read");
        let submission = Submission { sources, ignored: Vec::new() };
        let report = common::lab().grade(exercise, &submission, choice);
        let verdict = report.expect("it can be graded").verdict();
        assert_ne!(verdict, Verdict::Accepted, "{name}");
    }
}

#[test]
fn the_clock_on_the_wall_and_the_record() {
    let clocks = ["wall-clock-as-stopwatch", "wall-clock-or-zero", "wall-clock-subtracted"];
    check("02-time-it", &clocks);
    check("02-time-it", &["end-calculated", "record-added", "record-over-the-old"]);
}

#[test]
fn threads() {
    check("09-go-async", &["thread-spawn", "spawn-blocking"]);
    check("11-gather", &["a-runtime-on-a-thread"]);
    check("12-dont-block", &["a-thread-for-each-frame"]);
    check("13-shared-account", &["own-threads"]);
}

#[test]
fn another_order_of_what_is_ready() {
    check("13-shared-account", &["atomic-in-two-steps"]);
}

#[test]
fn tasks_and_wake_ups() {
    check("03-sleepy-count", &["polls-the-clock"]);
    check("15-turnstile", &["permit-inside-the-task", "looks-every-millisecond"]);
}
