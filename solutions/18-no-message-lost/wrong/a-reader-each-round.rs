//! # A buffer belongs to the stream
//!
//! What belongs at {right_at}, "{right}", was lost: you make a new `BufReader` in each round. The old
//! one had taken more from the stream than one line, and it was dropped with what it held. Make it
//! once, before the loop.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::time::{Instant, interval_at};

pub async fn watch<R: AsyncRead + Unpin>(mut input: R, tick: Duration) {
    let mut ticks = interval_at(Instant::now() + tick, tick);
    let mut number = 0;
    loop {
        let mut lines = BufReader::new(&mut input).lines();
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
