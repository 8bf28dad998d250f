//! # What is sent at once arrives at once
//!
//! You print what one read gives, and call it a line: "{line}" came at {at}. A connection knows no
//! lines. It delivers bytes, as many as are there; where a line ends says only the `\n` in them.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, interval_at};

pub async fn watch<R: AsyncRead + Unpin>(mut input: R, tick: Duration) {
    let mut piece = [0; 1024];
    let mut ticks = interval_at(Instant::now() + tick, tick);
    let mut number = 0;
    loop {
        tokio::select! {
            count = input.read(&mut piece) => {
                let count = count.expect("it can be read");
                if count == 0 {
                    break;
                }
                let text = String::from_utf8_lossy(&piece[..count]);
                println!("line: {}", text.trim_end());
            }
            _ = ticks.tick() => {
                number += 1;
                println!("tick {number}");
            }
        }
    }
    println!("end of stream");
}
