//! What stands behind `.await`: futures of your own.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// A nap: ready once its length is over, counted from the moment at which it was made.
pub struct Nap {
    until: Instant,
    slot: lab::WakerSlot,
    is_set: bool,
}

impl Nap {
    /// A nap of this length that begins now.
    pub fn new(length: Duration) -> Nap {
        Nap { until: Instant::now() + length, slot: lab::WakerSlot::default(), is_set: false }
    }
}

impl Future for Nap {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.until {
            return Poll::Ready(());
        }
        *self.slot.lock().expect("nobody panics with it") = Some(context.waker().clone());
        if !self.is_set {
            self.is_set = true;
            lab::alarm(self.until, &self.slot);
        }
        Poll::Pending
    }
}

/// Two futures at once: ready when both are. One that is ready is gone.
pub struct Both<A, B> {
    one: Option<A>,
    other: Option<B>,
}

impl<A, B> Both<A, B> {
    /// Both of these; neither is polled yet.
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

/// Polls a future that is not ready yet, and lets it go when it is.
fn ask<F: Future<Output = ()> + Unpin>(future: &mut Option<F>, context: &mut Context<'_>) {
    if let Some(waiting) = future
        && Pin::new(waiting).poll(context).is_ready()
    {
        *future = None;
    }
}
