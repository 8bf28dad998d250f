//! Reads lines from a connection and ticks meanwhile, and loses nothing.

use std::time::Duration;

use tokio::io::AsyncRead;

/// Reads `input` to its end, and prints `line: ..` for each line as soon as its end has arrived; what
/// is left at the end of the stream is a line, too. All the while it prints `tick 1`, `tick 2` and so
/// on, every `tick`, for the first time after one `tick`. In the end it prints `end of stream`.
pub async fn watch<R: AsyncRead + Unpin>(input: R, tick: Duration) {
    let _ = input;
    todo!("print the lines that arrive, and a tick every {tick:?}")
}
