//! Both in the background, in a set that `main` empties before it leaves.

mod plan;

use std::time::Duration;

use plan::Plan;
use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, scrolls } = Plan::from_args();

    let mut tasks = JoinSet::new();
    tasks.spawn(upload_status(name, encoding));
    tasks.spawn(scroll(scrolls));
    println!("Your status is on its way");
    while let Some(ended) = tasks.join_next().await {
        ended.expect("neither of them panics");
    }
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
