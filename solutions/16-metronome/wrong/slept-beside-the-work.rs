//! # A period and its work, side by side
//!
//! Your grid moved: after the late tick, "{line}" came at {at} and belongs at {right_at}. Where the
//! work takes longer than the period, the next period begins when the work is done. An interval
//! remembers where the beat was.
//!
//! - source: `join!`
//! - same as: `grid-moved`

use std::time::Duration;

use tokio::time::sleep;

pub async fn metronome(period: Duration, ticks: u32) {
    if ticks > 0 {
        sleep(period).await;
    }
    for tick in 1..=ticks {
        println!("tick {tick}");
        if tick == ticks {
            lab::work(tick).await;
        } else {
            tokio::join!(lab::work(tick), sleep(period));
        }
    }
}
