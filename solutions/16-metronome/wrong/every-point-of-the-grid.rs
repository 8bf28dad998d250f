//! # Each tick has its place on the grid
//!
//! After the late tick yours come in a rush: "{line}" came at {at} and belongs at {right_at}. You wait
//! for every point of the grid, also for those that are over, and a wait for what is over takes no
//! time. Go on with the next point that is still to come.
//!
//! - source: `sleep_until(`
//! - same as: `missed-ticks-made-up`

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

pub async fn metronome(period: Duration, ticks: u32) {
    let start = Instant::now();
    for tick in 1..=ticks {
        sleep_until(start + period * tick).await;
        println!("tick {tick}");
        lab::work(tick).await;
    }
}
