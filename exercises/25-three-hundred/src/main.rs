//! Many uploads at once: on threads, and on tasks.

mod plan;

use std::time::Duration;

use plan::{How, Plan};

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
    todo!("a thread for each of these: {uploads:?}")
}

/// The same, with a task for each video.
#[tokio::main(flavor = "current_thread")]
async fn on_tasks(uploads: Vec<(String, Duration)>) {
    todo!("a task for each of these: {uploads:?}")
}
