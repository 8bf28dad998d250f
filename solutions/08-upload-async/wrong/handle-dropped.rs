//! # A spawned task keeps the program alive
//!
//! `main` returned at {end} and took the upload with it: when `main` is over, so is every task.
//! Keep the handle that `spawn` returns, and await it at the end.
//!
//! - seen in: `the defaults`
//! - seen in: `one line and a long film`

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, scrolls } = Plan::from_args();

    tokio::spawn(upload_status(name, encoding));
    println!("Your status is on its way");
    scroll(scrolls).await;
}

async fn upload_status(name: String, encoding: Duration) {
    println!("uploading...");
    let video = upload_video(name, encoding).await;
    println!("Your status is ready {video}");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}

async fn scroll(times: u32) {
    for line in 1..=times {
        sleep(Duration::from_secs(1)).await;
        println!("scrolling {line}");
    }
}
