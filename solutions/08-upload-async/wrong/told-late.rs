//! # It is ready when I have time to look
//!
//! The video was ready at {right_at}, but you only said so at {at}, when the scrolling was over:
//! let the background task print the line itself, as soon as it has the name.
//!
//! - seen in: `a clip and a long scroll`
//! - seen in: `hardly any video`

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, scrolls } = Plan::from_args();

    println!("uploading...");
    let upload = tokio::spawn(upload_video(name, encoding));
    println!("Your status is on its way");
    scroll(scrolls).await;
    let video = upload.await.expect("the upload does not panic");
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
