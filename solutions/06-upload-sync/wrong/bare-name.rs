//! # The name of the video is the name of the file
//!
//! You handed back the name that came in; the finished file is called otherwise, because encoding
//! adds `.mp4`: your last line should be `{right_last}`.

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
    println!("Your status is ready {video}");
}

fn upload_video(name: &str, encoding: Duration) -> String {
    println!("encoding");
    thread::sleep(encoding);
    name.to_string()
}
