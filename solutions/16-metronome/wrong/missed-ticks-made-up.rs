//! # What was missed must be made up for
//!
//! After the late tick yours come in a rush: "{line}" came at {at} and belongs at {right_at}. That is
//! what an interval does unless you tell it otherwise: it fires for each tick that it missed. Say
//! `set_missed_tick_behavior(MissedTickBehavior::Skip)`.
//!
//! - source not: `sleep_until(`
//! - same as: `every-point-of-the-grid`

use std::time::Duration;

use tokio::time::{Instant, interval_at};

pub async fn metronome(period: Duration, ticks: u32) {
    let mut beat = interval_at(Instant::now() + period, period);
    for tick in 1..=ticks {
        beat.tick().await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
