//! Lines that may come at any moment of a window: that the reference writes them, in the window, and
//! that some known-wrong program breaks it. A window that nothing breaks would be a check that
//! cannot fail.

use super::CourseFinding;
use course::Exercise;
use engine::grade::{CourseLab, GradeError};
use model::pattern::Pattern;
use model::spec::{Run, Window};
use model::transcript::Transcript;

/// What is wrong with the windows of the fixed runs.
pub(super) fn findings(
    lab: &CourseLab,
    exercise: &Exercise,
) -> Result<Vec<CourseFinding>, GradeError> {
    let mut findings = Vec::new();
    let hidden = exercise.solution.as_ref().map(|solution| solution.join("hidden.toml"));
    let files = [(Some(exercise.dir.join("exercise.toml")), &exercise.toml.runs[..])];
    let files = files.into_iter().chain([(hidden, exercise.hidden_runs())]);
    for (file, runs) in files {
        let Some(file) = file else { continue };
        for run in runs {
            for window in &run.within {
                let what = problem(lab, exercise, run, window)?;
                findings.extend(what.map(|what| CourseFinding::fault(&file, what)));
            }
        }
    }
    Ok(findings)
}

fn problem(
    lab: &CourseLab,
    exercise: &Exercise,
    run: &Run,
    window: &Window,
) -> Result<Option<String>, GradeError> {
    let Window { lines, from_ms, to_ms, .. } = window;
    let name = &run.name;
    let right = of_window(&exercise.expected(run)?, window);
    if right.is_empty() {
        return Ok(Some(format!(
            "in \"{name}\" the reference writes no line like {lines:?}, so what `within` says of \
             them holds always"
        )));
    }
    if let Some((at_ms, text)) = right.iter().find(|(at, _)| !(from_ms..=to_ms).contains(&at)) {
        return Ok(Some(format!(
            "in \"{name}\" the reference's own \"{text}\" comes at {at_ms} ms, outside of {from_ms} \
             to {to_ms}"
        )));
    }
    for variant in exercise.known_wrong()? {
        let seen = lab.observe_variant(exercise, &variant, run)?;
        if breaks(&of_window(&seen.transcript, window), &right, window) {
            return Ok(None);
        }
    }
    Ok(Some(format!(
        "in \"{name}\" no known-wrong program breaks what `within` says of {lines:?}: nothing shows \
         that it can fail"
    )))
}

/// The lines that a window is about: when each came, and its words.
fn of_window(transcript: &Transcript, window: &Window) -> Vec<(u64, String)> {
    let patterns: Vec<Pattern> = window.lines.iter().map(|text| Pattern::new(text)).collect();
    let lines = transcript.stdout().map(|line| (line.at_ms, line.text.trim_end().to_owned()));
    lines.filter(|(_, text)| patterns.iter().any(|pattern| pattern.matches(text))).collect()
}

/// True for other lines than the right ones, or one outside of the window.
fn breaks(seen: &[(u64, String)], right: &[(u64, String)], window: &Window) -> bool {
    let words = |lines: &[(u64, String)]| {
        let mut words: Vec<String> = lines.iter().map(|(_, text)| text.clone()).collect();
        words.sort();
        words
    };
    let is_outside = |at: u64| !(window.from_ms..=window.to_ms).contains(&at);
    words(seen) != words(right) || seen.iter().any(|&(at, _)| is_outside(at))
}
