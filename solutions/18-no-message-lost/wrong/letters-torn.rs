//! # Each piece is a text
//!
//! "{line}" came where "{right}" belongs: a letter was torn between two pieces, and you made text of
//! each piece by itself. Some letters are two or more bytes. Keep bytes until the line is complete,
//! and make text of the line.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, interval_at};

pub async fn watch<R: AsyncRead + Unpin>(mut input: R, tick: Duration) {
    let mut arrived = String::new();
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
                arrived.push_str(&String::from_utf8_lossy(&piece[..count]));
                while let Some((line, rest)) = arrived.split_once('\n') {
                    println!("line: {line}");
                    arrived = rest.to_owned();
                }
            }
            _ = ticks.tick() => {
                number += 1;
                println!("tick {number}");
            }
        }
    }
    if !arrived.is_empty() {
        println!("line: {arrived}");
    }
    println!("end of stream");
}
