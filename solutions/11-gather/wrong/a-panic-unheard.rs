//! # A panic ends the program
//!
//! `{right}` never came: at {right_at} its task panicked, and a panic ends that task alone. You
//! passed over it, as `if let Ok(..)` does. Let the task give back its `Result`, and say what came
//! in both cases.

use lab::Offline;
use tokio::task::JoinSet;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut results = vec![Err(Offline); ids.len()];
    let mut fetches = JoinSet::new();
    for (place, id) in ids.into_iter().enumerate() {
        fetches.spawn(async move {
            let value = lab::fetch(&id).await.unwrap();
            println!("{id}: arrived {value}");
            (place, value)
        });
    }
    while let Some(done) = fetches.join_next().await {
        if let Ok((place, value)) = done {
            results[place] = Ok(value);
        }
    }
    results
}
