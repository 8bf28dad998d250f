//! A clock, and hard work beside it. Where does the work hold a thread, and which?
//!
//! - when: `first tick`
//! - when: `second tick`

use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

fn work() {
    std::thread::sleep(Duration::from_secs(3));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::spawn(async { work() });
    sleep(Duration::from_secs(1)).await;
    println!("first tick");
    let work = spawn_blocking(work);
    sleep(Duration::from_secs(1)).await;
    println!("second tick");
    work.await.expect("no panic");
}
