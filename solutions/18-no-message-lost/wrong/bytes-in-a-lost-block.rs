//! # What is in a block stays in the block
//!
//! "{line}" came where "{right}" belongs: its first half was lost at a tick. Your bytes are gathered
//! in a variable of the branch that `select!` drops when another comes first. Keep them outside the
//! loop.
//!
//! - source not: `read_line`
//! - same as: `read-line-in-select`

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, interval_at};

async fn next_line<R: AsyncRead + Unpin>(input: &mut R) -> Option<String> {
    let mut line = Vec::new();
    loop {
        match input.read_u8().await {
            Ok(b'\n') => break,
            Ok(byte) => line.push(byte),
            Err(_) if line.is_empty() => return None,
            Err(_) => break,
        }
    }
    Some(String::from_utf8_lossy(&line).into_owned())
}

pub async fn watch<R: AsyncRead + Unpin>(mut input: R, tick: Duration) {
    let mut ticks = interval_at(Instant::now() + tick, tick);
    let mut number = 0;
    loop {
        tokio::select! {
            line = next_line(&mut input) => match line {
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
