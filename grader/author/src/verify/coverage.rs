//! In how many runs of a grading each known mistake and each feature shows. One that none shows is
//! one that no grading would see.

use super::CourseFinding;
use course::Exercise;
use engine::grade::{CourseLab, Coverage, Goal, GradeError};
use model::words;

pub(super) fn findings(
    lab: &CourseLab,
    exercise: &Exercise,
) -> Result<Vec<CourseFinding>, GradeError> {
    let (Some(draw), Some(hidden)) = (exercise.draw_path(), exercise.hidden_path()) else {
        return Ok(Vec::new());
    };
    let coverage = lab.coverage(exercise)?;
    let mut findings = vec![CourseFinding::remark(&hidden, summary(&coverage))];
    for (goal, why) in coverage.missed {
        let path = match goal {
            Goal::Mistake(name) => draw.with_file_name("wrong").join(name).with_extension("rs"),
            Goal::Feature(_) | Goal::Apart(..) => draw.clone(),
        };
        findings.push(CourseFinding::fault(&path, why));
    }
    Ok(findings)
}

/// `in how many of 10 runs each mistake shows: no-pause (9), ..; and each feature: equal naps (2)`.
fn summary(coverage: &Coverage) -> String {
    let named = |is_feature: bool| {
        let shown = coverage.shown.iter().filter_map(move |(goal, runs)| match goal {
            Goal::Mistake(name) if !is_feature => Some(format!("{name} ({runs})")),
            Goal::Feature(name) if is_feature => Some(format!("{name} ({runs})")),
            _ => None,
        });
        let shown = shown.collect::<Vec<_>>().join(", ");
        if shown.is_empty() { "none".to_owned() } else { shown }
    };
    format!(
        "in how many of {} each mistake shows: {}; and each feature: {}",
        words::count(coverage.runs as u64, "run", "runs"),
        named(false),
        named(true)
    )
}
