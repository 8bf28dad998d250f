//! Uploads a video in the background, while you go on scrolling.

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, scrolls } = Plan::from_args();

    // `spawn` hands the future to the runtime, which runs it whenever `main` waits for something.
    let upload = tokio::spawn(upload_status(name, encoding));

    // Said at once, and therefore without the file's name: there is no file yet.
    println!("Your status is on its way");
    scroll(scrolls).await;

    // When `main` returns, the runtime ends and takes every task with it. So: last, and not never.
    upload.await.expect("the upload does not panic");
}

/// Shows the user what is going on: first that the upload begins, then that the status is ready.
async fn upload_status(name: String, encoding: Duration) {
    println!("uploading...");
    // This waits too, but it keeps only its own task waiting.
    let video = upload_video(name, encoding).await;
    // Printed here and not by `main`, which may be busy scrolling when the video is ready.
    println!("Your status is ready {video}");
}

/// Encodes the video, which takes its time, and hands back the name of the finished file.
async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}

/// Scrolls through other people's news, a line a second.
async fn scroll(times: u32) {
    for line in 1..=times {
        sleep(Duration::from_secs(1)).await;
        println!("scrolling {line}");
    }
}
