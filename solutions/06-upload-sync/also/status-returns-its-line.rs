//! Every function returns what it made, and only `main` and the beginnings print.

mod plan;

use std::thread::sleep;
use std::time::Duration;

fn main() {
    let plan = plan::Plan::from_args();
    let ready = upload_status(&plan.name, plan.encoding);
    println!("{ready}");
}

fn upload_status(name: &str, encoding: Duration) -> String {
    println!("uploading...");
    format!("Your status is ready {}", upload_video(name, encoding))
}

fn upload_video(name: &str, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding);
    name.to_string() + ".mp4"
}
