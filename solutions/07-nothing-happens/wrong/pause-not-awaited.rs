//! # `sleep` is a command
//!
//! `still nothing has happened` came without a pause: `sleep(..)` only describes
//! one, and nothing waits until you write `.await` after it.

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, pause } = Plan::from_args();

    let upload = upload_video(name, encoding);
    println!("called upload_video");
    sleep(pause);
    println!("still nothing has happened");
    let video = upload.await;
    println!("Your status is ready {video}");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}
