//! A runtime that has timers and no files: its timers of no length are ready at the first look.

use std::time::Instant;

use tokio::runtime::Builder;
use tokio::time::{Duration, sleep};

fn main() {
    let start = Instant::now();
    let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async {
        tokio::spawn(async { println!("another") });
        sleep(Duration::ZERO).await;
        println!("over after {:?}", start.elapsed());
        sleep(Duration::from_secs(1)).await;
        println!("and a second after {:?}", start.elapsed());
    });
}
