//! # To wait, one needs a thread
//!
//! Right times, but it cost {threads} threads, and {max_threads} are plenty: each upload has one of
//! its own, and all it does there is wait. Spawn a task for each (`tokio::spawn`), and await
//! tokio's `sleep` in it.
//!
//! - seen in: `300 tasks`

mod plan;

use plan::{How, Plan};
use std::thread;
use std::time::Duration;

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
    let mut running = Vec::new();
    for (name, encoding) in uploads {
        running.push(thread::spawn(move || upload_and_block(&name, encoding)));
    }
    for thread in running {
        thread.join().expect("no upload panics");
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
    on_threads(uploads);
}
