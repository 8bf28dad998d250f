//! # Calling it starts it
//!
//! `encoding` never appeared: you made the upload, but nobody ever ran it. A future does nothing
//! until you `.await` it.

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, pause } = Plan::from_args();

    upload_video(name, encoding);
    println!("called upload_video");
    sleep(pause).await;
    println!("still nothing has happened");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}
