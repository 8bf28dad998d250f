//! # A late tick is a missed tick
//!
//! "{line}" came at {at} and belongs at {right_at}: a tick whose time has come while you worked is late, and
//! not lost. It comes at once, and only what was missed besides is left out.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

pub async fn metronome(period: Duration, ticks: u32) {
    let start = Instant::now();
    for tick in 1..=ticks {
        let periods = start.elapsed().as_millis() / period.as_millis();
        sleep_until(start + period * (periods as u32 + 1)).await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
