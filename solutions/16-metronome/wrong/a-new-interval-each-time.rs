//! # Each round needs an interval
//!
//! "{line}" came at {at} and belongs at {right_at}: you make a new interval in every round, and the
//! first tick of an interval is there at once, so yours never waits. Make it once, before the loop.
//!
//! - source: `interval(`

use std::time::Duration;

use tokio::time::interval;

pub async fn metronome(period: Duration, ticks: u32) {
    for tick in 1..=ticks {
        interval(period).tick().await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
