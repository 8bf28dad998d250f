//! What stands behind `.await`: futures of your own.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// A nap: ready once its length is over, counted from the moment at which it was made. While it is
/// not, it says so at once, and has `lab::alarm` wake the task that polled it last. It sets one
/// alarm, however often it is polled.
pub struct Nap {
    until: Instant,
    // What else does a nap have to remember from one poll to the next?
}

impl Nap {
    /// A nap of this length that begins now.
    pub fn new(length: Duration) -> Nap {
        Nap { until: Instant::now() + length }
    }
}

impl Future for Nap {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let is_over = Instant::now() >= self.until;
        todo!(
            "say whether it is over ({is_over}), and arrange to be woken by {:?}",
            context.waker()
        )
    }
}

/// Two futures at once: ready when both are. It polls each of them whenever it is polled itself,
/// until that one is ready.
pub struct Both<A, B> {
    one: A,
    other: B,
    // What has to be remembered here?
}

impl<A, B> Both<A, B> {
    /// Both of these; neither is polled yet.
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
        let (_one, _other) = (Pin::new(one), Pin::new(other));
        todo!("poll both, with {context:?}")
    }
}
