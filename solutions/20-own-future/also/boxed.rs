//! Both futures boxed in a list, and those that are ready are taken off it.

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
        if !std::mem::replace(&mut self.is_set, true) {
            lab::alarm(self.until, &self.slot);
        }
        Poll::Pending
    }
}

pub struct Both<A, B> {
    left: usize,
    one: Option<Pin<Box<A>>>,
    other: Option<Pin<Box<B>>>,
}

impl<A, B> Both<A, B> {
    pub fn new(one: A, other: B) -> Both<A, B> {
        Both { left: 2, one: Some(Box::pin(one)), other: Some(Box::pin(other)) }
    }
}

impl<A, B> Future for Both<A, B>
where
    A: Future<Output = ()>,
    B: Future<Output = ()>,
{
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.one.as_mut().is_some_and(|it| it.as_mut().poll(context).is_ready()) {
            self.one = None;
            self.left -= 1;
        }
        if self.other.as_mut().is_some_and(|it| it.as_mut().poll(context).is_ready()) {
            self.other = None;
            self.left -= 1;
        }
        match self.left {
            0 => Poll::Ready(()),
            _ => Poll::Pending,
        }
    }
}
