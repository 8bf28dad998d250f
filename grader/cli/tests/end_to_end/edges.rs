//! Programs that are right but for an edge of what their exercise's `main` accepts: the reference
//! with little changed. Each would be accepted if its edge were in no run.

use std::fs;

use serde_json::Value;

use crate::common::root;
use crate::places::{own_root, variant};
use crate::program::grade;

/// Grades the reference with some texts in it replaced, which must not be accepted.
fn check(exercise: &str, replaced: &[(&str, &str)]) {
    let reference = root().join("solutions").join(exercise);
    let file = own_root(&reference);
    let folder = variant(exercise, &reference.join(file));
    let path = folder.path().join(file);
    let mut text = fs::read_to_string(&path).expect("the reference is there");
    for (right, wrong) in replaced {
        assert_eq!(text.matches(right).count(), 1, "{exercise} has `{right}` once");
        text = text.replace(right, wrong);
    }
    fs::write(&path, text).expect("it can be changed");
    let said =
        grade([&*folder.path().to_string_lossy(), "--exercise", exercise, "--format", "json"]);
    let report: Value = serde_json::from_str(&said.stdout).expect("a document");
    let verdict = report["exercises"][0]["verdict"].as_str().unwrap_or_default();
    assert!(!["", "accepted", "did_not_compile"].contains(&verdict), "{replaced:?}: {verdict}");
}

#[test]
fn nothing_at_all() {
    check("01-count", &[("for number in 1..=to {", "for number in 1..=to.max(1) {")]);
    check("02-time-it", &[("for number in 1..=to {", "for number in 1..=to.max(1) {")]);
    check("12-dont-block", &[("for frame in 0..frames {", "for frame in 0..frames.max(1) {")]);
    let customers = "for customer in customers {";
    let some = format!("assert!(!customers.is_empty());\n    {customers}");
    check("13-shared-account", &[(customers, &some)]);
    check("14-pipeline", &[("for item in 1..=items {", "for item in 1..=items.max(1) {")]);
    check("15-turnstile", &[("for id in ids {", "assert!(!ids.is_empty());\n    for id in ids {")]);
}

#[test]
fn no_time_at_all() {
    let some = |text: &str, time: &str| {
        text.replace(time, &format!("{time}.max(std::time::Duration::from_millis(1))"))
    };
    for (exercise, text, time) in [
        ("06-upload-sync", "thread::sleep(encoding);", "encoding"),
        ("10-whatsapp", "    sleep(takes).await;", "takes"),
        ("14-pipeline", "sleep(make).await;", "make"),
    ] {
        check(exercise, &[(text, &some(text, time))]);
    }
}

#[test]
fn more_than_there_is_room_for() {
    let elapsed = "println!(\"elapsed: {} ms\", report.elapsed.as_millis());";
    check("02-time-it", &[(elapsed, &elapsed.replace("as_millis", "subsec_millis"))]);
    let narrow = "results[place] = answer.map(|value| u64::from(value as u32));";
    check("11-gather", &[("results[place] = answer;", narrow)]);
    check("12-dont-block", &[("    bytes\n}", "    u64::from(bytes as u32)\n}")]);
    let narrow = "*balance = i64::from((*balance + amount) as i32);";
    check("13-shared-account", &[("*balance += amount;", narrow)]);
}

#[test]
fn a_zero_is_a_number() {
    let some =
        "results[place] = answer.and_then(|value| (value > 0).then_some(value).ok_or(Offline));";
    check("11-gather", &[("results[place] = answer;", some)]);
    let some = "if amount == 0 {\n        return;\n    }\n    *balance += amount;";
    check("13-shared-account", &[("*balance += amount;", some)]);
}

#[test]
fn naps_that_are_equally_long() {
    let count = "for number in 1..=to {";
    let slept = format!("let mut slept = std::collections::HashSet::new();\n    {count}");
    let nap = |does: &str| format!("if slept.insert(nap) {{ {does} }}");
    for (exercise, does) in
        [("03-sleepy-count", "thread::sleep(nap);"), ("04-announce", "announced_nap(nap);")]
    {
        check(exercise, &[(count, &slept), (does, &nap(does))]);
    }
    let sum = "naps.iter().map(|&(_, nap)| nap).sum()";
    let of_a_set = "naps.iter().map(|&(_, nap)| nap).collect::<std::collections::HashSet<_>>()
        .into_iter().sum()";
    check("05-notice", &[(sum, of_a_set)]);
}

#[test]
fn naps_that_descend() {
    let found = "naps.iter().find(|&&(napper, _)| napper == number)";
    let next = "naps.iter().find(|&&(napper, _)| napper >= number).filter(|it| it.0 == number)";
    check("03-sleepy-count", &[(found, next)]);
    check("04-announce", &[(found, next)]);
    let found = "naps.iter().find(|(napper, _)| *napper == number)";
    let next = "naps.iter().find(|(napper, _)| *napper >= number).filter(|it| it.0 == number)";
    check("09-go-async", &[(found, next)]);
}

#[test]
fn two_that_end_together() {
    let day = "let mut under_way = Vec::new();";
    let ends = format!("let mut ends = std::collections::HashSet::new();\n    {day}");
    let takes = "activity(name.clone(), takes)";
    let one_at_a_time =
        "activity(name.clone(), if ends.insert(at + takes) { takes } else { Duration::ZERO })";
    check("10-whatsapp", &[(day, &ends), (takes, one_at_a_time)]);
}

#[test]
fn a_status_that_is_not_there() {
    let up = "under_way.iter().any(|(name, handle)| name == \"status\" && handle.is_finished())";
    let not_down =
        "under_way.iter().all(|(name, handle)| name != \"status\" || handle.is_finished())";
    check("10-whatsapp", &[(up, not_down)]);
}

#[test]
fn one_place() {
    check("15-turnstile", &[("Semaphore::new(at_once)", "Semaphore::new(at_once.max(2))")]);
}
