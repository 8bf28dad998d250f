//! A half-read line goes on where it was: the future that reads it is kept, not made anew.

use std::pin::pin;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::time::{Instant, interval_at};

pub async fn watch<R: AsyncRead + Unpin>(input: R, tick: Duration) {
    let mut input = BufReader::new(input);
    let mut ticks = interval_at(Instant::now() + tick, tick);
    let mut number = 0;
    let mut line = String::new();
    loop {
        let count = {
            let mut reads = pin!(input.read_line(&mut line));
            loop {
                tokio::select! {
                    count = &mut reads => break count.expect("what arrives is text"),
                    _ = ticks.tick() => {
                        number += 1;
                        println!("tick {number}");
                    }
                }
            }
        };
        if count == 0 {
            break;
        }
        println!("line: {}", line.trim_end_matches('\n'));
        line.clear();
    }
    println!("end of stream");
}
