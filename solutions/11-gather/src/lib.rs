//! Asks many servers at once.

use lab::Offline;
use tokio::task::JoinSet;

/// Asks every server of `ids` with `lab::fetch`, all at once, and says what comes when it comes:
/// `a: arrived 17`, or `a: offline`. Comes back when all have answered, with the answers in the
/// order of `ids`.
pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut results = vec![Err(Offline); ids.len()];
    let mut fetches = JoinSet::new();
    for (place, id) in ids.into_iter().enumerate() {
        // Each brings its place along, since they come back in an order of their own.
        fetches.spawn(async move {
            let answer = lab::fetch(&id).await;
            (place, id, answer)
        });
    }
    while let Some(done) = fetches.join_next().await {
        let (place, id, answer) = done.expect("asking does not panic");
        report(&id, answer);
        // One that is offline is an answer too; the others are still waited for.
        results[place] = answer;
    }
    results
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
