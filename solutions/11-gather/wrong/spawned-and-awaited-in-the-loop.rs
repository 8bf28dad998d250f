//! # A task of its own makes it concurrent
//!
//! You asked {line.actor} only at {at}, when {prev.actor} had answered: you start a task and wait
//! for it at once. Start all of them in one loop, and wait for them in another.
//!
//! - source: `spawn(`
//! - same as: `one-after-another`
//! - same as: `a-vec-of-futures`

use lab::Offline;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut results = Vec::new();
    for id in ids {
        let asked = id.clone();
        let handle = tokio::spawn(async move { lab::fetch(&asked).await });
        let answer = handle.await.expect("asking does not panic");
        report(&id, answer);
        results.push(answer);
    }
    results
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
