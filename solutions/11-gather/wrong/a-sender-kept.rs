//! # A channel ends when all have sent
//!
//! The last answer came at {last_at}, and there you wait for ever: a channel ends only when its
//! last sender is gone, and you still hold one yourself. `drop` it once the tasks have theirs.
//!
//! - source: `channel(`

use lab::Offline;
use tokio::sync::mpsc;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut results = vec![Err(Offline); ids.len()];
    let (answers, mut answered) = mpsc::channel(8);
    for (place, id) in ids.into_iter().enumerate() {
        let answers = answers.clone();
        tokio::spawn(async move {
            let answer = lab::fetch(&id).await;
            let _ = answers.send((place, id, answer)).await;
        });
    }
    while let Some((place, id, answer)) = answered.recv().await {
        report(&id, answer);
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
