//! Counts, and lets some numbers sleep without keeping the others waiting.

mod plan;

use std::time::{Duration, Instant};

use plan::Plan;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { to, naps, record } = Plan::from_args();

    let watch = Instant::now();
    count_async(to, naps).await;
    let took = watch.elapsed().as_millis();

    match record {
        Some(sync) => println!("sync took {sync} ms, async took {took} ms"),
        None => println!("async took {took} ms"),
    }
}

/// Prints 1 to `to`. A number of `naps` then sleeps as long as the plan says, and announces it:
/// `8: start sleeping`, `8: done sleeping`. Comes back when everybody is awake again.
async fn count_async(to: u32, naps: Vec<(u32, Duration)>) {
    todo!("count to {to}, and let these nap meanwhile: {naps:?}")
}
