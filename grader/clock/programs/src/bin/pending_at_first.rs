//! Timers of no length are pending at the first look, so other tasks come first; then they are over.

use std::future::{pending, ready};

use tokio::time::{Duration, Instant, interval, sleep, sleep_until, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    another("sleep");
    sleep(Duration::ZERO).await;
    println!("sleep");
    another("sleep_until");
    sleep_until(Instant::now()).await;
    println!("sleep_until");
    another("interval");
    let mut ticks = interval(Duration::from_secs(1));
    ticks.tick().await;
    println!("interval");
    another("timeout");
    println!("timeout: {}", timeout(Duration::ZERO, pending::<()>()).await.is_err());
    another("a past deadline");
    sleep_until(start - Duration::from_millis(1)).await;
    println!("a past deadline is over at once");
    let both = async { sleep(Duration::ZERO).await };
    println!("the limit first: {}", timeout(Duration::ZERO, both).await.is_err());
    tokio::select! {
        biased;
        () = sleep(Duration::ZERO) => println!("a timer is ready"),
        () = ready(()) => println!("a timer is not ready"),
    }
    ticks.tick().await;
    println!("a second tick");
    let late = sleep(Duration::from_secs(1));
    std::thread::sleep(Duration::from_secs(1));
    another("one that was first looked at when it was due");
    late.await;
    println!("due");
}

/// Another task says a word, once it comes to run.
fn another(word: &'static str) {
    tokio::spawn(async move { println!("another before {word}") });
}
