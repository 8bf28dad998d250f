//! A feed of prices, and three desks that each take of it what they can.

use tokio::sync::{broadcast, broadcast::error::RecvError, mpsc, watch};

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

/// Handles every quote; how many were handled, and how many were given up before that.
async fn every(name: &'static str, mut quotes: broadcast::Receiver<Quote>) -> Desk {
    let mut desk = Desk::default();
    loop {
        match quotes.recv().await {
            Ok(quote) => {
                lab::handle(name, quote.number).await;
                desk.handled += 1;
            }
            Err(RecvError::Lagged(missed)) => {
                println!("{name}: missed {missed}");
                desk.missed += missed;
            }
            Err(RecvError::Closed) => break,
        }
    }
    desk
}

/// Handles the newest quote, whenever there is a new one; how many that were.
async fn newest(mut quote: watch::Receiver<Quote>) -> u64 {
    let mut shown = 0;
    while quote.changed().await.is_ok() {
        let number = quote.borrow_and_update().number;
        lab::handle("screen", number).await;
        shown += 1;
    }
    shown
}

/// Hands each quote of `feed` to three desks, none of which holds up the feed or another desk. `tape`
/// and `ledger` handle every quote in its order; of those that wait, the oldest are given up when
/// there are more than `backlog`, which is a power of two. `screen` handles the newest quote only.
/// Each does so with `lab::handle("tape", 1)`. Comes back when the feed is closed and every desk has
/// finished what it still had.
pub async fn run(mut feed: mpsc::Receiver<Quote>, backlog: usize) -> Day {
    let (to_all, for_tape) = broadcast::channel(backlog);
    let (to_screen, for_screen) = watch::channel(Quote::default());
    let tape = tokio::spawn(every("tape", for_tape));
    let ledger = tokio::spawn(every("ledger", to_all.subscribe()));
    let screen = tokio::spawn(newest(for_screen));
    let mut quotes = 0;
    while let Some(quote) = feed.recv().await {
        quotes += 1;
        // The desks listen for as long as this end is there.
        let _ = to_all.send(quote);
        let _ = to_screen.send(quote);
    }
    println!("feed closed");
    drop((to_all, to_screen));
    Day {
        quotes,
        tape: tape.await.expect("the tape does not panic"),
        ledger: ledger.await.expect("the ledger does not panic"),
        shown: screen.await.expect("the screen does not panic"),
    }
}
