//! An encoder: work that holds the thread it runs on, and cannot be awaited.

use std::thread;

use crate::calls::Call;
use crate::world;

/// Encodes frame `number`, and comes back with its size. It holds its thread all the while, as
/// work on a processor does.
pub fn encode_frame(number: usize) -> u64 {
    let call = Call::begin();
    let answer = world::ask(&format!("encode_frame {number}"));
    thread::sleep(answer.takes);
    call.done();
    answer.says.parse().unwrap_or(100)
}
