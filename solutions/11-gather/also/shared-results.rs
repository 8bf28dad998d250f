//! The tasks write into one shared vector, each at its own place.

use std::sync::{Arc, Mutex};

use lab::Offline;
use tokio::task::JoinSet;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let results = Arc::new(Mutex::new(vec![Err(Offline); ids.len()]));
    let mut fetches = JoinSet::new();
    for (place, id) in ids.into_iter().enumerate() {
        let results = Arc::clone(&results);
        fetches.spawn(async move {
            let answer = lab::fetch(&id).await;
            report(&id, answer);
            results.lock().expect("nobody panics with it")[place] = answer;
        });
    }
    fetches.join_all().await;
    results.lock().expect("nobody panics with it").clone()
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
