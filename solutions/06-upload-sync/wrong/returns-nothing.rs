//! # To print is to return
//!
//! Your last line is `{last}`, and it should be `{right_last}`: `upload_video` has to hand the
//! file's name back to its caller; to print is not to return.

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
    let video = upload_video(name, encoding);
    println!("Your status is ready {video:?}");
}

fn upload_video(_name: &str, encoding: Duration) {
    println!("encoding");
    thread::sleep(encoding);
}
