//! The upload gets a thread of its own, and the caller waits for it at once.

mod plan;

use std::thread;

fn main() {
    let plan = plan::Plan::from_args();

    println!("uploading...");
    let upload = thread::spawn(move || {
        println!("encoding");
        thread::sleep(plan.encoding);
        format!("{}.mp4", plan.name)
    });
    let video = upload.join().expect("the upload does not panic");
    println!("Your status is ready {video}");
}
