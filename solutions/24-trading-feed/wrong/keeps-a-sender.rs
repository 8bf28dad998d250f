//! # A listener knows when it is over
//!
//! All quotes are handled, and your desks wait for more: `run` still holds the sending ends of the channels.
//! A channel is closed when its last sender is gone. Drop them when the feed is closed, before you await
//! the desks.
//!
//! - source not: `drop(`

use tokio::sync::{broadcast, broadcast::error::RecvError, mpsc, watch};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quote {
    pub number: u64,
    pub cents: u64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Desk {
    pub handled: u64,
    pub missed: u64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Day {
    pub quotes: u64,
    pub tape: Desk,
    pub ledger: Desk,
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
    Day {
        quotes,
        tape: tape.await.expect("the tape does not panic"),
        ledger: ledger.await.expect("the ledger does not panic"),
        shown: screen.await.expect("the screen does not panic"),
    }
}
