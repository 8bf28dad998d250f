//! # Threads keep the program alive
//!
//! All was over at {end}: when `main` returns, the program ends, and all its threads with it. Keep the
//! handle of each thread, and `join` it at the end.

mod plan;

use std::thread;
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
    for (name, encoding) in uploads {
        thread::spawn(move || upload_and_block(&name, encoding));
    }
}

/// One upload, which holds its thread until the video is ready.
fn upload_and_block(name: &str, encoding: Duration) {
    println!("{name}: encoding");
    thread::sleep(encoding);
    println!("{name}: ready");
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
