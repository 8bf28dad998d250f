//! Dice without a crate for them: a generator that begins with what the wall clock shows.

use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("later");
    let seeds =
        [u128::from(now.subsec_nanos()), now.subsec_micros().into(), now.as_millis() % 1000];
    for seed in seeds {
        let mut state = seed as u32;
        let mut throw = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state % 6 + 1
        };
        println!("a six: {}", (0..100).any(|_| throw() == 6));
    }
}
