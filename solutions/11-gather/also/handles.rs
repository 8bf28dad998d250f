//! Each task says itself what came, so the handles can be awaited in the order that is wanted.

use lab::Offline;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let ask = |id: String| {
        tokio::spawn(async move {
            let answer = lab::fetch(&id).await;
            report(&id, answer);
            answer
        })
    };
    let handles: Vec<_> = ids.into_iter().map(ask).collect();
    let mut results = Vec::new();
    for handle in handles {
        results.push(handle.await.expect("asking does not panic"));
    }
    results
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
