//! Blocking work on the pool made for it disturbs nobody.

use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let work = tokio::task::spawn_blocking(|| {
        std::thread::sleep(Duration::from_secs(3));
        println!("work: done");
    });
    for beat in 1..=3 {
        tokio::time::sleep(Duration::from_millis(900)).await;
        println!("beat {beat}");
    }
    work.await.expect("the work does not panic");
}
