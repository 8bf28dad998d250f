//! An encoder: work that holds the thread it runs on, and cannot be awaited.

use crate::calls;

/// Encodes frame `number`, and comes back with its size in bytes. It holds its thread all the
/// while, as work on a processor does. Prints `encoder: start frame 0`, and `encoder: done frame 0`
/// in the end.
pub fn encode_frame(number: usize) -> u64 {
    println!("encoder: start frame {number}");
    let says = calls::hold(&format!("encode_frame {number}"));
    println!("encoder: done frame {number}");
    says.parse().unwrap_or(100)
}
