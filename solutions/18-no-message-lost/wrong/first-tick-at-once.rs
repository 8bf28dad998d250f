//! # An interval begins with a wait
//!
//! "{line}" came at {at}, before a single tick was over: the first tick of tokio's `interval` is there
//! at once. Begin one tick later, with `interval_at(Instant::now() + tick, tick)`.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::time::interval;

pub async fn watch<R: AsyncRead + Unpin>(input: R, tick: Duration) {
    let mut lines = BufReader::new(input).lines();
    let mut ticks = interval(tick);
    let mut number = 0;
    loop {
        tokio::select! {
            line = lines.next_line() => match line.expect("what arrives is text") {
                Some(line) => println!("line: {line}"),
                None => break,
            },
            _ = ticks.tick() => {
                number += 1;
                println!("tick {number}");
            }
        }
    }
    println!("end of stream");
}
