//! # Each poll has to be answered by an alarm
//!
//! Right times, but you set an alarm in every `poll`: "{line}", where "{right}" is enough. One alarm
//! is set already, and it looks for the waker only when it rings. Remember that you have set it.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

pub struct Nap {
    until: Instant,
    slot: lab::WakerSlot,
}

impl Nap {
    pub fn new(length: Duration) -> Nap {
        Nap { until: Instant::now() + length, slot: lab::WakerSlot::default() }
    }
}

impl Future for Nap {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.until {
            return Poll::Ready(());
        }
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
