//! The document for programs: `grader.report/v1`, whose schema is `grader/schema/report-v1.json`.
//!
//! A hidden check shows what the program wrote and the verdict, never what was expected nor what
//! the program was given.

use serde::{Serialize, Serializer};

use super::data;
use judge::report::{CheckReport, Durations, ExerciseReport, Report, Visibility};
use model::observation::{Cost, Trace};
use model::transcript::{Limit, Line};
use model::verdict::Verdict;

/// The name and version of the document.
pub const SCHEMA: &str = "grader.report/v1";

/// The report as one JSON document, indented, with a line ending.
///
/// # Errors
///
/// When it cannot be written as JSON, which no report is known to cause.
pub fn document(report: &Report) -> serde_json::Result<String> {
    let document = Document {
        schema: SCHEMA,
        exercises: report.exercises.iter().map(exercise).collect(),
        clock: &report.provenance.clock,
        isolation: &report.provenance.isolation,
        toolchain: &report.provenance.toolchain,
        durations_ms: report.durations(),
    };
    Ok(data::safe(&serde_json::to_string_pretty(&document)?) + "\n")
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    exercises: Vec<Exercise<'a>>,
    clock: &'a str,
    isolation: &'a [String],
    toolchain: &'a str,
    durations_ms: Durations,
}

#[derive(Serialize)]
struct Exercise<'a> {
    slug: &'a str,
    verdict: &'static str,
    limit: Option<Limit>,
    points: u32,
    max_points: u32,
    message: Option<&'a str>,
    checks: Vec<Check<'a>>,
    ignored: &'a [String],
    remarks: &'a [String],
    compile_error: Option<&'a str>,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct Check<'a> {
    name: &'a str,
    visibility: Visibility,
    verdict: &'static str,
    limit: Option<Limit>,
    points: u32,
    max_points: u32,
    message: Option<&'a str>,
    mistake: Option<&'a str>,
    seed: Option<u64>,
    schedule: u64,
    /// False when times could not be told exactly; such a check is not accepted.
    exact: bool,
    #[serde(serialize_with = "costs")]
    costs: &'a Trace,
    transcript: &'a [Line],
    ended_at_ms: u64,
    /// Absent, not empty, where it is not to be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a [Line]>,
}

/// What a run cost besides time: every figure under its name.
fn costs<S: Serializer>(trace: &&Trace, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(Cost::all().map(|cost| (cost.name(), cost.of(trace))))
}

fn exercise(exercise: &ExerciseReport) -> Exercise<'_> {
    Exercise {
        slug: &exercise.slug,
        verdict: name(exercise.verdict),
        limit: limit(exercise.verdict),
        points: exercise.points(),
        max_points: exercise.max_points,
        message: exercise.message.as_ref().map(|feedback| feedback.sentence.as_str()),
        checks: exercise.checks.iter().map(check).collect(),
        ignored: &exercise.ignored,
        remarks: &exercise.remarks,
        compile_error: exercise.compile_error.as_deref(),
        warnings: &exercise.warnings,
    }
}

fn check(check: &CheckReport) -> Check<'_> {
    let feedback = check.feedback.as_ref();
    Check {
        name: &check.name,
        visibility: check.visibility,
        verdict: name(check.verdict),
        limit: limit(check.verdict),
        points: check.points(),
        max_points: check.max_points,
        message: feedback.map(|feedback| feedback.sentence.as_str()),
        mistake: feedback.and_then(|feedback| feedback.mistake.as_deref()),
        seed: check.seed,
        schedule: check.schedule,
        exact: check.observation.trace.exact,
        costs: &check.observation.trace,
        transcript: &check.observation.transcript.lines,
        ended_at_ms: check.observation.transcript.ended_at_ms,
        expected: check.may_be_shown().then_some(&check.expected.lines),
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
        Verdict::Tampered => "tampered",
    }
}

fn limit(verdict: Verdict) -> Option<Limit> {
    match verdict {
        Verdict::ExceededLimit(limit) => Some(limit),
        _ => None,
    }
}
