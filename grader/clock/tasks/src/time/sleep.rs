//! A sleep, as tokio's of this name.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::tokio::runtime::Handle;
use ::tokio::time::{Duration, Instant};
use pin_project_lite::pin_project;

use super::no_length::{self, NoLength};

/// Less than tokio counts: it rounds up to the next millisecond.
const SHORTEST: Duration = Duration::from_nanos(1);
/// What tokio takes for a sleep that is too long for its clock.
const FAR_FUTURE: Duration = Duration::from_secs(86400 * 365 * 30);

/// Waits until `duration` has elapsed, as tokio's function of this name does.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    sleep_until(after(duration))
}

/// Waits until `deadline` is reached, as tokio's function of this name does.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    let timer = ::tokio::time::sleep_until(deadline);
    Sleep { deadline, timer, runtime: Handle::current(), state: State::NotLookedAt }
}

/// The instant at which so much time has passed.
pub(super) fn after(duration: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(duration).unwrap_or_else(|| now + FAR_FUTURE)
}

#[derive(Debug)]
enum State {
    NotLookedAt,
    /// tokio knows when it is over.
    Timed,
    /// It was due when it was first looked at: the clock may end it before tokio does.
    Due(NoLength),
    /// The clock has ended it.
    Over,
}

pin_project! {
    /// Future returned by [`sleep`](sleep) and [`sleep_until`](sleep_until).
    #[project(!Unpin)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    #[derive(Debug)]
    pub struct Sleep {
        deadline: Instant,
        #[pin]
        timer: ::tokio::time::Sleep,
        runtime: Handle,
        state: State,
    }
}

impl Sleep {
    /// The instant at which the future will complete.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Whether it has elapsed.
    pub fn is_elapsed(&self) -> bool {
        matches!(self.state, State::Over) || self.timer.is_elapsed()
    }

    /// Sets another deadline, whether or not it has elapsed.
    pub fn reset(mut self: Pin<&mut Self>, deadline: Instant) {
        self.as_mut().begin_anew(deadline);
        let me = self.project();
        look_first(deadline, me.state, me.timer, me.runtime);
    }

    /// The same, but nobody will be woken before it is looked at.
    pub(super) fn begin_anew(self: Pin<&mut Self>, deadline: Instant) {
        let me = self.project();
        *me.deadline = deadline;
        *me.state = State::NotLookedAt;
        set(me.timer, deadline, me.runtime);
    }
}

fn set(mut timer: Pin<&mut ::tokio::time::Sleep>, deadline: Instant, runtime: &Handle) {
    let _inside = runtime.enter();
    timer.set(::tokio::time::sleep_until(deadline));
}

fn look_first(
    deadline: Instant,
    state: &mut State,
    timer: Pin<&mut ::tokio::time::Sleep>,
    runtime: &Handle,
) {
    if no_length::is_governed() && deadline <= Instant::now() {
        *state = State::Due(NoLength::new(runtime));
        timer.reset(deadline + SHORTEST);
    } else {
        *state = State::Timed;
        timer.reset(deadline);
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut me = self.project();
        match me.state {
            State::NotLookedAt => {
                look_first(*me.deadline, me.state, me.timer.as_mut(), me.runtime);
            }
            State::Over => return Poll::Ready(()),
            State::Timed | State::Due(_) => {}
        }
        let by_tokio = me.timer.as_mut().poll(context);
        let State::Due(due) = me.state else { return by_tokio };
        if by_tokio.is_pending() && due.poll(context).is_pending() {
            return Poll::Pending;
        }
        // tokio need not watch it any longer.
        set(me.timer, *me.deadline, me.runtime);
        *me.state = State::Over;
        Poll::Ready(())
    }
}
