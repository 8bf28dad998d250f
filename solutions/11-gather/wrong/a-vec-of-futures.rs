//! # To collect futures is to start them
//!
//! You asked {line.actor} only at {at}, when {prev.actor} had answered: a `Vec` of futures is a
//! `Vec` of recipes, and each begins when you await it. `tokio::spawn` or a `JoinSet` starts them,
//! all at {right_at}.
//!
//! - source not: `spawn(`
//! - source: `fetch(*.collect`
//! - same as: `one-after-another`
//! - same as: `spawned-and-awaited-in-the-loop`

use lab::Offline;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let fetches: Vec<_> = ids.iter().map(|id| lab::fetch(id)).collect();
    let mut results = Vec::new();
    for (id, fetch) in ids.iter().zip(fetches) {
        let answer = fetch.await;
        report(id, answer);
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
