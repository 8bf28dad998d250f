//! # An interval begins with a wait
//!
//! "{line}" came at {at}, before a single period was over: the first tick of tokio's `interval` is
//! there at once. Begin one period later, with `interval_at(Instant::now() + period, period)`, or
//! let the first tick pass before the loop.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

pub async fn metronome(period: Duration, ticks: u32) {
    let mut beat = interval(period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    for tick in 1..=ticks {
        beat.tick().await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
