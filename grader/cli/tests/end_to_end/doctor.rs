//! How well submissions are confined here is tried out, said, and asked for where it counts.

use serde_json::Value;

use crate::common::root;
use crate::document::{document, list, text};
use crate::program::{Said, grader, said};

const EVERYTHING: &str = "landlock,seccomp,namespaces";

fn doctor(without: &[&str]) -> Said {
    said(grader().arg("doctor").args(without.iter().flat_map(|layer| ["--without", layer])))
}

/// The words of a line that tell of a layer: its state, and what is said of it.
fn state<'a>(said: &'a Said, layer: &str) -> &'a str {
    let mut lines = said.stdout.lines().map(str::trim);
    let line = lines.find_map(|line| line.strip_prefix(layer)).expect("every layer is told of");
    line.split_whitespace().next().unwrap_or_default()
}

/// True where this machine has all layers; else it is said that it has not.
fn has_everything() -> bool {
    let said = doctor(&[]);
    let missing: Vec<&str> =
        EVERYTHING.split(',').filter(|layer| state(&said, layer) == "missing").collect();
    if !missing.is_empty() {
        eprintln!("SKIPPED: this machine has no {}", missing.join(", no "));
    }
    missing.is_empty()
}

#[test]
fn every_layer_that_is_there_is_attacked_and_holds() {
    if !has_everything() {
        return;
    }
    let said = doctor(&[]);
    for layer in EVERYTHING.split(',') {
        assert_eq!(state(&said, layer), "verified", "{}", said.stdout);
    }
    let limits = "who uses too much is stopped: memory, processes, files\n";
    assert!(said.stdout.contains(limits), "{}", said.stdout);
    assert!(said.stdout.contains(", 0 got through here."), "{}", said.stdout);
    assert_eq!(said.code, Some(0));
}

#[test]
fn a_layer_that_is_missing_is_told_with_what_to_do() {
    for layer in EVERYTHING.split(',') {
        let said = doctor(&[layer]);
        assert_eq!(state(&said, layer), "missing", "{}", said.stdout);
        assert!(said.stdout.contains("needs "), "{}", said.stdout);
    }
}

#[test]
fn what_gets_through_without_a_layer_is_told() {
    let said = doctor(&["landlock", "namespaces"]);
    assert!(said.stdout.contains("read a file of the grader's"), "{}", said.stdout);
    assert!(said.stdout.contains("Too little to grade"), "{}", said.stdout);
    assert_eq!(said.code, Some(1));
}

fn grade(more: &[&str]) -> Said {
    let reference = root().join("solutions/01-count");
    let mut grader = grader();
    grader.arg("grade").arg(reference).args(["--exercise", "count", "--format", "json"]);
    said(grader.args(more))
}

#[test]
fn grading_for_credit_is_refused_without_landlock_or_seccomp() {
    for layer in ["landlock", "seccomp"] {
        let said = grade(&["--for-credit", "--without", layer]);
        assert_eq!((said.code, said.stdout.as_str()), (Some(70), ""), "{}", said.stderr);
        let wanted = format!("no {layer} (not asked for); `grader doctor` says what to do");
        assert!(said.stderr.contains(&wanted), "{}", said.stderr);
    }
}

#[test]
fn grading_for_credit_is_refused_by_a_clock_that_is_not_exact() {
    if !has_everything() {
        return;
    }
    let said = grade(&["--for-credit", "--real-clock"]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(70), ""), "{}", said.stderr);
    assert!(said.stderr.contains("for credit, times have to be exact"), "{}", said.stderr);
}

#[test]
fn the_report_names_the_layers_that_were_in_force() {
    if !has_everything() {
        return;
    }
    let layers = |more: &[&str]| -> Vec<String> {
        let report = document(&grade(more).stdout);
        let words = list(&report["isolation"]).iter().map(|word: &Value| text(word).to_owned());
        words.map(|word| word.split('-').next().unwrap_or_default().to_owned()).collect()
    };
    let all = layers(&["--for-credit"]);
    assert!(
        ["limits", "landlock", "seccomp", "namespaces"]
            .iter()
            .all(|it| all.contains(&(*it).to_owned()))
    );
    assert_eq!(layers(&["--without", EVERYTHING]), ["limits"]);
}
