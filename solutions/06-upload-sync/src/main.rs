//! Uploads a video and tells you when your status is ready.

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let Plan { name, encoding } = Plan::from_args();
    upload_status(&name, encoding);
}

/// Shows the user what is going on: first that the upload begins, then that the status is ready.
fn upload_status(name: &str, encoding: Duration) {
    // Before the call, because nothing after it happens until the call is over.
    println!("uploading...");
    let video = upload_video(name, encoding);
    println!("Your status is ready {video}");
}

/// Encodes the video, which takes its time, and hands back the name of the finished file.
fn upload_video(name: &str, encoding: Duration) -> String {
    println!("encoding");
    // Our encoder is a nap: what matters here is that the caller waits for as long as this takes.
    thread::sleep(encoding);
    // Returned, not printed: who called decides what to do with the name.
    format!("{name}.mp4")
}
