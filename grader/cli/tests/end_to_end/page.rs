//! The report as a page, asked for where people ask for it.

use std::fs;

use crate::common::root;
use crate::places::{SmallCourse, folder, variant};
use crate::program::{grade, said, xtask};

const EXERCISE: &str = "03-sleepy-count";

/// A known-wrong program.
fn wrong() -> std::path::PathBuf {
    root().join("solutions").join(EXERCISE).join("wrong/everybody-naps.rs")
}

#[test]
fn a_check_writes_its_report_as_a_page_and_says_where() {
    let course = SmallCourse::of(EXERCISE);
    fs::copy(wrong(), course.public().join("src/main.rs")).expect("the program can be copied");
    let out = course.root().join("report.html");
    fs::write(&out, "an older one").expect("a file");
    let said = said(xtask(&course.root()).args(["check", "3", "--html", "report.html"]));
    assert_eq!((said.code, &*said.stderr), (Some(1), ""), "{}", said.stdout);
    assert!(said.stdout.ends_with("The report as a page: report.html\n"), "{}", said.stdout);
    let page = fs::read_to_string(&out).expect("the page is there");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let read = roxmltree::Document::parse_with_options(&page, options);
    let document = read.unwrap_or_else(|error| panic!("{error}\n{page}"));
    let sentence = document
        .descendants()
        .find(|node| node.attribute("class") == Some("sentence"))
        .and_then(|node| node.text())
        .unwrap_or_default();
    // The screen breaks its lines between words.
    let screen = said.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!sentence.is_empty() && screen.contains(sentence), "{sentence}\n{}", said.stdout);
    assert!(document.descendants().any(|node| node.attribute("class") == Some("picture")));
}

#[test]
fn a_page_that_cannot_be_written_is_said_before_anything_is_checked() {
    fn check(file: &str, expected: &str) {
        let said = said(xtask(&root()).args(["check", "3", "--html", file]));
        let told = (said.code, &*said.stdout, said.stderr.trim());
        assert_eq!(told, (Some(2), "", expected));
    }
    check("nowhere/report.html", "error: --html: there is no folder nowhere");
    check("grader", "error: --html: grader is a folder");
}

#[test]
fn a_page_tells_nobody_what_a_hidden_run_is() {
    let folder = variant(EXERCISE, &wrong());
    let path = folder.path().to_string_lossy();
    let said = grade([&*path, "--exercise", EXERCISE, "--format", "html"]);
    assert_eq!((said.code, &*said.stderr), (Some(1), ""));
    let hidden = fs::read_to_string(root().join("solutions").join(EXERCISE).join("hidden.toml"))
        .expect("there are hidden runs")
        .parse::<toml::Table>()
        .expect("it is TOML");
    let runs = hidden["run"].as_array().expect("there are runs");
    for (run, number) in runs.iter().zip(1..) {
        let name = run["name"].as_str().expect("a run has a name");
        let args = run["args"].as_array().expect("a run has arguments").iter();
        let args: Vec<_> = args.filter_map(toml::Value::as_str).collect();
        let stands_for_it = format!("hidden {number}");
        assert!(said.stdout.contains(&stands_for_it), "{name}: how it stands is told");
        assert!(!said.stdout.contains(name), "{name}: what it is called is not");
        // A single number would be found anywhere.
        let is_telling = args.len() > 1;
        assert!(!is_telling || !said.stdout.contains(&args.join(" ")), "{name}: {args:?}");
    }
}

#[test]
fn a_page_goes_to_the_file_that_is_named() {
    let folder = folder();
    let out = folder.path().join("report.html");
    let path = root().join("solutions").join(EXERCISE).to_string_lossy().into_owned();
    let out_path = out.to_string_lossy();
    let args = [&*path, "--exercise", EXERCISE, "--format", "html", "--out", &out_path];
    let written = grade(args);
    assert_eq!((written.code, &*written.stdout, &*written.stderr), (Some(0), "", ""));
    let page = fs::read_to_string(&out).expect("the page is there");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{page}");
}
