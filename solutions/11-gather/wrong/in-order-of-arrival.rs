//! # What I collect last stands last
//!
//! You gave back the answers in the order in which they came, so they stand behind the wrong
//! names: I read `{line}`, and it should be `{right}`. Let each answer bring its place along, and
//! put it there.

use lab::Offline;
use tokio::task::JoinSet;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut fetches = JoinSet::new();
    for id in ids {
        fetches.spawn(async move {
            let answer = lab::fetch(&id).await;
            report(&id, answer);
            answer
        });
    }
    let mut results = Vec::new();
    while let Some(answer) = fetches.join_next().await {
        results.push(answer.expect("asking does not panic"));
    }
    results
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
