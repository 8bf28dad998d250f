//! # Without `spawn`, nothing async can start
//!
//! You started the upload in the background, so it was already encoding during the pause; here
//! nothing should run until you await it. Call `upload_video` without `spawn`.

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, pause } = Plan::from_args();

    let upload = tokio::spawn(upload_video(name, encoding));
    println!("called upload_video");
    sleep(pause).await;
    println!("still nothing has happened");
    let video = upload.await.expect("the upload does not panic");
    println!("Your status is ready {video}");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}
