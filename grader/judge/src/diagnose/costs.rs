//! The sentences for a run that is right but costs more than it may.

use super::holds::subject;
use crate::report::Feedback;
use model::observation::{Cost, Trace};
use model::words::count;

/// For a figure over its bound.
pub(super) fn too_much(trace: &Trace, cost: Cost, value: u64, limit: u64) -> Feedback {
    let (have, most) = (cost.shown(value), cost.shown(limit));
    let stretch = trace.longest_stretch();
    let place = stretch.and_then(|stretch| stretch.hold.place.clone());
    let longest = place.as_ref().map_or(String::new(), |at| format!(", the longest at {at}"));
    let who = || stretch.map_or_else(|| "a blocking call".to_owned(), |it| subject(it.hold));
    let (said, place) = match cost {
        Cost::Wakeups => (
            format!(
                "your program woke up {} where {most} would do: let one sleep last for the whole \
                 wait instead of looking again and again",
                count(value, "time", "times")
            ),
            None,
        ),
        Cost::Threads => (
            format!(
                "your program started {} where {most} would do: a task that sleeps needs no \
                 thread of its own",
                count(value, "thread", "threads")
            ),
            None,
        ),
        Cost::ClockReads => (
            format!(
                "your program looked at a clock {} where {most} would do: ask to be woken instead",
                count(value, "time", "times")
            ),
            None,
        ),
        Cost::Tasks => {
            let existed = if value == 1 { "task existed" } else { "tasks existed at once" };
            (format!("{have} {existed}; {}", enough(limit)), None)
        }
        Cost::TasksSpawned => (
            format!(
                "your program spawned {} in all; {}",
                count(value, "task", "tasks"),
                enough(limit)
            ),
            None,
        ),
        Cost::CallsAtOnce => (
            format!(
                "{} at once went out into the world; {}",
                count(value, "call", "calls"),
                enough(limit)
            ),
            None,
        ),
        Cost::CallsGivenUp => (
            format!(
                "{} into the world went out and nobody waited for the answer; {}",
                count(value, "call", "calls"),
                enough(limit)
            ),
            None,
        ),
        Cost::CallsAnswered => (
            format!(
                "{} into the world outside got an answer; {}",
                count(value, "call", "calls"),
                enough(limit)
            ),
            None,
        ),
        Cost::AsyncBlockedMs => (
            format!(
                "blocking calls held async threads for {have} in all{longest}; {} here",
                at_most(limit, &most)
            ),
            place,
        ),
        Cost::LongestHoldMs => (
            format!(
                "{} kept an async thread for {have} without yielding, and no other task could run \
                 on it; {} here",
                who(),
                at_most(limit, &most)
            ),
            place,
        ),
    };
    Feedback::unnamed(format!("Right times, but {said}."), place)
}

fn enough(limit: u64) -> String {
    match limit {
        0 => "none is needed".to_owned(),
        1 => "1 is enough".to_owned(),
        _ => format!("{} are enough", model::words::grouped(limit)),
    }
}

fn at_most(limit: u64, most: &str) -> String {
    if limit == 0 { "it never has to".to_owned() } else { format!("{most} is the most") }
}
