//! What a report says in words, wherever it is shown: a screen and a page say the same.

use judge::report::{CheckReport, Clock, ExerciseReport, NotMade, Report, WhyNotMade};
use model::observation::{Exactness, Observation, Role, Trace};
use model::transcript::{End, Limit, Place};
use model::verdict::Verdict;
use model::words;

/// Checks that are named in one sentence.
pub(crate) const NAMED_CHECKS: usize = 4;

/// The verdict in words; a starter that nobody has touched has not failed.
pub(crate) fn verdict(exercise: &ExerciseReport) -> &'static str {
    let has_begun = |check: &CheckReport| check.observation.transcript.stdout().next().is_some();
    match exercise.check_to_show() {
        _ if !exercise.is_not_started() => exercise.verdict().words(),
        Some(check) if !exercise.is_starter && has_begun(check) => "not finished",
        _ => "not started",
    }
}

/// How many exercises are done, and with how many points.
pub(crate) fn count(report: &Report) -> String {
    let done = report.exercises.iter().filter(|exercise| exercise.is_accepted()).count();
    let (points, max) = report
        .exercises
        .iter()
        .fold((0, 0), |(points, max), e| (points + e.points(), max + e.max_points));
    let exercises = words::count(report.exercises.len() as u64, "exercise", "exercises");
    match max {
        _ if report.exercises.is_empty() => "There is no exercise here.".to_owned(),
        0 => format!("{done} of {exercises} done."),
        _ => format!("{done} of {exercises} done, {points} of {max} points."),
    }
}

/// That no result is exact, where another clock than the virtual one was used.
pub(crate) fn inexact(report: &Report) -> Option<&'static str> {
    let is_real = report.provenance.clock == Clock::Real;
    is_real.then_some("Timed by this machine's own clock, so no result is exact.")
}

/// That the times of a run are not exact, and why.
pub(crate) fn inexact_times(trace: &Trace) -> Option<String> {
    match &trace.exactness {
        Exactness::Exact => None,
        Exactness::Near => {
            Some("These times were taken from a real clock: they are near, not exact.".to_owned())
        }
        Exactness::Unknown(why) => Some(format!("These times are not exact: {why}.")),
    }
}

/// A word of praise.
pub(crate) fn praise(exercise: &ExerciseReport) -> String {
    let exact = exercise.checks.iter().all(|check| check.observation.trace.is_exact());
    let how = if exact { "right to the millisecond" } else { "right" };
    match exercise.checks.len() {
        1 => format!("Well done: {how}."),
        2 => format!("Well done: both checks are {how}."),
        count => format!("Well done: all {count} checks are {how}."),
    }
}

/// What a starter that nobody has touched asks for.
pub(crate) fn not_started(exercise: &ExerciseReport) -> String {
    let message = exercise.check_to_show().and_then(panic_of).map(|(message, _)| message);
    match (exercise.message(), message.and_then(|message| message.split_once(": "))) {
        (Some(feedback), _) => feedback.sentence.clone(),
        (None, Some((_, task))) => format!("Not started yet. The starter asks: {task}."),
        (None, None) => "Not started yet.".to_owned(),
    }
}

/// The one sentence about what is not accepted.
pub(crate) fn sentence<'a>(
    exercise: &'a ExerciseReport,
    check: Option<&'a CheckReport>,
) -> &'a str {
    let own = check.and_then(|check| check.feedback.as_ref());
    let feedback = exercise.message().or(own);
    feedback.map_or_else(|| plain_words(exercise.verdict()), |feedback| &feedback.sentence)
}

/// What a verdict means, for when nobody has said it better.
pub(crate) fn plain_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "Accepted.",
        Verdict::WrongTranscript => "What the program wrote, or when, is not yet right.",
        Verdict::Stuck => "Everybody waits, and nobody is left who could wake them.",
        Verdict::BusyWaiting => "The program goes round in a circle instead of waiting.",
        Verdict::Panicked => "The program panicked.",
        Verdict::ExceededLimit(_) => "The program went over a limit and was stopped.",
        Verdict::DidNotCompile => {
            "The compiler did not understand the program, so it could not run yet. These are its \
             words; the first error is the one to put right first."
        }
        Verdict::NothingToGrade => "There is no program in what was handed in.",
        Verdict::NotHandedIn => "It was not handed in.",
        Verdict::NotChecked => {
            "None of its checks could be made here, so nothing is known of the program yet."
        }
        Verdict::NotRight => {
            "All runs that you can see are right, and one that is hidden is not. It asks for nothing \
             that the lesson does not say: read it once more, and think of the smallest and the \
             largest that may be asked for."
        }
        Verdict::Tampered => "The submission holds something that no submission may hold.",
    }
}

/// The message and the place of a panic.
pub(crate) fn panic_of(check: &CheckReport) -> Option<(&str, Option<&Place>)> {
    match &check.observation.transcript.end {
        End::Panicked { message, place } => Some((message, place.as_ref())),
        _ => None,
    }
}

/// The panic's own words, where the sentence has not said them.
pub(crate) fn panic_words(check: &CheckReport) -> Option<&str> {
    let (message, _) = panic_of(check)?;
    let wording = check.feedback.as_ref().is_some_and(|f| f.sentence.contains(message.trim()));
    (!wording && !message.trim().is_empty()).then_some(message.trim_end())
}

/// What was odd but forgiven, or right but deserves a word; first, what had no effect.
pub(crate) fn remarks(exercise: &ExerciseReport) -> Vec<String> {
    let ignored = exercise.ignored.join(", ");
    let ignored = (!ignored.is_empty())
        .then(|| format!("Only Rust files under `src/` count, so this had no effect: {ignored}."));
    let not_made = not_made(&exercise.not_made);
    ignored.into_iter().chain(exercise.remarks.iter().cloned()).chain(not_made).collect()
}

/// Which checks were not made, and why: a sentence for each reason.
fn not_made(checks: &[NotMade]) -> Vec<String> {
    let mut reasons: Vec<WhyNotMade> = checks.iter().map(|check| check.why).collect();
    reasons.dedup();
    let sentence = |why: &WhyNotMade| {
        let alike = || checks.iter().filter(|check| check.why == *why);
        let names = alike().filter_map(|check| check.name.as_deref());
        let mut which: Vec<String> =
            names.take(NAMED_CHECKS).map(|name| format!("\"{name}\"")).collect();
        let more = (alike().count() - which.len()) as u64;
        let (one, many) = match (which.is_empty(), why) {
            (_, WhyNotMade::Drawn) => ("random check", "random checks"),
            (true, _) => ("hidden check", "hidden checks"),
            (false, _) => ("more", "more"),
        };
        let the = match (which.len(), more) {
            (0, _) => "",
            (1, 0) => "The check ",
            _ => "The checks ",
        };
        which.extend((more > 0).then(|| words::count(more, one, many)));
        let were = if alike().count() == 1 { "was" } else { "were" };
        let last = which.pop().unwrap_or_default();
        let before = which.join(", ");
        let and = if before.is_empty() { "" } else { " and " };
        format!("{the}{before}{and}{last} {were} not made: {}.", why.words())
    };
    reasons.iter().map(sentence).collect()
}

/// Warnings of the compiler that are shown, and of each as many lines.
pub(crate) const WARNINGS: usize = 3;
pub(crate) const WARNING_LINES: usize = 14;

/// How many more there are, and how to see them.
pub(crate) fn more_warnings(warnings: &[String], slug: &str) -> Option<String> {
    let more = warnings.len().checked_sub(WARNINGS).filter(|more| *more > 0)?;
    let more = words::count(more as u64, "more warning", "more warnings");
    Some(format!("({more}; all of them: cargo check -p {slug})"))
}

/// Which limit it was, at what value, and what that usually means. A sentence that the grader
/// made for this run has said so; one of the course speaks of the cause only.
pub(crate) fn limit(
    exercise: &ExerciseReport,
    check: Option<&CheckReport>,
    limit: Limit,
) -> Option<String> {
    let is_said = exercise.message().is_some_and(|feedback| feedback.mistake.is_none());
    if is_said || check.is_some_and(CheckReport::is_withheld) {
        return None;
    }
    let transcript = check.map(|check| &check.observation.transcript);
    let at = words::time(transcript.map_or(0, |transcript| transcript.ended_at_ms));
    let lines = transcript.map_or(&[][..], |transcript| &transcript.lines);
    let bytes: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    Some(match limit {
        Limit::VirtualTime => format!(
            "It was stopped at {at} on its own clock and would have gone on: look for a wait or \
             a loop that never ends."
        ),
        Limit::Waits => format!(
            "It was stopped at {at} on its own clock because it waited too often: look for a loop \
             that waits in very small pieces, or that never ends."
        ),
        Limit::WallTime => "It used up the real time that a run may take. Waiting costs none \
             here, so it was computing: look for a loop that never ends."
            .to_owned(),
        Limit::Output => format!(
            "It was stopped after {} bytes of output: look for a loop that prints and never ends.",
            words::grouped(bytes as u64)
        ),
        Limit::Grading => {
            "It was not made: the runs before it took all that a whole grading may.".to_owned()
        }
        Limit::Memory => "It asked for more memory than a run may have: look for something that \
             only ever grows."
            .to_owned(),
        Limit::CpuTime => {
            "It used up the processor time that a run may take: look for a loop that \
             never ends."
                .to_owned()
        }
        Limit::Processes => {
            "It started more processes or threads than a run may have at a time.".to_owned()
        }
        Limit::Files => "It left more in its folder than a run may: look for a loop that writes \
             and never ends."
            .to_owned(),
        Limit::SourceSize => "The source is larger than a submission may be: hand in what you \
             wrote, and nothing that was built from it."
            .to_owned(),
    })
}

/// What a lane of what held a thread means.
pub(crate) fn held(observation: &Observation) -> &'static str {
    let holds = &observation.trace.holds;
    if holds.iter().any(|hold| hold.role == Role::AsyncOnly) {
        "held: a blocking call kept the thread of the async code, and none of it could go on meanwhile."
    } else {
        "held: a blocking call kept this thread; it could do nothing else meanwhile."
    }
}
