//! No tasks: all questions in one list that is polled as a whole, as `FuturesUnordered` or
//! `join_all` of the futures crate would, written out.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use lab::Offline;

type Fetch = Pin<Box<dyn Future<Output = Result<u64, Offline>> + Send>>;

pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    let mut results = vec![Err(Offline); ids.len()];
    let ask = |(place, id): (usize, String)| -> (usize, Fetch) {
        let fetch = async move {
            let answer = lab::fetch(&id).await;
            report(&id, answer);
            answer
        };
        (place, Box::pin(fetch))
    };
    let mut open: Vec<_> = ids.into_iter().enumerate().map(ask).collect();
    poll_fn(|context| {
        open.retain_mut(|(place, fetch)| match fetch.as_mut().poll(context) {
            Poll::Ready(answer) => {
                results[*place] = answer;
                false
            }
            Poll::Pending => true,
        });
        if open.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    results
}

fn report(id: &str, answer: Result<u64, Offline>) {
    match answer {
        Ok(value) => println!("{id}: arrived {value}"),
        Err(offline) => println!("{id}: {offline}"),
    }
}
