//! No task at all: the dishes are futures that one loop waits for.

use std::pin::pin;
use std::time::Duration;

use tokio::time::sleep;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evening {
    pub served: usize,
    pub cut_off: usize,
    pub never_started: usize,
}

type Dish = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

pub async fn kitchen(cooks: usize, orders: Vec<String>, grace: Duration) -> Evening {
    let mut orders = orders.into_iter();
    let mut stove: Vec<Dish> = Vec::new();
    let mut evening = Evening::default();
    let mut closing = pin!(async { lab::closing_time().await });
    let (mut is_closed, mut patience) = (false, None);
    loop {
        while !is_closed && stove.len() < cooks {
            let Some(dish) = orders.next() else { break };
            stove.push(Box::pin(async move { lab::cook(&dish).await }));
        }
        if stove.is_empty() {
            break;
        }
        let next_done = std::future::poll_fn(|context| {
            let before = stove.len();
            stove.retain_mut(|dish| dish.as_mut().poll(context).is_pending());
            match before - stove.len() {
                0 => std::task::Poll::Pending,
                done => std::task::Poll::Ready(done),
            }
        });
        tokio::select! {
            biased;
            done = next_done => evening.served += done,
            () = &mut closing, if !is_closed => {
                is_closed = true;
                patience = Some(Box::pin(sleep(grace)));
            }
            () = async { patience.as_mut().expect("it is closed").await }, if is_closed => break,
        }
    }
    evening.cut_off = stove.len();
    drop(stove);
    evening.never_started = orders.count();
    evening
}
