//! # To sleep a period is to keep the beat
//!
//! "{line}" came at {at} and belongs at {right_at}. A sleep begins when the work is
//! done, so each tick comes later by what the work before it took: your metronome drifts. Wait for a
//! point of the grid instead of for a length: an interval, made before the loop.

use std::time::Duration;

use tokio::time::sleep;

pub async fn metronome(period: Duration, ticks: u32) {
    for tick in 1..=ticks {
        sleep(period).await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
