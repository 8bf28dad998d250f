//! The tasks send word over a channel, the last server is asked first, and the answers are put in
//! order at the end.

use lab::Offline;
use tokio::sync::mpsc;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let (answers, mut answered) = mpsc::channel(1);
    for (place, id) in ids.into_iter().enumerate().rev() {
        let answers = answers.clone();
        tokio::spawn(async move {
            let answer = lab::fetch(&id).await;
            // Nobody listens only if nobody wants to know any more.
            let _ = answers.send((place, id, answer)).await;
        });
    }
    // The channel ends when the last sender is gone, and one of them is ours.
    drop(answers);
    let mut arrived = Vec::new();
    while let Some((place, id, answer)) = answered.recv().await {
        report(&id, answer);
        arrived.push((place, answer));
    }
    arrived.sort_by_key(|(place, _)| *place);
    arrived.into_iter().map(|(_, answer)| answer).collect()
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
