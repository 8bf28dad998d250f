//! Uploads a video and tells you when your status is ready.

mod plan;

use std::time::Duration;

use plan::Plan;

fn main() {
    let Plan { name, encoding } = Plan::from_args();
    upload_status(&name, encoding);
}

/// Shows the user what is going on: first that the upload begins, then that the status is ready.
fn upload_status(name: &str, encoding: Duration) {
    let video = upload_video(name, encoding);
    todo!("print `uploading...` before the upload, and `Your status is ready {video}` after it")
}

/// Encodes the video, which takes its time, and hands back the name of the finished file.
fn upload_video(name: &str, encoding: Duration) -> String {
    todo!("print `encoding`, take {encoding:?}, then return {name}.mp4")
}
