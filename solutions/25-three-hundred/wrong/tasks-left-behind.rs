//! # Tasks keep the program alive
//!
//! "all ready" came at {end}, and no task had had its turn: when the function that holds the runtime
//! returns, every task that is not done is dropped. Keep the handles, and await them at the end.

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
    for (name, encoding) in uploads {
        tokio::spawn(upload(name, encoding));
    }
}

/// One upload, which gives the thread back while it waits.
async fn upload(name: String, encoding: Duration) {
    println!("{name}: encoding");
    sleep(encoding).await;
    println!("{name}: ready");
}
