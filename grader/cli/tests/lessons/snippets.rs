//! Programs that a lesson, a page or a quiz shows as a whole compile, without a warning.

use std::fs;
use std::path::PathBuf;

use course::sources::{self, Sources};
use engine::build::Built;

use crate::common;

/// The programs of a page, with the line that each begins at.
fn programs(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut lines = (1..).zip(text.lines());
    while let Some((number, line)) = lines.next() {
        if line == "```rust" {
            let code = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
            found.push((number + 1, code.map(|line| format!("{line}\n")).collect()));
        }
    }
    found
}

/// What the compiler has to say of a program.
fn said(code: String) -> String {
    let sources = Sources::from([(sources::PROGRAM.into(), code)]);
    match common::lab().compile("shown", &sources).expect("the compiler") {
        Built::Refused(errors) => errors.rendered,
        Built::Program(it) => it.warnings.into_iter().map(|it| it.rendered).collect(),
    }
}

#[test]
fn what_a_quiz_shows_compiles() {
    let quiz = walkdir::WalkDir::new(common::root().join("docs/quiz"));
    let files = quiz.into_iter().map(|entry| entry.expect("readable").into_path());
    let files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    assert!(!files.is_empty(), "there are quizzes");
    for file in files {
        let code = fs::read_to_string(&file).expect("readable");
        assert_eq!(said(code), "", "{}", file.display());
    }
}

#[test]
fn what_is_shown_as_a_program_is_one() {
    let course = common::course();
    let mut pages: Vec<PathBuf> =
        course.exercises.iter().map(|exercise| exercise.dir.join("README.md")).collect();
    pages.push(course.root.join("docs/cheat-sheet.md"));
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in pages {
        let text = fs::read_to_string(&page).expect("readable");
        for (line, code) in programs(&text) {
            count += 1;
            let said = said(code);
            if !said.is_empty() {
                wrong.push(format!("{}:{line}: {said}", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 20, "there are programs to look at: {count}");
}
