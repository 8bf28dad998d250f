//! # poll may take its time
//!
//! "{right}" belongs at {right_at}: `thread::sleep` in `poll` keeps the one thread that everybody
//! shares. A `poll` answers at once, with `Ready` or with `Pending`.
//!
//! - source: `thread::sleep(`

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

pub struct Nap {
    until: Instant,
}

impl Nap {
    pub fn new(length: Duration) -> Nap {
        Nap { until: Instant::now() + length }
    }
}

impl Future for Nap {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        thread::sleep(self.until - Instant::now());
        Poll::Ready(())
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
