//! # An error is the end
//!
//! At {end} a server was offline, and that was the end of it for all the others, too. To be
//! offline is an answer like any other: put it in its place, and wait for the others until
//! {right_end}.

use lab::Offline;
use tokio::task::JoinSet;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let count = ids.len();
    match try_gather(ids).await {
        Ok(values) => values.into_iter().map(Ok).collect(),
        Err(offline) => vec![Err(offline); count],
    }
}

async fn try_gather(ids: Vec<String>) -> Result<Vec<u64>, Offline> {
    let mut values = vec![0; ids.len()];
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
        values[place] = answer?;
    }
    Ok(values)
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
