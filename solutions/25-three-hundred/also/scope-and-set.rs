//! Threads in a scope, which joins them and lets them borrow; tasks in a set.

mod plan;

use std::thread;
use std::time::Duration;

use plan::{How, Plan};
use tokio::task::JoinSet;
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
    thread::scope(|scope| {
        for (name, encoding) in &uploads {
            scope.spawn(move || upload_and_block(name, *encoding));
        }
    });
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
    let mut set = JoinSet::new();
    for (name, encoding) in uploads {
        set.spawn(upload(name, encoding));
    }
    set.join_all().await;
}

/// One upload, which gives the thread back while it waits.
async fn upload(name: String, encoding: Duration) {
    println!("{name}: encoding");
    sleep(encoding).await;
    println!("{name}: ready");
}
