//! # To yield is to wait
//!
//! You ask for the time in a circle. `yield_now` lets others run and then it is your turn again, at
//! the same instant: nothing waits, and a processor is busy with asking. Tell the runtime when to
//! wake you: with an interval, or `sleep_until`.
//!
//! - source: `yield_now(`

use std::time::Duration;

use tokio::task::yield_now;
use tokio::time::Instant;

pub async fn metronome(period: Duration, ticks: u32) {
    let mut next = Instant::now() + period;
    for tick in 1..=ticks {
        while Instant::now() < next {
            yield_now().await;
        }
        println!("tick {tick}");
        lab::work(tick).await;
        next += period;
    }
}
