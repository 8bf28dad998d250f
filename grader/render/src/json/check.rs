//! One check of the document: how it stands, what it was given, what was seen.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::room::{Entry, Room};
use super::{limit, name};
use judge::report::{CheckReport, Visibility};
use model::observation::{Cost, Trace, Waiting};
use model::spec::{Answers, CostBounds, Run};
use model::transcript::{End, Limit, Line, Place};

#[derive(Serialize)]
pub(super) struct Check<'a> {
    name: String,
    visibility: &'static str,
    verdict: &'static str,
    limit: Option<Limit>,
    points: u32,
    max_points: u32,
    message: Option<String>,
    mistake: Option<&'a str>,
    place: Option<&'a Place>,
    /// Absent, not empty, where it is withheld.
    #[serde(flatten)]
    details: Option<RunDetails<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<Vec<Entry<&'a Line>>>,
}

/// What a run was given, and what came of it.
#[derive(Serialize)]
struct RunDetails<'a> {
    given: Given<'a>,
    seed: Option<u64>,
    schedule: u64,
    /// False when times could not be told exactly; by the virtual clock it is not accepted then.
    exact: bool,
    #[serde(serialize_with = "costs")]
    costs: &'a Trace,
    end: End,
    ended_at_ms: u64,
    waiting: Vec<Entry<&'a Waiting>>,
    transcript: Vec<Entry<&'a Line>>,
}

/// With what it was run.
#[derive(Serialize)]
struct Given<'a> {
    args: Vec<String>,
    stdin: String,
    files: BTreeMap<&'a str, String>,
    lab: &'a BTreeMap<String, Answers>,
    loopback: bool,
    line_cost_ms: u64,
    wall_clock_ms: Option<u64>,
    wall_clock_steps: &'a [(u64, i64)],
    bounds: &'a CostBounds,
}

/// What a run cost besides time: every figure under its name.
fn costs<S: Serializer>(trace: &&Trace, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(Cost::all().map(|cost| (cost.name(), cost.of(trace))))
}

pub(super) fn check(check: &CheckReport, room: Room) -> Check<'_> {
    let feedback = check.feedback.as_ref();
    Check {
        name: room.text(check.name()),
        visibility: visibility(check.visibility),
        verdict: name(check.verdict),
        limit: limit(check.verdict),
        points: check.points(),
        max_points: check.max_points(),
        message: feedback.map(|feedback| room.text(&feedback.sentence)),
        mistake: feedback.and_then(|feedback| feedback.mistake.as_deref()),
        place: check.place(),
        details: (!check.is_withheld()).then(|| details(check, room)),
        expected: check.may_be_shown().then(|| room.lines(&check.expected.lines)),
    }
}

fn details(check: &CheckReport, room: Room) -> RunDetails<'_> {
    let (transcript, trace) = (&check.observation.transcript, &check.observation.trace);
    RunDetails {
        given: given(&check.run, room),
        seed: check.seed,
        schedule: check.run.schedule,
        exact: trace.is_exact(),
        costs: trace,
        end: end(&transcript.end, room),
        ended_at_ms: transcript.ended_at_ms,
        waiting: room.waiting(&trace.waiting),
        transcript: room.lines(&transcript.lines),
    }
}

fn given(run: &Run, room: Room) -> Given<'_> {
    Given {
        args: run.args.iter().map(|arg| room.text(arg)).collect(),
        stdin: room.text(&run.stdin),
        files: run.files.iter().map(|(name, text)| (name.as_str(), room.text(text))).collect(),
        lab: &run.lab,
        loopback: run.loopback,
        line_cost_ms: run.line_cost_ms,
        wall_clock_ms: run.wall_clock_ms,
        wall_clock_steps: &run.wall_clock_steps,
        bounds: &run.bounds,
    }
}

fn end(end: &End, room: Room) -> End {
    match end {
        End::Panicked { message, place } => {
            End::Panicked { message: room.text(message), place: place.clone() }
        }
        End::Tampered { what } => End::Tampered { what: room.text(what) },
        other => other.clone(),
    }
}

/// Who can see a check; that it is withheld shows by what is not there.
pub(super) fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Hidden | Visibility::Withheld => "hidden",
    }
}
