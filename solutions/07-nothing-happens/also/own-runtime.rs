//! What `#[tokio::main]` stands for, written out: a plain `main` that builds a runtime.

mod plan;

use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::sleep;

fn main() {
    let plan = plan::Plan::from_args();
    let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime");

    let upload = upload_video(plan.name, plan.encoding);
    println!("called upload_video");
    runtime.block_on(async { sleep(plan.pause).await });
    println!("still nothing has happened");
    let video = runtime.block_on(upload);
    println!("Your status is ready {video}");
}

async fn upload_video(name: String, encoding: Duration) -> String {
    println!("encoding");
    sleep(encoding).await;
    format!("{name}.mp4")
}
