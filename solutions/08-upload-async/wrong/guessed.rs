//! # You have to guess how long the others take
//!
//! You left at {end}, and everything was over at {right_end}: await the handle instead of guessing
//! how long the upload takes.

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
    sleep(Duration::from_secs(10)).await;
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
