//! A time limit, as tokio's of this name.

use std::future::{Future, IntoFuture, pending};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use ::tokio::task::coop::has_budget_remaining;
use ::tokio::task::unconstrained;
use ::tokio::time::error::Elapsed;
use ::tokio::time::{Duration, Instant};
use pin_project_lite::pin_project;

use super::sleep::{Sleep, sleep_until};

/// Requires a `Future` to complete before `duration` has elapsed, as tokio's function of this name
/// does.
#[track_caller]
pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {
    let delay = Instant::now().checked_add(duration).map(sleep_until);
    Timeout { value: future.into_future(), delay }
}

/// Requires a `Future` to complete before `deadline`, as tokio's function of this name does.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {
    Timeout { value: future.into_future(), delay: Some(sleep_until(deadline)) }
}

pin_project! {
    /// Future returned by [`timeout`](timeout) and [`timeout_at`](timeout_at).
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    #[derive(Debug)]
    pub struct Timeout<T> {
        #[pin]
        value: T,
        #[pin]
        delay: Option<Sleep>,
    }
}

impl<T> Timeout<T> {
    /// The future with the limit.
    pub fn get_ref(&self) -> &T {
        &self.value
    }

    /// The future with the limit.
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.value
    }

    /// The future without the limit.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: Future> Future for Timeout<T> {
    type Output = Result<T::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let me = self.project();
        let had_budget = has_budget_remaining();
        if let Poll::Ready(value) = me.value.poll(context) {
            return Poll::Ready(Ok(value));
        }
        let Some(delay) = me.delay.as_pin_mut() else { return Poll::Pending };
        // A future that uses up its task's budget must not keep the limit from being seen.
        let is_over = if had_budget && !has_budget_remaining() {
            pin!(unconstrained(delay)).poll(context)
        } else {
            delay.poll(context)
        };
        is_over.map(|()| Err(elapsed()))
    }
}

/// Only tokio can make one: it does where a limit is long past.
fn elapsed() -> Elapsed {
    let now = Instant::now();
    let past = now.checked_sub(Duration::from_secs(86400)).unwrap_or(now);
    let limit = unconstrained(::tokio::time::timeout_at(past, pending::<()>()));
    match pin!(limit).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(elapsed)) => elapsed,
        _ => unreachable!("nothing that is long past is pending"),
    }
}
