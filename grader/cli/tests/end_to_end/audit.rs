//! What a document says of how its verdicts came about, so that others can find the same.

use std::fs;

use serde_json::Value;

use crate::common::root;
use crate::document::{document, list, text, without_durations};
use crate::places::{SmallCourse, submission};
use crate::program::{grade, grader, said};

const EXERCISE: &str = "03-sleepy-count";

/// The digests of a grading: of the submission, of the exercise, and of what grades.
fn digests(course: &SmallCourse, main: &str) -> [Value; 3] {
    let handed_in = submission(main);
    let mut grader = grader();
    grader.args(["grade", "--exercise", "sleepy-count", "--checks", "public", "--format", "json"]);
    let said = said(grader.arg("--course").arg(course.root()).arg(handed_in.path()));
    let document = document(&said.stdout);
    let of = &document["exercises"][0]["digests"];
    [of["submission"].clone(), of["exercise"].clone(), document["digests"].clone()]
}

#[test]
fn digests_tell_what_a_verdict_stands_on_wherever_it_was_reached() {
    let (here, there) = (SmallCourse::of(EXERCISE), SmallCourse::named("elsewhere", EXERCISE));
    let first = digests(&here, "fn main() {}");
    assert_eq!(first, digests(&there, "fn main() {}"));

    let other = digests(&here, "fn main() { }");
    assert!(other[0] != first[0] && other[1..] == first[1..], "{first:?} {other:?}");

    let toml = there.public().join("exercise.toml");
    let changed = fs::read_to_string(&toml).expect("it is there") + "\n# Another word.\n";
    fs::write(&toml, changed).expect("it can be written");
    let other = digests(&there, "fn main() {}");
    assert!(other[1] != first[1], "{first:?} {other:?}");
    assert_eq!((&other[0], &other[2]), (&first[0], &first[2]));
}

#[test]
fn every_run_says_what_it_was_given_and_where_it_went_wrong() {
    let main = "use std::env;\nfn main() {\n    let _ = env::args().nth(99).unwrap();\n}\n";
    let handed_in = submission(main);
    let path = handed_in.path().to_string_lossy();
    let said = grade([&*path, "--exercise", "sleepy-count", "--format", "json"]);
    let document = document(&said.stdout);
    let exercise = &document["exercises"][0];
    let place = &exercise["place"];
    assert_eq!((text(&place["file"]), place["line"].as_u64()), ("src/main.rs", Some(3)));
    let toml = fs::read_to_string(root().join("exercises").join(EXERCISE).join("exercise.toml"));
    let toml: toml::Table = toml.expect("it is there").parse().expect("it is TOML");
    let runs = toml["run"].as_array().expect("there are runs");
    let checks = list(&exercise["checks"]);
    for (run, check) in runs.iter().zip(checks) {
        let args: Vec<&str> = run
            .get("args")
            .and_then(toml::Value::as_array)
            .map(|args| args.iter().filter_map(toml::Value::as_str).collect())
            .unwrap_or_default();
        assert_eq!(check["given"]["args"], serde_json::json!(args), "{check}");
        assert_eq!((text(&check["end"]["how"]), &check["place"]), ("panicked", place), "{check}");
    }
    // Hidden ones too, in full.
    assert!(checks.iter().any(|check| check["visibility"] == "hidden"), "{document}");
    assert!(checks.iter().all(|check| check.get("given").is_some()), "{document}");
}

/// How many checks of a program were made, and how many not and why.
fn made(main: &str) -> (usize, Vec<String>, String) {
    let handed_in = submission(main);
    let path = handed_in.path().to_string_lossy();
    let grade = || grade([&*path, "--exercise", "sleepy-count", "--format", "json"]).stdout;
    let said = grade();
    assert_eq!(without_durations(&said), without_durations(&grade()));
    let document = document(&said);
    let exercise = &document["exercises"][0];
    let lost = list(&exercise["not_made"]).iter().chain(list(&exercise["checks"]));
    let points = lost.filter_map(|each| each["max_points"].as_u64().or(each["points"].as_u64()));
    assert_eq!(exercise["max_points"].as_u64(), Some(points.sum()), "{document}");
    let because = list(&exercise["not_made"]).iter().map(|each| text(&each["because"]).to_owned());
    (list(&exercise["checks"]).len(), because.collect(), text(&exercise["verdict"]).to_owned())
}

#[test]
fn after_two_runs_that_never_end_no_more_are_made() {
    let mut all = 0;
    for (main, verdict) in [
        ("fn main() { loop {} }", "busy_waiting"),
        ("fn main() { loop { std::thread::park() } }", "stuck"),
        ("fn main() { loop { println!() } }", "exceeded_limit"),
    ] {
        let (made, because, told) = made(main);
        assert_eq!((made, &*told), (2, verdict), "{main}");
        assert!(!because.is_empty() && because.iter().all(|why| why == "said_already"), "{main}");
        all = made + because.len();
    }
    // What is wrong at once is asked of every run.
    let (made, because, _) = made("fn main() {}");
    assert_eq!((made, because.len()), (all, 0));
}
