//! A thread of our own encodes what it is sent, and sends back the sizes.

use std::thread;
use std::time::Duration;

use tokio::sync::mpsc;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let (order, mut ordered) = mpsc::channel(1);
    let (deliver, mut delivered) = mpsc::channel(1);
    thread::spawn(move || {
        while let Some(frame) = ordered.blocking_recv() {
            if deliver.blocking_send(lab::encode_frame(frame)).is_err() {
                break;
            }
        }
    });
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        order.send(frame).await.expect("the encoder is there");
        bytes += delivered.recv().await.expect("the encoder is there");
    }
    heart.abort();
    bytes
}
