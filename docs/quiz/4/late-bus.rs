//! A bus every four seconds. You write, and look up again.
//!
//! - when: `bus 2`
//! - when: `bus 3`

use std::time::Duration;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let four = Duration::from_secs(4);
    let mut buses = interval_at(Instant::now() + four, four);
    buses.set_missed_tick_behavior(MissedTickBehavior::Skip);
    for (number, letter) in [(1, 5), (2, 1), (3, 1)] {
        buses.tick().await;
        println!("bus {number}");
        sleep(Duration::from_secs(letter)).await;
    }
}
