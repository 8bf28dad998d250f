//! Ticks in time, whatever the work between them takes.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// Ticks `ticks` times, every `period`, for the first time one period after the call. At each tick
/// it prints `tick 1`, `tick 2` and so on, and then does `lab::work(1)`, `lab::work(2)` and so on. A
/// tick that is late comes at once; what was missed besides is left out, and the next tick is on
/// the beat again.
pub async fn metronome(period: Duration, ticks: u32) {
    let mut beat = interval_at(Instant::now() + period, period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    for tick in 1..=ticks {
        beat.tick().await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
