//! How much there is to read, and in which words.

use std::fs;

use crate::common;

/// Words of prose that a lesson may have.
const MOST: usize = 900;
/// Words that make a sentence a riddle.
const RIDDLES: [&str; 3] = ["whoever", "somebody's", "whom"];

/// What a reader reads: no code, no table, nothing that is generated or that the compiler said,
/// and no fold that is for those who come from another language.
fn prose(text: &str) -> String {
    let mut out = String::new();
    let (mut is_code, mut is_generated, mut is_elsewhere) = (false, false, false);
    for line in text.lines() {
        is_generated |= line.starts_with("<!-- generated");
        is_elsewhere |= line.starts_with("<details><summary>If you come from");
        let is_fence = line.starts_with("```");
        let is_other = is_fence || line.starts_with(['|', '>']);
        if !(is_code || is_generated || is_elsewhere || is_other) {
            out += line;
            out += "\n";
        }
        is_code ^= is_fence;
        is_generated &= !line.starts_with("<!-- /generated");
        is_elsewhere &= !line.starts_with("</details>");
    }
    out
}

/// The words of a text; the address of a link and a tag are none.
fn words(text: &str) -> usize {
    let mut text = text.to_owned();
    for (begin, end) in [("](", ')'), ("<", '>')] {
        while let Some(at) = text.find(begin) {
            let length = text[at..].find(end).map_or(text.len() - at, |length| length + 1);
            text.replace_range(at..at + length, "");
        }
    }
    text.split_whitespace().count()
}

#[test]
fn no_lesson_is_longer_than_can_be_read_at_a_sitting() {
    let course = common::course();
    let lengths = course.exercises.iter().map(|exercise| {
        let text = fs::read_to_string(exercise.dir.join("README.md")).expect("a lesson");
        (words(&prose(&text)), exercise.folder())
    });
    let longer: Vec<_> = lengths.filter(|(count, _)| *count > MOST).collect();
    assert_eq!(longer, []);
}

#[test]
fn what_students_read_has_no_riddles() {
    let course = common::course();
    let mut files = vec![course.root.join("exercises/README.md")];
    for exercise in &course.exercises {
        files.extend([exercise.dir.join("README.md"), exercise.dir.join("exercise.toml")]);
        files.extend(exercise.known_wrong().expect("readable").into_iter().map(|it| it.path));
    }
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("readable");
        let is_program = file.extension().is_some_and(|ending| ending == "rs");
        // Of a program, only what stands at its top is read by students.
        let lines = text.lines().take_while(|line| !is_program || line.starts_with("//!"));
        for (number, line) in (1..).zip(lines) {
            let mut all = line.split(|char: char| !(char.is_alphabetic() || char == '\''));
            if let Some(word) = all.find(|word| RIDDLES.contains(&word.to_lowercase().as_str())) {
                found.push(format!("{}:{number}: {word}", file.display()));
            }
        }
    }
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn what_is_no_prose_is_not_counted() {
    let text = "One two [three](https://a.b) `four`.\n```rust\nno\n```\n| no |\n> no\n\
                <!-- generated: hints -->\nno\n<!-- /generated -->\n\
                <details><summary>If you come from Python</summary>\nno\n</details>\nfive\n";
    assert_eq!(words(&prose(text)), 5);
}
