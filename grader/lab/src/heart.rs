//! A heart: something that has to go on, whatever else there is to do.

use std::time::Duration;

use tokio::time::{Instant, interval_at};

/// More than any film of the course takes. A heart that nobody stops has an end all the same, so
/// that a student who waits for it is told so in a page and not in a thousand.
const MOST_BEATS: u32 = 500;

/// Prints `beat 1`, `beat 2` and so on, one every `every`, for as long as it is let: it comes back
/// only when it is worn out, after 500 beats. Beats that it could not make in time it makes up for
/// all at once.
pub async fn heartbeat(every: Duration) {
    let mut beats = interval_at(Instant::now() + every, every);
    for number in 1..=MOST_BEATS {
        beats.tick().await;
        println!("beat {number}");
    }
}
