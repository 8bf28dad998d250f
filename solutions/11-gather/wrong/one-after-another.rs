//! # "async" asks all of them at once
//!
//! You asked {line.actor} only at {at}, when {prev.actor} had answered: an `.await` in the loop
//! waits right there. Ask all of them first (a task for each), then wait for the answers.
//!
//! - source not: `spawn(`
//! - same as: `a-vec-of-futures`
//! - same as: `spawned-and-awaited-in-the-loop`

use lab::Offline;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut results = Vec::new();
    for id in ids {
        let answer = lab::fetch(&id).await;
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
