//! # A poll means that it is time
//!
//! You said `Ready` at {at}, and your nap was not over: a future is polled for other reasons, too,
//! because its neighbour in the same task was woken, say. Look at the clock in every `poll`.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

pub struct Nap {
    until: Instant,
    slot: lab::WakerSlot,
    is_set: bool,
}

impl Nap {
    pub fn new(length: Duration) -> Nap {
        Nap { until: Instant::now() + length, slot: lab::WakerSlot::default(), is_set: false }
    }
}

impl Future for Nap {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.is_set {
            return Poll::Ready(());
        }
        self.is_set = true;
        *self.slot.lock().expect("nobody panics with it") = Some(context.waker().clone());
        lab::alarm(self.until, &self.slot);
        Poll::Pending
    }
}

pub struct Both<A, B> {
    one: Option<A>,
    other: Option<B>,
}

impl<A, B> Both<A, B> {
    pub fn new(one: A, other: B) -> Both<A, B> {
        Both { one: Some(one), other: Some(other) }
    }
}

impl<A, B> Future for Both<A, B>
where
    A: Future<Output = ()> + Unpin,
    B: Future<Output = ()> + Unpin,
{
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Both { one, other } = self.get_mut();
        ask(one, context);
        ask(other, context);
        if one.is_none() && other.is_none() { Poll::Ready(()) } else { Poll::Pending }
    }
}

fn ask<F: Future<Output = ()> + Unpin>(future: &mut Option<F>, context: &mut Context<'_>) {
    if let Some(waiting) = future
        && Pin::new(waiting).poll(context).is_ready()
    {
        *future = None;
    }
}
