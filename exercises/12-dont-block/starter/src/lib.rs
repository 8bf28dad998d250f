//! Encodes a film, and the heart goes on beating.

use std::time::Duration;

/// Encodes the frames 0, 1 and so on with `lab::encode_frame(0)`, one after the other, while
/// `lab::heartbeat(beat)` beats and never misses a beat. When the last frame is done, the heart is
/// stopped. Comes back with the bytes of all frames together.
pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    todo!("encode {frames} frames, and let the heart beat every {beat:?} meanwhile")
}
