//! Reads lines from a connection and ticks meanwhile, and loses nothing.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::time::{Instant, interval_at};

/// Reads `input` to its end, and prints `line: ..` for each line as soon as its end has arrived; what
/// is left at the end of the stream is a line, too. All the while it prints `tick 1`, `tick 2` and so
/// on, every `tick`, for the first time after one `tick`. In the end it prints `end of stream`.
pub async fn watch<R: AsyncRead + Unpin>(input: R, tick: Duration) {
    let mut lines = BufReader::new(input).lines();
    let mut ticks = interval_at(Instant::now() + tick, tick);
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
