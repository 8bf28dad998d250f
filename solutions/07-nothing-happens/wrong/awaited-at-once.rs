//! # `.await` means "in the background"
//!
//! `encoding` came before `called upload_video`: you awaited the upload in the same breath as you
//! called it, so the call behaved as in 06. Keep the future in a variable, and await it last.

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, pause } = Plan::from_args();

    let video = upload_video(name, encoding).await;
    println!("called upload_video");
    sleep(pause).await;
    println!("still nothing has happened");
    println!("Your status is ready {video}");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}
