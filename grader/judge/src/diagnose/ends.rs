//! The sentences for a run that ended in another way, or at another time, than it should.

use super::Evidence;
use super::holds::{Cause, cause};
use super::quote::{listed, quote, shown};
use crate::compare::Difference;
use crate::report::Feedback;
use model::limits::GradingLimits;
use model::observation::{Trace, Waiting};
use model::transcript::{End, Limit, Place, Stream, Transcript};
use model::words::{count, grouped, time};

/// As many waiting threads are named; a longer list is no help.
const NAMED: usize = 3;

/// For a run that did not end as the reference did.
pub(super) fn other_end(evidence: &Evidence<'_>) -> Feedback {
    let transcript = &evidence.observation.transcript;
    let trace = &evidence.observation.trace;
    let when = time(transcript.ended_at_ms);
    match &transcript.end {
        End::Panicked { message, place } => {
            // What a starter prints is its own; what another does may be the half that is written.
            let has_begun = !evidence.is_starter && transcript.stdout().next().is_some();
            Feedback::unnamed(panicked(message, place.as_ref(), has_begun), place.clone())
        }
        End::Stuck => stuck(trace, &when),
        End::Busy => busy(trace, &when),
        End::Tampered { what } => Feedback::unnamed(tampered(what, &when), trace.busy_at.clone()),
        End::OverLimit { limit: Limit::WallTime } if !trace.waiting.is_empty() => {
            Feedback::unnamed(over_real_time(trace, &when), None)
        }
        End::OverLimit { limit } => {
            let mut sentence = over_limit(*limit, transcript, trace);
            // A ticker beside threads that are stuck goes on for ever.
            let clauses: Vec<String> = trace.waiting.iter().take(NAMED).map(waits).collect();
            if !clauses.is_empty() {
                sentence += &format!(" All the while {}.", listed(&clauses));
            }
            let place = trace.waiting.first().and_then(|waiting| waiting.place.clone());
            Feedback::unnamed(sentence, place)
        }
        End::Killed { signal } => Feedback::unnamed(killed(*signal, &when), None),
        End::Exited { code } => Feedback::unnamed(exited(*code, transcript), None),
    }
}

fn panicked(message: &str, place: Option<&Place>, has_begun: bool) -> String {
    let first_line = message.lines().next().unwrap_or_default();
    let todo = ["not yet implemented", "not implemented"]
        .iter()
        .find_map(|start| first_line.strip_prefix(start));
    if let Some(what) = disabled(first_line) {
        return format!(
            "Your program panicked: it built a runtime of its own, without {what} that waiting \
             needs. Build it with `enable_all()`, or do without a runtime of your own: `async` \
             code runs in the one that is there."
        );
    }
    let Some(todo) = todo else {
        let place = place.map_or(String::new(), |place| format!(" at {place}"));
        return format!("Your program panicked{place}: {}.", quote(first_line));
    };
    let place = place.map_or_else(|| "the program".to_owned(), Place::to_string);
    let state = if has_begun { "Not finished yet" } else { "Not started yet" };
    match todo.trim_start_matches(':').trim() {
        "" => format!("{state}, and that is fine: {place} still says `todo!()`."),
        task => format!("{state}, and that is fine: {place} says \"{}\".", shown(task)),
    }
}

/// What a runtime lacks, in which something waits for it; tokio's own words.
fn disabled(panic: &str) -> Option<&'static str> {
    let lacks = panic.strip_prefix("A Tokio 1.x context was found, but ")?;
    let parts = [("IO is disabled", "the part for input and output"), ("timers are", "the timers")];
    parts.into_iter().find(|(start, _)| lacks.starts_with(start)).map(|(_, what)| what)
}

fn stuck(trace: &Trace, when: &str) -> Feedback {
    // A thread that waits at a line of the student's own says more than one of the runtime's.
    let (own, others): (Vec<&Waiting>, Vec<&Waiting>) =
        trace.waiting.iter().partition(|waiting| waiting.place.is_some());
    let told = if own.is_empty() { others } else { own };
    let mut clauses: Vec<String> = told.iter().take(NAMED).copied().map(waits).collect();
    clauses.extend(more(told.len()));
    let tasks = match trace.tasks_alive {
        0 => String::new(),
        1 => "; 1 task is alive".to_owned(),
        _ => format!("; {} are alive", count(trace.tasks_alive, "task", "tasks")),
    };
    let who =
        if clauses.is_empty() { String::new() } else { format!(" {}{tasks}.", listed(&clauses)) };
    let place = told.first().and_then(|waiting| waiting.place.clone());
    Feedback::unnamed(
        format!(
            "Your program is stuck at {when}: every thread waits, and nothing is left that could \
             wake one.{who}"
        ),
        place,
    )
}

/// How many are not named.
fn more(all: usize) -> Option<String> {
    let more = all.checked_sub(NAMED).filter(|more| *more > 0)?;
    Some(format!("{more} more"))
}

fn waits(waiting: &Waiting) -> String {
    let place = waiting.place.as_ref().map_or(String::new(), |place| format!(" at {place}"));
    format!("{} waits{place} for {}", quote(&waiting.thread), shown(&waiting.for_what))
}

fn busy(trace: &Trace, when: &str) -> Feedback {
    let sentence = match &trace.busy_at {
        Some(place) if trace.computes => format!(
            "From {when} on your program goes round in a loop at {place} that neither waits nor \
             ends, so I stopped it: does anything in the loop change what would end it?"
        ),
        Some(place) if trace.reads_clock => format!(
            "At {when} your program only looks at the clock, over and over, at {place}: ask to be \
             woken with a sleep instead, and leave the processor to others."
        ),
        Some(place) => format!(
            "From {when} on your program asks for the same over and over at {place}, and no time \
             passes, so I stopped it: ask to be woken instead, and leave the processor to others."
        ),
        None => format!(
            "From {when} on your program keeps a processor core busy and no time passes, so I \
             stopped it: look for a loop that asks again and again instead of waiting, or that \
             does not end."
        ),
    };
    Feedback::unnamed(sentence, trace.busy_at.clone())
}

fn tampered(what: &str, when: &str) -> String {
    format!(
        "At {when} your program reached past the clock that times it, and I stopped it: {what}. \
         A solution here has no need to; if you did not mean to, take that part out."
    )
}

fn over_real_time(trace: &Trace, when: &str) -> String {
    let mut clauses: Vec<String> = trace.waiting.iter().take(NAMED).map(waits).collect();
    clauses.extend(more(trace.waiting.len()));
    format!(
        "Your program was still waiting when I had to stop it, at {when} on its own clock. {}.",
        listed(&clauses)
    )
}

fn over_limit(limit: Limit, transcript: &Transcript, trace: &Trace) -> String {
    let when = time(transcript.ended_at_ms);
    let allowed = &trace.limits;
    match limit {
        Limit::WallTime => format!(
            "Your program was still at work when I had to stop it, at {when} on its own clock: \
             look for a loop that never ends."
        ),
        Limit::VirtualTime => format!(
            "Your program was still going at {when}, so I stopped it: something waits again and \
             again and never comes to an end."
        ),
        Limit::Waits => format!(
            "Your program had waited {} times by {when}, so I stopped it: something waits in very \
             small pieces, or again and again without coming to an end.",
            grouped(trace.wakeups)
        ),
        Limit::Output => {
            let lines = count(transcript.stdout().count() as u64, "line", "lines");
            let last = transcript.stdout().last();
            let last =
                last.map_or(String::new(), |line| format!(", the last {}", quote(&line.text)));
            format!(
                "Your program wrote more than it may ({lines}{last}): look for a loop that never \
                 ends."
            )
        }
        Limit::SourceSize => {
            "Your files hold more than I read: a solution here needs a page or two.".to_owned()
        }
        Limit::Grading => format!(
            "The runs before this one took all that a whole grading may ({} s of processor time, \
             {} s of real time), so this one was not made: look for a loop that never ends.",
            GradingLimits::ALL.cpu_seconds,
            GradingLimits::ALL.wall_seconds
        ),
        Limit::Memory => format!(
            "Your program asked for more memory than it may have ({} MiB): look for \
             something that grows and never stops growing.",
            allowed.resident_bytes >> 20
        ),
        Limit::CpuTime => format!(
            "Your program computed for {} s, and I stopped it, at {when} on its own clock: look \
             for a loop that never ends.",
            allowed.cpu_seconds
        ),
        Limit::Processes => format!(
            "Your program started more than it may, which is {} processes and {} threads at a \
             time, and I stopped all of them.",
            allowed.processes, allowed.threads
        ),
        Limit::Files => format!(
            "Your program left more in its folder than it may, which is {} files and {} MiB: \
             look for a loop that never ends.",
            allowed.files,
            allowed.folder_bytes >> 20
        ),
    }
}

fn killed(signal: i32, when: &str) -> String {
    let why = match signal {
        6 => {
            ": it gave up by itself, as after a stack overflow, when a function calls itself \
              without end"
        }
        9 => ": something stopped it from outside, as when it takes too much memory",
        19..=22 => ": it stopped itself, and nobody is here to let it go on",
        31 => ": it made a system call that no submission may make",
        11 => ": it touched memory that is not its own, as after a stack overflow",
        _ => "",
    };
    format!("Your program was ended at {when} by signal {signal}{why}.")
}

fn exited(code: i32, transcript: &Transcript) -> String {
    let mut errors = transcript.lines.iter().filter(|line| line.stream == Stream::Stderr);
    let last = errors.rfind(|line| !line.text.trim().is_empty());
    let last =
        last.map_or(String::new(), |line| format!(" Its last words: {}.", quote(&line.text)));
    let when = time(transcript.ended_at_ms);
    format!("Your program ended at {when} with exit code {code}; a good end is 0.{last}")
}

/// For a run that ended well, but too early or too late.
pub(super) fn other_end_time(evidence: &Evidence<'_>) -> Feedback {
    let (actual, expected) =
        (evidence.observation.transcript.ended_at_ms, evidence.expected.ended_at_ms);
    let (when, expected_when) = (time(actual), time(expected));
    let off = time(actual.abs_diff(expected));
    if actual > expected {
        let found = cause(&evidence.observation.trace, expected, actual);
        let (why, place) = match found {
            Some(Cause { words, place }) => (format!(" ({words})"), place),
            None => (String::new(), None),
        };
        let sentence = format!(
            "All lines came in time, but your program ended at {when}: it was done at {expected_when} \
             and waited {off} for nothing{why}."
        );
        return Feedback::unnamed(sentence, place);
    }
    let missing = evidence.comparison.differences.iter().find_map(|difference| match difference {
        Difference::Missing { expected } => evidence.expected.stdout().nth(*expected),
        _ => None,
    });
    let sentence = match missing {
        Some(line) => format!(
            "Your program ended at {when}, {off} too early: {} was still to come, at {}.",
            quote(&line.text),
            time(line.at_ms)
        ),
        None => format!(
            "All lines came in time, but your program ended at {when}, {off} too early: it should \
             end at {expected_when}."
        ),
    };
    Feedback::unnamed(sentence, None)
}
