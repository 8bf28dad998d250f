//! An interval that begins at once, whose first tick is taken before the loop.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

pub async fn metronome(period: Duration, ticks: u32) {
    let mut beat = interval(period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    beat.tick().await;
    for tick in 1..=ticks {
        beat.tick().await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
