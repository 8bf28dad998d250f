//! One blocking task for the whole film, and `select!`, which drops the heart when that is done.

use std::time::Duration;

use tokio::task::spawn_blocking;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let film = spawn_blocking(move || (0..frames).map(lab::encode_frame).sum());
    tokio::select! {
        bytes = film => bytes.expect("the encoder does not panic"),
        () = lab::heartbeat(beat) => unreachable!("the heart beats until it is stopped"),
    }
}
