//! What the clock saw beneath the lines: blocking calls that held a thread.

use super::{Bar, Lane};
use model::observation::{Hold, Role};

/// Threads beyond this many say no more than the first ones did.
const MAX_THREADS: usize = 2;

/// One lane a thread that was held although others may have wanted it.
///
/// The blocking pool is made for blocking, where there are several workers the others carry on,
/// and a thread of no runtime may wait for another: none of them is drawn.
pub(super) fn lanes(holds: &[Hold]) -> Vec<Lane> {
    let mut lanes: Vec<(&str, Lane)> = Vec::new();
    let telling = |hold: &&Hold| match hold.role {
        Role::AsyncOnly => true,
        Role::Plain => hold.is_sleep(),
        Role::AsyncWorker | Role::BlockingPool => false,
    };
    for hold in holds.iter().filter(telling).filter(|hold| hold.for_ms > 0) {
        let lane = match lanes.iter().position(|(thread, _)| *thread == hold.thread) {
            Some(index) => index,
            None if lanes.len() < MAX_THREADS => {
                let name = if lanes.is_empty() { "held" } else { hold.thread.as_str() };
                lanes.push((&hold.thread, Lane::named(name)));
                lanes.len() - 1
            }
            None => continue,
        };
        let Some((_, lane)) = lanes.get_mut(lane) else { continue };
        add(&mut lane.bars, hold);
    }
    lanes.into_iter().map(|(_, lane)| lane).collect()
}

/// Adds a hold; thousands of short ones on end, from one line, are one long bar.
fn add(bars: &mut Vec<Bar>, hold: &Hold) {
    let label = hold.place.as_ref().map(ToString::to_string).unwrap_or_default();
    let to_ms = hold.from_ms.saturating_add(hold.for_ms);
    match bars.last_mut() {
        // A short one after a short one: a nap of a second is worth a bar of its own.
        Some(last) if last.to_ms == hold.from_ms && last.label == label && hold.for_ms < 100 => {
            last.to_ms = to_ms;
        }
        _ => bars.push(Bar { from_ms: hold.from_ms, to_ms, open: false, label }),
    }
}
