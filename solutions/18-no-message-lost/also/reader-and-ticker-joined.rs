//! No future is thrown away before the end: one reads, one ticks, and the reader ends both.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::time::sleep;

pub async fn watch<R: AsyncRead + Unpin>(input: R, tick: Duration) {
    let read = async {
        let mut lines = BufReader::new(input).lines();
        while let Some(line) = lines.next_line().await.expect("what arrives is text") {
            println!("line: {line}");
        }
    };
    let ticks = async {
        for number in 1.. {
            sleep(tick).await;
            println!("tick {number}");
        }
    };
    tokio::select! {
        () = read => println!("end of stream"),
        () = ticks => unreachable!("it ticks for ever"),
    }
}
