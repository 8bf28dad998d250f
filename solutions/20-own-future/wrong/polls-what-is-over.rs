//! # Ready can be asked for again
//!
//! You polled a future that had said `Ready` already. It has nothing more to say, and may panic, as
//! an `async fn` does. Remember which of the two is ready, and leave it alone.

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

pub struct Both<A, B> {
    one: A,
    other: B,
}

impl<A, B> Both<A, B> {
    pub fn new(one: A, other: B) -> Both<A, B> {
        Both { one, other }
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
        let one = Pin::new(one).poll(context);
        let other = Pin::new(other).poll(context);
        if one.is_ready() && other.is_ready() { Poll::Ready(()) } else { Poll::Pending }
    }
}
