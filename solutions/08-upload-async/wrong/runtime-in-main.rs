//! # Async code needs a runtime of its own
//!
//! You are inside a runtime already, and a second one cannot start there: `.await` the future
//! instead of giving it to `block_on`.

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::runtime::Runtime;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, scrolls } = Plan::from_args();

    println!("Your status is on its way");
    let runtime = Runtime::new().expect("a runtime");
    runtime.block_on(upload_status(name, encoding));
    scroll(scrolls).await;
}

async fn upload_status(name: String, encoding: Duration) {
    println!("uploading...");
    let video = upload_video(name, encoding).await;
    println!("Your status is ready {video}");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}

async fn scroll(times: u32) {
    for line in 1..=times {
        sleep(Duration::from_secs(1)).await;
        println!("scrolling {line}");
    }
}
