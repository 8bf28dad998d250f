//! # `encoding` on the screen is the encoding
//!
//! You ended at {end}, and the encoding alone takes until {right_end}: after printing `encoding`,
//! let the time pass with `std::thread::sleep(encoding)`.

mod plan;

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

fn upload_video(name: &str, _encoding: Duration) -> String {
    println!("encoding");
    format!("{name}.mp4")
}
