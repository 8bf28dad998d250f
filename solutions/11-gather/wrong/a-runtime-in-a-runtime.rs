//! # Who awaits needs a runtime of its own
//!
//! At {end} your program panicked, because a runtime cannot be started inside a runtime: `main`
//! has one, and `gather` already runs on it. Leave out `Runtime` and `block_on`, and just
//! `.await`.

use lab::Offline;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let runtime = Runtime::new().expect("a runtime can be made");
    runtime.block_on(async {
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
            results[place] = answer;
        }
        results
    })
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
