//! A plain sleep for what is left of the period, measured with the standard library's clock.

use std::time::{Duration, Instant};

use tokio::time::sleep;

pub async fn metronome(period: Duration, ticks: u32) {
    let start = Instant::now();
    let mut next = period;
    for tick in 1..=ticks {
        sleep(next.saturating_sub(start.elapsed())).await;
        println!("tick {tick}");
        while next <= start.elapsed() {
            next += period;
        }
        lab::work(tick).await;
    }
}
