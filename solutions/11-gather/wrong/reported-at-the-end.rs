//! # All at once is the same as each when it comes
//!
//! {right.actor} answered at {right_at}, and you said so only at {at}, when everybody had
//! answered: you waited for all of them, and heard nothing before the last. Take each answer as it
//! comes (`join_next`).

use lab::Offline;
use tokio::task::JoinSet;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut fetches = JoinSet::new();
    for (place, id) in ids.iter().cloned().enumerate() {
        fetches.spawn(async move { (place, lab::fetch(&id).await) });
    }
    let mut arrived = fetches.join_all().await;
    arrived.sort_by_key(|(place, _)| *place);
    let mut results = Vec::new();
    for (place, answer) in arrived {
        report(&ids[place], answer);
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
