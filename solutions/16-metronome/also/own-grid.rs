//! No interval: the next point of the grid is computed from the time that has passed.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

pub async fn metronome(period: Duration, ticks: u32) {
    let start = Instant::now();
    let mut next = start + period;
    for tick in 1..=ticks {
        sleep_until(next).await;
        println!("tick {tick}");
        let periods = start.elapsed().as_millis() / period.as_millis();
        next = start + period * (periods as u32 + 1);
        lab::work(tick).await;
    }
}
