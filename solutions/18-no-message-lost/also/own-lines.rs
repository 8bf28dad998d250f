//! Bytes are kept outside the loop until a line is complete; `read_buf` takes all of them or none.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, interval_at};

pub async fn watch<R: AsyncRead + Unpin>(mut input: R, tick: Duration) {
    let mut arrived: Vec<u8> = Vec::new();
    let mut ticks = interval_at(Instant::now() + tick, tick);
    let mut number = 0;
    loop {
        tokio::select! {
            count = input.read_buf(&mut arrived) => {
                if count.expect("it can be read") == 0 {
                    break;
                }
                while let Some(end) = arrived.iter().position(|&byte| byte == b'\n') {
                    let line: Vec<u8> = arrived.drain(..=end).collect();
                    println!("line: {}", String::from_utf8_lossy(&line[..end]));
                }
            }
            _ = ticks.tick() => {
                number += 1;
                println!("tick {number}");
            }
        }
    }
    if !arrived.is_empty() {
        println!("line: {}", String::from_utf8_lossy(&arrived));
    }
    println!("end of stream");
}
