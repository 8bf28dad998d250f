//! # To run in the background is to have a thread
//!
//! Right, because the upload has a thread of its own to hold; but a thread is a high price for
//! something that only waits, and 09 will count yours. An async upload in a spawned task needs
//! none.
//!
//! - source: `thread::sleep`

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, scrolls } = Plan::from_args();

    let upload = spawn_blocking(move || upload_status(&name, encoding));
    println!("Your status is on its way");
    scroll(scrolls).await;
    upload.await.expect("the upload does not panic");
}

fn upload_status(name: &str, encoding: Duration) {
    println!("uploading...");
    let video = upload_video(name, encoding);
    println!("Your status is ready {video}");
}

fn upload_video(name: &str, encoding: Duration) -> String {
    println!("encoding");
    thread::sleep(encoding);
    format!("{name}.mp4")
}

async fn scroll(times: u32) {
    for line in 1..=times {
        tokio::time::sleep(Duration::from_secs(1)).await;
        println!("scrolling {line}");
    }
}
