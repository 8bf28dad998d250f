//! # The loser goes on later
//!
//! "{line}" came where "{right}" belongs: its first half was lost at a tick. `select!` drops the
//! future that did not come first, and `read_line` had half a line in its hands. Make the lines
//! outside the loop, with `lines()`; `next_line` keeps what has arrived.
//!
//! - source: `read_line`

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::time::{Instant, interval_at};

pub async fn watch<R: AsyncRead + Unpin>(input: R, tick: Duration) {
    let mut input = BufReader::new(input);
    let mut ticks = interval_at(Instant::now() + tick, tick);
    let mut number = 0;
    loop {
        let mut line = String::new();
        tokio::select! {
            count = input.read_line(&mut line) => {
                if count.expect("what arrives is text") == 0 {
                    break;
                }
                println!("line: {}", line.trim_end_matches('\n'));
            }
            _ = ticks.tick() => {
                number += 1;
                println!("tick {number}");
            }
        }
    }
    println!("end of stream");
}
