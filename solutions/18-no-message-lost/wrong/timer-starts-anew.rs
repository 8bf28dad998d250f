//! # A branch keeps counting
//!
//! "{right}" belongs at {right_at}: each line that arrived started your timer anew. `select!` drops
//! the sleep that did not come first, and the next round makes another. Make an interval once, before
//! the loop.
//!
//! - source: `sleep(`

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::time::sleep;

pub async fn watch<R: AsyncRead + Unpin>(input: R, tick: Duration) {
    let mut lines = BufReader::new(input).lines();
    let mut number = 0;
    loop {
        tokio::select! {
            line = lines.next_line() => match line.expect("what arrives is text") {
                Some(line) => println!("line: {line}"),
                None => break,
            },
            () = sleep(tick) => {
                number += 1;
                println!("tick {number}");
            }
        }
    }
    println!("end of stream");
}
