//! # Every server answers
//!
//! At {end} a server was offline, and your program panicked: `unwrap` and `expect` say that a
//! thing cannot fail, and a server can. Keep the `Result`: it is what you give back.

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
        let (place, value) = done.unwrap();
        results[place] = Ok(value);
    }
    results
}
