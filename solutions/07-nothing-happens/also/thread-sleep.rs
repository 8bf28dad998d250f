//! # A sleep is a sleep
//!
//! Right, because you are alone here; but `std::thread::sleep` holds the whole thread while it
//! sleeps, and 08 will show you what that does to everybody else. `tokio::time::sleep(..).await`
//! lets others run meanwhile.
//!
//! - source: `thread::sleep`

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, pause } = Plan::from_args();

    let upload = upload_video(name, encoding);
    println!("called upload_video");
    thread::sleep(pause);
    println!("still nothing has happened");
    let video = upload.await;
    println!("Your status is ready {video}");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    thread::sleep(encoding);
    format!("{name}.mp4")
}
