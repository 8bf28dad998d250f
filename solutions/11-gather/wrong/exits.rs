//! # To stop is to stop everything
//!
//! At {end} a server was offline, and `std::process::exit` ended the whole program, with all that
//! was still under way. A function that others call gives back what it knows, an `Err` as well,
//! and lets them decide.
//!
//! - source: `exit(`

use lab::Offline;
use tokio::task::JoinSet;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut results = vec![Err(Offline); ids.len()];
    let mut fetches = JoinSet::new();
    for (place, id) in ids.into_iter().enumerate() {
        fetches.spawn(async move {
            let answer = lab::fetch(&id).await;
            report(&id, answer);
            (place, answer)
        });
    }
    while let Some(done) = fetches.join_next().await {
        let (place, answer) = done.expect("asking does not panic");
        if answer.is_err() {
            std::process::exit(1);
        }
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
