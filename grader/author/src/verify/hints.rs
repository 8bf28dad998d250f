//! Hints: three steps, each of which says something new. None of them gives a line away, or a whole
//! arm of a `match` or a `select!`: the last shows nearly the line, for something else.

use std::fs;
use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::CourseFinding;
use super::mutants::arms;
use crate::letters::Letters;
use course::{CourseError, Exercise};

/// Letters of a line of the reference that a hint gives away; shorter ones are anybody's.
const TELLING: usize = 24;
/// The same of an arm, of which a pattern and an arrow say more.
const TELLING_ARM: usize = 16;

pub(super) fn findings(exercise: &Exercise) -> Result<Vec<CourseFinding>, CourseError> {
    let path = exercise.dir.join("exercise.toml");
    // The course was read from it a moment ago.
    let text = fs::read_to_string(&path).unwrap_or_default();
    let written = Letters::of(&text, |_| true);
    let hints = exercise.toml.hints.each_ref().map(|hint| Letters::of(hint, |_| true).text);
    let (given, arms) = (own_lines(exercise)?, own_arms(exercise)?);
    let mut findings = Vec::new();
    for (index, hint) in hints.iter().enumerate() {
        let step = index + 1;
        let mut fault = |what: String| {
            let finding = CourseFinding::fault(&path, what);
            let at = written.text.rfind(hint.as_str()).filter(|_| !hint.is_empty());
            findings.push(match at.map(|at| written.line(at) as usize) {
                Some(line) => finding.at((line, column(&text, line))),
                None => finding,
            });
        };
        if hint.is_empty() {
            fault(format!("hint {step} is empty"));
            continue;
        }
        if let Some(earlier) = hints[..index].iter().position(|other| other == hint) {
            fault(format!("hint {step} is hint {} again; say one step more", earlier + 1));
        }
        if let Some((_, line)) = given.iter().find(|(letters, _)| hint.contains(letters)) {
            fault(format!(
                "hint {step} gives a line of the reference away, `{line}`; show one with other names"
            ));
        }
        if let Some((_, arm)) = arms.iter().find(|(letters, _)| hint.contains(letters)) {
            fault(format!(
                "hint {step} holds a whole arm of the reference, `{arm}`; show one with other names"
            ));
        }
    }
    Ok(findings)
}

/// Lines that the reference has and the starter has not, as they are compared and as they are.
fn own_lines(exercise: &Exercise) -> Result<Vec<(String, String)>, CourseError> {
    let letters = |text: &str| Letters::of(text, |_| true).text;
    let starter: Vec<String> =
        exercise.starter_sources()?.values().map(|text| letters(text)).collect();
    let reference = exercise.reference_sources()?.unwrap_or_default();
    let lines = reference.values().flat_map(|text| text.lines().map(str::trim));
    let lines = lines.filter(|line| !line.starts_with("//") && !line.starts_with("use "));
    let lines = lines.map(|line| (letters(line), line.to_owned()));
    let is_own = |line: &str| !starter.iter().any(|text| text.contains(line));
    Ok(lines.filter(|(line, _)| line.len() >= TELLING && is_own(line)).collect())
}

/// The arms that the reference has and the starter has not, as they are compared and as they are.
fn own_arms(exercise: &Exercise) -> Result<Vec<(String, String)>, CourseError> {
    let letters = |text: &str| Letters::of(text, |_| true).text;
    let starter: Vec<String> =
        exercise.starter_sources()?.values().map(|text| letters(text)).collect();
    let mut own = Vec::new();
    for text in exercise.reference_sources()?.unwrap_or_default().values() {
        // What is no Rust has been said to be none.
        let Ok(file) = syn::parse_file(text) else { continue };
        let mut arms = Arms(Vec::new());
        arms.visit_file(&file);
        own.extend(arms.0.into_iter().map(|bytes| text[bytes].trim_end_matches(',')).map(|arm| {
            let first = arm.lines().next().unwrap_or_default();
            (letters(arm), first.to_owned())
        }));
    }
    own.retain(|(arm, _)| arm.len() >= TELLING_ARM && !starter.iter().any(|it| it.contains(arm)));
    Ok(own)
}

/// Where the arms of a program are.
struct Arms(Vec<Range<usize>>);

impl<'ast> Visit<'ast> for Arms {
    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.0.push(arm.span().byte_range());
        visit::visit_arm(self, arm);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if call.path.segments.last().is_some_and(|name| name.ident == "select") {
            self.0.extend(arms::of_select(&call.tokens));
        }
    }
}

/// Where a line's text begins, from 1.
fn column(text: &str, line: usize) -> usize {
    let line = text.lines().nth(line - 1).unwrap_or_default();
    line.chars().take_while(|letter| letter.is_whitespace()).count() + 1
}
