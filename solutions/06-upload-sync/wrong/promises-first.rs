//! # Saying that it is ready makes it ready
//!
//! You promised a video that was only encoded at {end}: say `Your status is ready` with the name
//! that `upload_video` returns, after it has returned.

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let Plan { name, encoding } = Plan::from_args();
    upload_status(&name, encoding);
}

fn upload_status(name: &str, encoding: Duration) {
    println!("uploading...");
    println!("Your status is ready {name}.mp4");
    upload_video(name, encoding);
}

fn upload_video(name: &str, encoding: Duration) -> String {
    println!("encoding");
    thread::sleep(encoding);
    format!("{name}.mp4")
}
