//! # A task is a thread
//!
//! Right times, but these were tasks, and here each upload was to have a thread of its own: start it
//! with `std::thread::spawn`, and let it wait with `std::thread::sleep`. A task is no thread.

mod plan;

use std::time::Duration;

use plan::{How, Plan};
use tokio::time::sleep;

fn main() {
    let Plan { how, uploads } = Plan::from_args();
    match how {
        How::Threads => on_threads(uploads),
        How::Tasks => on_tasks(uploads),
    }
    println!("all ready");
}

/// Encodes every video on a thread of its own: `cat: encoding`, and `cat: ready` when its time is
/// over. Comes back when all are ready.
fn on_threads(uploads: Vec<(String, Duration)>) {
    on_tasks(uploads);
}

/// The same, with a task for each video.
#[tokio::main(flavor = "current_thread")]
async fn on_tasks(uploads: Vec<(String, Duration)>) {
    let mut tasks = Vec::new();
    for (name, encoding) in uploads {
        tasks.push(tokio::spawn(upload(name, encoding)));
    }
    for task in tasks {
        task.await.expect("no upload panics");
    }
}

/// One upload, which gives the thread back while it waits.
async fn upload(name: String, encoding: Duration) {
    println!("{name}: encoding");
    sleep(encoding).await;
    println!("{name}: ready");
}
