//! # A sleep is a sleep
//!
//! Nobody could scroll for {held}: `std::thread::sleep` holds the only thread, and
//! `tokio::time::sleep(..).await` gives it back.

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, scrolls } = Plan::from_args();

    let upload = tokio::spawn(upload_status(name, encoding));
    println!("Your status is on its way");
    scroll(scrolls).await;
    upload.await.expect("the upload does not panic");
}

async fn upload_status(name: String, encoding: Duration) {
    println!("uploading...");
    let video = upload_video(name, encoding).await;
    println!("Your status is ready {video}");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    thread::sleep(encoding);
    format!("{name}.mp4")
}

async fn scroll(times: u32) {
    for line in 1..=times {
        sleep(Duration::from_secs(1)).await;
        println!("scrolling {line}");
    }
}
