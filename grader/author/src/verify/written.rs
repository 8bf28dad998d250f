//! What an author wrote about an exercise, before any program is run: that it says something, that
//! what it names is there, and that something can be earned.

use std::fs;

use super::CourseFinding;
use super::place::{of_entry, of_offset};
use course::{Course, CourseError, Exercise};
use engine::build::{self, BuildError};
use engine::grade::GradeError;
use judge::diagnose;
use model::known::KnownProgram;
use proc_macro2::{TokenStream, TokenTree};

pub(super) fn findings(
    course: &Course,
    exercise: &Exercise,
) -> Result<Vec<CourseFinding>, GradeError> {
    let toml = &exercise.toml;
    let path = exercise.dir.join("exercise.toml");
    // The course was read from it a moment ago.
    let text = fs::read_to_string(&path).unwrap_or_default();
    let fault = |key: &str, what: String| {
        let finding = CourseFinding::fault(&path, what);
        finding.at(of_entry(&text, &[key]).unwrap_or((1, 1)))
    };
    let mut findings = Vec::new();
    for (key, said) in [("title", &toml.title), ("look", &toml.look)] {
        if said.trim().is_empty() {
            findings.push(fault(key, format!("`{key}` is empty; students read it")));
        }
    }
    if toml.minutes == 0 {
        findings.push(fault("minutes", "nothing is done in no minutes".to_owned()));
    }
    findings.extend(part(course, exercise).map(|what| fault("part", what)));
    if let Err(CourseError::Toml(error)) = course.check_needs_of(exercise) {
        findings.push(fault("needs", error.problem));
    }
    findings.extend(points(exercise).map(|(key, what)| fault(key, what)));
    findings.extend(dependencies(course, exercise)?);
    findings.extend(placeholders(exercise)?);
    Ok(findings)
}

/// Parts come one after another: what is wrong with that of this exercise.
fn part(course: &Course, exercise: &Exercise) -> Option<String> {
    let part = exercise.toml.part;
    let before = course.exercises.iter().rfind(|other| other.number < exercise.number);
    let last = before.map(|before| before.toml.part);
    let is_there = match last {
        _ if part == 0 => false,
        Some(last) => part == last || part == last + 1,
        None => true,
    };
    (!is_there).then(|| match last {
        Some(last) => format!(
            "there is no part {part} here: the exercise before is in part {last}, so this one is \
             in {last}, or begins part {}",
            last + 1
        ),
        None => format!("there is no part {part}; parts are counted from 1"),
    })
}

/// Something can be earned, or the exercise says that there is nothing to earn.
fn points(exercise: &Exercise) -> Option<(&'static str, String)> {
    let runs = exercise.toml.runs.iter().chain(exercise.hidden_runs());
    let drawn = exercise.draws().map_or(0, |draws| draws.points * draws.count);
    let all = runs.map(|run| run.points).sum::<u32>() + drawn;
    match (exercise.toml.practice, all) {
        (false, 0) => Some((
            "run",
            "all its runs have 0 points, so everybody has all of them: give points, or say \
             `practice = true` where that is meant"
                .to_owned(),
        )),
        (true, 1..) => Some((
            "practice",
            format!("`practice` says that there are no points, and the runs have {all}"),
        )),
        _ => None,
    }
}

/// What a submission is linked with, the student's own manifest has to name, too: `cargo run` and
/// editors go by it.
fn dependencies(course: &Course, exercise: &Exercise) -> Result<Vec<CourseFinding>, BuildError> {
    let path = exercise.dir.join("Cargo.toml");
    let text = fs::read_to_string(&path).unwrap_or_default();
    let manifest: toml::Table = toml::from_str(&text).unwrap_or_default();
    let named = manifest.get("dependencies").and_then(toml::Value::as_table);
    let is_named = |name: &str| named.is_some_and(|table| table.contains_key(name));
    let missing = build::dependencies(&course.root)?;
    let missing: Vec<String> = missing.into_iter().filter(|name| !is_named(name)).collect();
    let mut findings = Vec::new();
    for dir in exercise.solution.iter().chain([&exercise.dir]) {
        for file in ["src/lib.rs", "src/main.rs"] {
            let file = dir.join(file);
            let Ok(text) = fs::read_to_string(&file) else { continue };
            let used = missing.iter().filter_map(|name| Some((name, uses(&text, name)?)));
            let what = |name: &str| {
                let manifest = path.strip_prefix(&course.root).unwrap_or(&path).display();
                format!(
                    "uses `{name}`, which `{manifest}` does not name: add `{name}.workspace = true`"
                )
            };
            findings.extend(
                used.map(|(name, place)| CourseFinding::fault(&file, what(name)).at(place)),
            );
        }
    }
    Ok(findings)
}

/// Names in braces that no run has a value for: the sentence would never be said.
fn placeholders(exercise: &Exercise) -> Result<Vec<CourseFinding>, GradeError> {
    let mut findings = Vec::new();
    let (wrong, also) = (exercise.known_wrong()?, exercise.also()?);
    for (path, is_wrong) in
        wrong.iter().map(|it| (&it.path, true)).chain(also.iter().map(|it| (&it.path, false)))
    {
        let text = fs::read_to_string(path)
            .map_err(|source| CourseError::Io { path: path.clone(), source })?;
        let header = match is_wrong {
            true => Some(KnownProgram::parse(path, &text)?),
            false => KnownProgram::parse_remark(path, &text)?,
        };
        let sentence = header.map(|header| header.sentence).unwrap_or_default();
        let names = diagnose::placeholders(&sentence);
        for name in names.into_iter().filter(|name| !diagnose::is_placeholder(name)) {
            let what = format!(
                "there is no placeholder `{{{name}}}`, so the sentence would never be said: \
                 `grader/judge/src/diagnose/facts.rs` has those that there are, and braces that \
                 are meant are written twice"
            );
            let at = text.find(&format!("{{{name}}}")).unwrap_or(0);
            findings.push(CourseFinding::fault(path, what).at(of_offset(&text, at)));
        }
    }
    Ok(findings)
}

/// Where a program begins a path with this crate.
fn uses(text: &str, name: &str) -> Option<(usize, usize)> {
    fn search(tokens: TokenStream, name: &str) -> Option<usize> {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == ':');
        tokens.iter().enumerate().find_map(|(index, token)| match token {
            TokenTree::Group(group) => search(group.stream(), name),
            TokenTree::Ident(ident) if ident == name => {
                let before = index.checked_sub(2).and_then(|two| tokens.get(two));
                let begins = !(is_colon(before) && is_colon(tokens.get(index - 1)));
                let goes_on = is_colon(tokens.get(index + 1)) && is_colon(tokens.get(index + 2));
                (begins && goes_on).then(|| ident.span().byte_range().start)
            }
            _ => None,
        })
    }
    Some(of_offset(text, search(text.parse().ok()?, name)?))
}

#[cfg(test)]
mod tests {
    use super::uses;

    fn check(text: &str, expected: Option<(usize, usize)>) {
        assert_eq!(uses(text, "tokio"), expected, "{text}");
    }

    #[test]
    fn a_crate_is_used_where_a_path_begins_with_it() {
        check("fn main() {\n    tokio::spawn(x);\n}", Some((2, 5)));
        check("#[tokio::main]\nasync fn main() {}", Some((1, 3)));
        check("use tokio::time::sleep;", Some((1, 5)));
        check("fn main() { select! { _ = tokio::time::sleep(x) => () } }", Some((1, 27)));
        check(
            "// tokio::spawn\nfn main() { let tokio = \"tokio::spawn\"; mine::tokio::x() }",
            None,
        );
    }
}
