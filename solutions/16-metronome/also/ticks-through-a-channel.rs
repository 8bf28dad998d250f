//! A task that only ticks, and hands each tick over where there is someone to take it.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, interval_at};

pub async fn metronome(period: Duration, ticks: u32) {
    let (tick, mut ticked) = mpsc::channel(1);
    let mut beat = interval_at(Instant::now() + period, period);
    let beats = tokio::spawn(async move {
        loop {
            beat.tick().await;
            // A tick that waits already is late enough for two.
            let _ = tick.try_send(());
        }
    });
    for number in 1..=ticks {
        ticked.recv().await.expect("it ticks until it is stopped");
        println!("tick {number}");
        lab::work(number).await;
    }
    beats.abort();
}
