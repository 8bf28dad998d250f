//! Whatever stands in whatever field of a report: no format shows a letter that nobody can see,
//! nor a line that a build server would take for a command.

use anstream::adapter::strip_str;
use course::sources::{PROGRAM, Sources};
use judge::report::{ExerciseReport, Report};
use model::clean::{can_be_seen, clean_lines};
use model::transcript::Limit;
use render::findings::{self, Package};
use render::terminal::{Style, View};
use render::{html, json, terminal};
use serde_json::Value;

use crate::{made, samples};

/// Texts that have made terminals, browsers and build servers do what they say.
const HOSTILE: [&str; 6] = [
    "\u{1b}[2J\u{1b}[1;32maccepted\u{1b}]0;title\u{7}\u{9b}31m\u{90}q\u{9c} \0\u{8}\r\n\u{b}\u{c}\u{7f}",
    "\u{202e}detpecca\u{2066}\u{200f} a\u{200b}b\u{feff}\u{e0041}\u{ad}\u{2028}\u{2029}\u{85} \
     e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{fffe}\u{ffff}\u{10ffff}\u{e000}",
    "::set-output name=x::y\n  ::add-mask::\n::stop-commands::x\r\n\t::error::",
    "words before ::warning::and between ::notice::them and many more until the line is full ::x::",
    "##vso[task.complete] x ##[add-path]/tmp and ##teamcity[testFinished name='x'] ###[group]",
    "</pre><script>alert(1)</script>]]>&#27;=cmd|' /C calc'!A0\n%0A%0D::debug::",
];

fn all() -> Vec<ExerciseReport> {
    vec![
        samples::accepted(),
        samples::late(),
        samples::one_after_another(),
        samples::held(),
        samples::wrong_words(),
        samples::missing_line(),
        samples::wrong_order(),
        samples::wrong_file(),
        samples::wasteful(),
        samples::stuck(),
        samples::busy(),
        samples::panicked(),
        samples::not_started(),
        samples::over_limit(Limit::Output),
        samples::did_not_compile(),
        samples::warned(),
        samples::tampered(),
        samples::not_checked(),
        samples::stopped_early(),
        samples::hidden(),
        samples::hostile(),
    ]
}

/// The report with this text in every field that takes it, and how many those were.
fn filled(report: &ExerciseReport, text: &str) -> (ExerciseReport, usize) {
    let mut value = serde_json::to_value(report).expect("a report is data");
    let mut places = Vec::new();
    texts(&value, String::new(), &mut places);
    let mut count = 0;
    let mut filled = report.clone();
    for place in places {
        let Some(field) = value.pointer_mut(&place) else { continue };
        let before = std::mem::replace(field, Value::String(text.to_owned()));
        match serde_json::from_value(value.clone()) {
            Ok(report) => (filled, count) = (report, count + 1),
            // It names one of few things.
            Err(_) => *value.pointer_mut(&place).expect("it was there") = before,
        }
    }
    (filled, count)
}

/// Where in a value there are texts: one of the members of a list stands for all.
fn texts(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at),
        Value::Array(members) => {
            for (index, member) in members.iter().enumerate().take(3) {
                texts(member, format!("{at}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                texts(member, format!("{at}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// Holds what is shown to the rule; our own colours are let pass where there may be some.
fn check(what: &str, shown: &str) {
    for line in shown.split('\n') {
        let unseen: Vec<char> = line.chars().filter(|letter| !can_be_seen(*letter)).collect();
        assert!(unseen.is_empty(), "{what}: {unseen:?} in {line:?}");
        assert!(!line.trim_start().starts_with("::"), "{what}: {line:?}");
        for (at, sign) in line.match_indices("##") {
            let behind = line[at + sign.len()..].trim_start_matches('#');
            let word = behind.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
            // In ASCII, lanes are drawn with the same signs, and say nothing.
            let name = word.strip_prefix('[').unwrap_or_default();
            assert!(!name.starts_with(|it: char| it.is_alphabetic()), "{what}: {line:?}");
        }
    }
}

fn check_all(exercise: &ExerciseReport, text: &str) {
    for (style, width) in [(Style::PLAIN, 40), (Style::ASCII, 80), (Style::FULL, 60)] {
        let mut view = View::new(style, width);
        view.reveal_hidden = width == 40;
        view.folder = format!("{text}/");
        view.look = Some(text.to_owned());
        view.beyond = vec![("Break it", text.to_owned())];
        let report = made::report(vec![exercise.clone(), exercise.clone()]);
        let screens = [
            terminal::screen(exercise, &view),
            terminal::line(exercise, &view),
            terminal::summary(&report, &view),
        ];
        for screen in screens {
            let plain = strip_str(&screen).to_string();
            let own = screen.split("\u{1b}[").skip(1);
            // Nothing but colours and weights was stripped.
            let is_colour = |sequence: &str| {
                let rest = sequence.trim_start_matches(|it: char| it.is_ascii_digit() || it == ';');
                rest.starts_with('m')
            };
            assert!(style.colour || plain == screen, "{screen:?}");
            assert!(own.into_iter().all(is_colour), "{screen:?}");
            check("terminal", &plain);
        }
    }
    let mut report = made::report(vec![exercise.clone()]);
    report.provenance.toolchain = text.to_owned();
    report.provenance.isolation = vec![text.to_owned()];
    check_report(&report);
    check_findings(exercise, text);
}

fn check_report(report: &Report) {
    check("html", &html::page(report));
    let document = json::document(report).expect("a document");
    check("json", &document);
    // Nothing of it is lost for a reader who takes it as what it is.
    let value: Value = serde_json::from_str(&document).expect("it is JSON");
    let message = report.exercises[0].message().map(|said| said.sentence.as_str());
    assert_eq!(value["exercises"][0]["message"].as_str(), message);
}

fn check_findings(exercise: &ExerciseReport, text: &str) {
    let package = Package {
        name: "count".to_owned(),
        folder: "exercises/01-count/".to_owned(),
        workspace: "/course".to_owned(),
        root: PROGRAM,
    };
    let sources = Sources::from([(PROGRAM.to_owned(), format!("fn main() {{ {text} }}\n"))]);
    if let Some(finding) = findings::finding(exercise, &package, &sources) {
        check("short", &findings::short(&finding, &package, &sources));
        check("message", &findings::cargo_message(&finding, &package, &sources));
    }
    let span = serde_json::json!({
        "file_name": "src/main.rs", "is_primary": true, "line_start": 1, "column_start": 1,
        "text": [{ "text": text }],
    });
    let message = serde_json::json!({
        "message": text, "level": "error", "spans": [span], "rendered": text, "children": [],
    });
    let short = findings::short_of_compiler(&message, &package).expect("it has a place");
    check("short of the compiler", &short);
    assert_eq!(short.lines().count(), 1, "{short:?}");
    let line = findings::of_compiler(message, &package).expect("it has a place");
    check("message of the compiler", &line);
    assert_eq!(line.lines().count(), 1, "{line:?}");
}

#[test]
fn no_field_of_a_report_reaches_a_screen_as_it_is() {
    let mut fields = 0;
    for report in all() {
        for text in HOSTILE {
            let (filled, count) = filled(&report, text);
            fields = fields.max(count);
            check_all(&filled, text);
        }
    }
    // The title, the sentence, the lines of both transcripts, names of threads, of files, ...
    assert!(fields > 12, "{fields} fields of a report hold text");
}

#[test]
fn lines_of_others_are_safe_in_an_error() {
    for text in HOSTILE {
        check("error", &clean_lines(text));
    }
}
