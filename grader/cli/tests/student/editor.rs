//! An editor with rust-analyzer, in a copy of the whole course as students get it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::analyzer::{Analyzer, ERROR};
use crate::common::root;
use crate::places::folder;
use crate::program::{instructors, said, verbs, xtask};

const EXERCISE: &str = "08-upload-async";
const MAIN: &str = "exercises/08-upload-async/src/main.rs";

/// The copy, in a folder that is gone after the test.
fn copy() -> TempDir {
    let above = folder();
    let out = above.path().join("course");
    let made = said(instructors(&root()).args(["release", "--no-build", "--out"]).arg(out));
    assert_eq!(made.code, Some(0), "{made:?}");
    above
}

/// The command that the README has editors run.
fn documented() -> Vec<String> {
    let text = fs::read_to_string(root().join("README.md")).expect("it is there");
    let key = "rust-analyzer.check.overrideCommand";
    let line = text.lines().find(|line| line.contains(key)).expect("the README says it");
    let settings: Value = serde_json::from_str(line).expect("it is JSON");
    serde_json::from_value(settings[key].clone()).expect("it is a command")
}

/// The same command, by the verbs that this test was built with: a copy of the course would build
/// its own for a minute.
fn command() -> Vec<String> {
    let documented = documented();
    let args = documented.strip_prefix(&["cargo".to_owned(), "xtask".to_owned()]);
    let verbs = verbs().display().to_string();
    [verbs].into_iter().chain(args.expect("it is a verb").iter().cloned()).collect()
}

fn solution(file: &str) -> String {
    let path = root().join("solutions").join(EXERCISE).join(file);
    fs::read_to_string(path).expect("the course has it")
}

fn is_error(finding: &Value) -> bool {
    finding["severity"] == ERROR
}

/// What the command itself says of the program at hand: the line, from 0, and the sentence.
fn expected(course: &Path) -> (u64, String) {
    let said = said(xtask(course).args(&command()[1..]));
    let first = said.stdout.lines().next().expect("a finding");
    let first: Value = serde_json::from_str(first).expect("it is JSON");
    let (message, span) = (&first["message"], &first["message"]["spans"][0]);
    let line = span["line_start"].as_u64().expect("a number");
    (line - 1, message["message"].as_str().expect("a sentence").to_owned())
}

#[test]
fn findings_come_beside_the_line_and_go_when_it_is_mended() {
    let above = copy();
    let course = fs::canonicalize(above.path().join("course")).expect("it is there");
    let settings = json!({
        "check": { "overrideCommand": command() },
        // Only the first completion gains by it.
        "cachePriming": { "enable": false },
    });
    let Some(mut analyzer) = Analyzer::open(&course, &settings) else { return };
    analyzer.show(MAIN);
    analyzer.settle();
    analyzer.wait_for(MAIN, <[Value]>::is_empty);
    assert_eq!(analyzer.own_findings(MAIN), Vec::<Value>::new(), "a starter is no error");
    let hover = analyzer.hover(MAIN, "main(flavor");
    assert!(hover.contains("Marks async function to be executed"), "{hover}");

    analyzer.change(MAIN, "fn main() {\n    let number: u8 = true;\n}\n");
    assert!(analyzer.own_findings(MAIN).iter().any(is_error), "it does look");

    analyzer.save(MAIN, &solution("wrong/awaited-before-scrolling.rs"));
    let (line, sentence) = expected(&course);
    assert!(sentence.starts_with("wrong transcript: "), "{sentence}");
    analyzer.wait_for(MAIN, |findings| {
        let [finding] = findings else { return false };
        is_error(finding)
            && finding["range"]["start"]["line"] == line
            && finding["message"].as_str() == Some(&sentence)
    });
    let hover = analyzer.hover(MAIN, "sleep(encoding)");
    assert!(hover.contains("tokio::time::sleep"), "{hover}");

    analyzer.save(MAIN, &solution("src/main.rs"));
    analyzer.wait_for(MAIN, <[Value]>::is_empty);
    assert_eq!(analyzer.own_findings(MAIN), Vec::<Value>::new(), "the reference is no error");
}
