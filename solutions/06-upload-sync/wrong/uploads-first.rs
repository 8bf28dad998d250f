//! # A call happens where its result is used
//!
//! `uploading...` came at {last_at}, when the upload was already over: a call runs to its end where
//! it stands, so print the line before you call `upload_video`.

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let Plan { name, encoding } = Plan::from_args();
    upload_status(&name, encoding);
}

fn upload_status(name: &str, encoding: Duration) {
    let video = upload_video(name, encoding);
    println!("uploading...");
    println!("Your status is ready {video}");
}

fn upload_video(name: &str, encoding: Duration) -> String {
    println!("encoding");
    thread::sleep(encoding);
    format!("{name}.mp4")
}
