//! An interval, as tokio's of this name.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use ::tokio::time::{Duration, Instant, MissedTickBehavior};

use super::sleep::{Sleep, after, sleep_until};

/// A tick that is later than this is one that was missed.
const LATE: Duration = Duration::from_millis(5);

/// Ticks with `period`, first at once, as tokio's function of this name does.
#[track_caller]
pub fn interval(period: Duration) -> Interval {
    interval_at(Instant::now(), period)
}

/// Ticks with `period`, first at `start`, as tokio's function of this name does.
#[track_caller]
pub fn interval_at(start: Instant, period: Duration) -> Interval {
    assert!(period > Duration::ZERO, "`period` must be non-zero.");
    let missed_tick_behavior = MissedTickBehavior::default();
    Interval { delay: Box::pin(sleep_until(start)), period, missed_tick_behavior }
}

/// Returned by [`interval`] and [`interval_at`].
#[derive(Debug)]
pub struct Interval {
    delay: Pin<Box<Sleep>>,
    period: Duration,
    missed_tick_behavior: MissedTickBehavior,
}

impl Interval {
    /// Completes at the next tick.
    pub async fn tick(&mut self) -> Instant {
        poll_fn(|context| self.poll_tick(context)).await
    }

    /// Ready at the next tick.
    pub fn poll_tick(&mut self, context: &mut Context<'_>) -> Poll<Instant> {
        ready!(self.delay.as_mut().poll(context));
        let due = self.delay.deadline();
        let next = self.after_tick(due, Instant::now());
        self.delay.as_mut().begin_anew(next);
        Poll::Ready(due)
    }

    fn after_tick(&self, due: Instant, now: Instant) -> Instant {
        match self.missed_tick_behavior {
            MissedTickBehavior::Delay if now > due + LATE => now + self.period,
            MissedTickBehavior::Skip if now > due + LATE => {
                let beyond = (now - due).as_nanos() % self.period.as_nanos();
                now + self.period - Duration::from_nanos_u128(beyond)
            }
            _ => due + self.period,
        }
    }

    /// Has the next tick come after one period from now.
    pub fn reset(&mut self) {
        self.reset_after(self.period);
    }

    /// Has the next tick come at once.
    pub fn reset_immediately(&mut self) {
        self.reset_at(Instant::now());
    }

    /// Has the next tick come after this time.
    pub fn reset_after(&mut self, after_: Duration) {
        self.reset_at(after(after_));
    }

    /// Has the next tick come at this instant.
    pub fn reset_at(&mut self, deadline: Instant) {
        self.delay.as_mut().reset(deadline);
    }

    /// What is done about ticks that were missed.
    pub fn missed_tick_behavior(&self) -> MissedTickBehavior {
        self.missed_tick_behavior
    }

    /// Says what is to be done about ticks that are missed.
    pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {
        self.missed_tick_behavior = behavior;
    }

    /// Time from one tick to the next.
    pub fn period(&self) -> Duration {
        self.period
    }
}
