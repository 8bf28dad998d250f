//! # A thread with its own runtime gets round it
//!
//! Right times, but you started a thread and a runtime beside the one that `main` has, and while
//! you wait for that thread, everybody else on `main`'s runtime stands still. `gather` already
//! runs on a runtime: just `.await`.
//!
//! - seen in: `500 servers`

use std::thread;

use lab::Offline;
use tokio::runtime::Builder;
use tokio::task::JoinSet;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let runtime =
        Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let asking = thread::spawn(move || {
        runtime.block_on(async {
            let mut results = vec![Err(Offline); ids.len()];
            let mut fetches = JoinSet::new();
            for (place, id) in ids.into_iter().enumerate() {
                fetches.spawn(async move {
                    let answer = lab::fetch(&id).await;
                    report(&id, answer);
                    (place, answer)
                });
            }
            while let Some(done) = fetches.join_next().await {
                let (place, answer) = done.expect("asking does not panic");
                results[place] = answer;
            }
            results
        })
    });
    asking.join().expect("asking does not panic")
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
