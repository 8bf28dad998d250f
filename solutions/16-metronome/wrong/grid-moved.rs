//! # After a late tick the next is one period later
//!
//! Your grid moved: after the late tick, "{line}" came at {at} and belongs at {right_at}. `Delay`
//! counts the next period from the late tick. With `Skip` the beat stays where it was.
//!
//! - source: `Delay`
//! - same as: `slept-beside-the-work`

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

pub async fn metronome(period: Duration, ticks: u32) {
    let mut beat = interval_at(Instant::now() + period, period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for tick in 1..=ticks {
        beat.tick().await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
