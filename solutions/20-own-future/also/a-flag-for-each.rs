//! A flag for each of the two, and the alarm is set where the nap is made.

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
        let (until, slot) = (Instant::now() + length, lab::WakerSlot::default());
        lab::alarm(until, &slot);
        Nap { until, slot }
    }
}

impl Future for Nap {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        *self.slot.lock().expect("nobody panics with it") = Some(context.waker().clone());
        // Looked at behind that: an alarm that rings in between finds whom to wake.
        if Instant::now() >= self.until { Poll::Ready(()) } else { Poll::Pending }
    }
}

pub struct Both<A, B> {
    one: A,
    other: B,
    is_one_over: bool,
    is_other_over: bool,
}

impl<A, B> Both<A, B> {
    pub fn new(one: A, other: B) -> Both<A, B> {
        Both { one, other, is_one_over: false, is_other_over: false }
    }
}

impl<A, B> Future for Both<A, B>
where
    A: Future<Output = ()> + Unpin,
    B: Future<Output = ()> + Unpin,
{
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let both = &mut *self;
        both.is_one_over = both.is_one_over || Pin::new(&mut both.one).poll(context).is_ready();
        both.is_other_over =
            both.is_other_over || Pin::new(&mut both.other).poll(context).is_ready();
        if both.is_one_over && both.is_other_over { Poll::Ready(()) } else { Poll::Pending }
    }
}
