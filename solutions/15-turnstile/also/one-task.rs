//! One task that holds the downloads under way: what `buffer_unordered` of the futures crate does,
//! written out.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

type Download = Pin<Box<dyn Future<Output = ()> + Send>>;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let mut waiting = ids.into_iter();
    let mut under_way: Vec<Download> = Vec::new();
    poll_fn(|context| {
        loop {
            under_way.retain_mut(|download| download.as_mut().poll(context).is_pending());
            let free = at_once - under_way.len();
            let next: Vec<String> = waiting.by_ref().take(free).collect();
            if next.is_empty() {
                break;
            }
            // They are polled in the next round: only then do they begin.
            for id in next {
                under_way.push(Box::pin(async move { lab::download(&id).await }));
            }
        }
        if under_way.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
