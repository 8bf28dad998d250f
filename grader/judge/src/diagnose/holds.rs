//! Which blocking call made something late.

use super::quote::shown;
use model::observation::{Hold, Role, Trace};
use model::transcript::Place;
use model::words::time;

/// Why something was late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cause {
    /// A clause: `src/main.rs:12 held the only async thread for 8 s`.
    pub(super) words: String,
    pub(super) place: Option<Place>,
}

/// The blocking call that covers most of the time between when something should have come and
/// when it came.
pub(super) fn cause(trace: &Trace, should_ms: u64, came_ms: u64) -> Option<Cause> {
    let overlap = |hold: &Hold| {
        let until = hold.from_ms.saturating_add(hold.for_ms).min(came_ms);
        until.saturating_sub(hold.from_ms.max(should_ms))
    };
    let holds = trace.holds.iter().filter(|hold| is_in_the_way(hold) && overlap(hold) > 0);
    // Of equally long ones the first.
    let hold = holds.rev().max_by_key(|hold| overlap(hold))?;
    Some(Cause { words: words(hold), place: hold.place.clone() })
}

/// Who held it: the student's own line, when it is known.
pub(super) fn subject(hold: &Hold) -> String {
    let call = if hold.is_sleep() { "a blocking sleep" } else { "a blocking call" };
    hold.place.as_ref().map_or_else(|| call.to_owned(), Place::to_string)
}

fn words(hold: &Hold) -> String {
    let subject = subject(hold);
    let verb = match hold.role {
        Role::AsyncOnly => "held the only async thread",
        Role::AsyncWorker => "held an async thread",
        Role::Plain | Role::BlockingPool => "slept",
    };
    let waiting = match &hold.for_what {
        Some(what) => format!(", waiting for {}", shown(what)),
        None => String::new(),
    };
    format!("{subject} {verb} for {}{waiting}", time(hold.for_ms))
}

/// A thread of its own may sleep as long as it likes, and one that waits for another says nothing
/// of what the other does.
fn is_in_the_way(hold: &Hold) -> bool {
    match hold.role {
        Role::AsyncOnly | Role::AsyncWorker => true,
        Role::Plain => hold.thread == "main" && hold.is_sleep(),
        Role::BlockingPool => false,
    }
}
