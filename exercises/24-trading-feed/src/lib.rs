//! A feed of prices, and three desks that each take of it what they can.

use tokio::sync::mpsc;

/// A price that somebody would pay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quote {
    /// The first is 1.
    pub number: u64,
    /// The price, in cents.
    pub cents: u64,
}

/// What a desk did that is to handle every quote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Desk {
    /// Quotes that it handled.
    pub handled: u64,
    /// Quotes that it gave up.
    pub missed: u64,
}

/// What became of the quotes of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Day {
    /// Quotes that came.
    pub quotes: u64,
    /// What became of them at the tape.
    pub tape: Desk,
    /// What became of them in the ledger.
    pub ledger: Desk,
    /// Quotes that the screen showed.
    pub shown: u64,
}

/// Hands each quote of `feed` to three desks, none of which holds up the feed or another desk. `tape`
/// and `ledger` handle every quote in its order; of those that wait, the oldest are given up when
/// there are more than `backlog`, which is a power of two. `screen` handles the newest quote only.
/// Each does so with `lab::handle("tape", 1)`. Comes back when the feed is closed and every desk has
/// finished what it still had.
pub async fn run(feed: mpsc::Receiver<Quote>, backlog: usize) -> Day {
    todo!("hand on what comes from {feed:?}, with {backlog} places at a desk")
}
