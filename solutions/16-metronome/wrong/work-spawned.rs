//! # A metronome must not wait
//!
//! "{line}" came at {at}, while the work of an earlier tick was not done: you spawned the work and
//! went on, so it piles up as soon as it takes longer than a period. Wait for it with `.await`; the
//! beat is kept all the same.
//!
//! - source: `spawn(`

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

pub async fn metronome(period: Duration, ticks: u32) {
    let mut beat = interval_at(Instant::now() + period, period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut at_work = JoinSet::new();
    for tick in 1..=ticks {
        beat.tick().await;
        println!("tick {tick}");
        at_work.spawn(lab::work(tick));
    }
    at_work.join_all().await;
}
