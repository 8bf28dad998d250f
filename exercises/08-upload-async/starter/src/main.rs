//! Uploads a video in the background, while you go on scrolling.

mod plan;

use std::time::Duration;

use plan::Plan;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, scrolls } = Plan::from_args();

    // In this order, everybody waits for everybody. Let the upload go on by itself: say
    // `Your status is on its way` right away, scroll, and leave when both are over.
    upload_status(name, encoding).await;
    scroll(scrolls).await;
    todo!("print `Your status is on its way` at once, and keep nobody waiting")
}

/// Shows the user what is going on: first that the upload begins, then that the status is ready.
async fn upload_status(name: String, encoding: Duration) {
    println!("uploading...");
    let video = upload_video(name, encoding).await;
    println!("Your status is ready {video}");
}

/// Encodes the video, which takes its time, and hands back the name of the finished file.
async fn upload_video(name: String, encoding: Duration) -> String {
    todo!("print `encoding`, take {encoding:?}, return {name}.mp4: bring yours from 07")
}

/// Scrolls through other people's news, a line a second.
async fn scroll(times: u32) {
    todo!("let a second pass, print `scrolling 1`, and so on to `scrolling {times}`")
}
