//! # They answer in the order in which I await them
//!
//! {right.actor} answered at {right_at}, and you noticed it {late} later, because you were still
//! waiting for one that you had asked before it. Take whichever is next (`join_next`), or let each
//! task say itself what came.

use lab::Offline;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut handles = Vec::new();
    for id in ids {
        let asked = id.clone();
        handles.push((id, tokio::spawn(async move { lab::fetch(&asked).await })));
    }
    let mut results = Vec::new();
    for (id, handle) in handles {
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
