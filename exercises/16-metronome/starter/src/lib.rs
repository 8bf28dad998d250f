//! Ticks in time, whatever the work between them takes.

use std::time::Duration;

/// Ticks `ticks` times, every `period`, for the first time one period after the call. At each tick
/// it prints `tick 1`, `tick 2` and so on, and then does `lab::work(1)`, `lab::work(2)` and so on. A
/// tick that is late comes at once; what was missed besides is left out, and the next tick is on
/// the beat again.
pub async fn metronome(period: Duration, ticks: u32) {
    todo!("tick {ticks} times, every {period:?}")
}
