//! The document for programs: `grader.report/v1`, whose schema is `grader/schema/report-v1.json`.
//!
//! A verdict can be audited by it: it has the digests of what the verdict stands on, and of each
//! run what it was given and what was seen. What a hidden check expects it never shows, and of a
//! withheld one only how it stands. However much a program wrote, it stays below [`LARGEST`].

mod check;
mod room;

use serde::Serialize;

use super::data;
use judge::report::{Audience, Clock, Digests, Durations, ExerciseReport, NotMade, Report};
use model::transcript::{Limit, Place};
use model::verdict::Verdict;
use room::Room;

/// The name and version of the document.
pub const SCHEMA: &str = "grader.report/v1";

/// Bytes that no document reaches. What does not fit is cut in the middle, with its count.
pub const LARGEST: usize = 2_000_000;

/// The report as one JSON document, indented, with a line ending.
///
/// # Errors
///
/// When it cannot be written as JSON, which no report is known to cause.
pub fn document(report: &Report) -> serde_json::Result<String> {
    let mut room = Room::of(report);
    loop {
        let text = written(report, room)?;
        // How long a text becomes in JSON is known only when it is written.
        match room.less() {
            Some(less) if text.len() >= LARGEST => room = less,
            _ => return Ok(text),
        }
    }
}

fn written(report: &Report, room: Room) -> serde_json::Result<String> {
    let provenance = &report.provenance;
    let document = Document {
        schema: SCHEMA,
        feedback: report.audience,
        exercises: report.exercises.iter().map(|one| exercise(one, room)).collect(),
        clock: provenance.clock,
        isolation: &provenance.isolation,
        toolchain: &provenance.toolchain,
        digests: Circumstances { grader: &provenance.grader, environment: &provenance.environment },
        durations_ms: (report.audience == Audience::Full).then(|| report.durations()),
    };
    Ok(data::safe(&serde_json::to_string_pretty(&document)?) + "\n")
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    feedback: Audience,
    exercises: Vec<Exercise<'a>>,
    clock: Clock,
    isolation: &'a [String],
    toolchain: &'a str,
    digests: Circumstances<'a>,
    /// Absent for students: how long hidden runs take tells what they are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    durations_ms: Option<Durations>,
}

#[derive(Serialize)]
struct Circumstances<'a> {
    grader: &'a str,
    environment: &'a str,
}

#[derive(Serialize)]
struct Exercise<'a> {
    slug: &'a str,
    digests: &'a Digests,
    verdict: &'static str,
    limit: Option<Limit>,
    points: u32,
    max_points: u32,
    message: Option<String>,
    place: Option<&'a Place>,
    checks: Vec<check::Check<'a>>,
    not_made: Vec<Missing<'a>>,
    ignored: Vec<String>,
    remarks: Vec<String>,
    compile_error: Option<String>,
    warnings: Vec<String>,
}

/// A check that was not made.
#[derive(Serialize)]
struct Missing<'a> {
    name: Option<&'a str>,
    visibility: &'static str,
    points: u32,
    because: &'static str,
    why: String,
}

fn exercise(exercise: &ExerciseReport, room: Room) -> Exercise<'_> {
    let texts = |texts: &[String]| texts.iter().map(|text| room.text(text)).collect();
    Exercise {
        slug: &exercise.slug,
        digests: &exercise.digests,
        verdict: name(exercise.verdict()),
        limit: limit(exercise.verdict()),
        points: exercise.points(),
        max_points: exercise.max_points,
        message: exercise.message().map(|feedback| room.text(&feedback.sentence)),
        place: exercise.place(),
        checks: exercise.checks.iter().map(|one| check::check(one, room)).collect(),
        not_made: exercise.not_made.iter().map(missing).collect(),
        ignored: texts(&exercise.ignored),
        remarks: texts(&exercise.remarks),
        compile_error: exercise.compile_error().map(|words| room.text(words)),
        warnings: texts(&exercise.warnings),
    }
}

fn missing(check: &NotMade) -> Missing<'_> {
    Missing {
        name: check.name.as_deref(),
        visibility: check::visibility(check.visibility),
        points: check.points,
        because: check.why.word(),
        why: check.why.words(),
    }
}

/// A verdict in one word, for programs; the limit stands beside it.
fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::WrongTranscript => "wrong_transcript",
        Verdict::Stuck => "stuck",
        Verdict::BusyWaiting => "busy_waiting",
        Verdict::Panicked => "panicked",
        Verdict::ExceededLimit(_) => "exceeded_limit",
        Verdict::DidNotCompile => "did_not_compile",
        Verdict::NothingToGrade => "nothing_to_grade",
        Verdict::NotHandedIn => "not_handed_in",
        Verdict::NotChecked => "not_checked",
        Verdict::NotRight => "not_right",
        Verdict::Tampered => "tampered",
    }
}

fn limit(verdict: Verdict) -> Option<Limit> {
    match verdict {
        Verdict::ExceededLimit(limit) => Some(limit),
        _ => None,
    }
}
