//! Calls an async function, and looks at what that does. And what it does not.

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, pause } = Plan::from_args();

    // The call only packs the arguments into a future. Not a line of `upload_video` runs.
    let upload = upload_video(name, encoding);
    println!("called upload_video");

    // `sleep` is an async function too: without `.await` this pause would not happen either.
    sleep(pause).await;
    println!("still nothing has happened");

    // Here it happens, all of it, and we wait until it is over.
    let video = upload.await;
    println!("Your status is ready {video}");
}

/// Encodes the video, which takes its time, and hands back the name of the finished file.
async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}
