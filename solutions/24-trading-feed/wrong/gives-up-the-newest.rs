//! # What does not fit any more is what is lost
//!
//! When a desk had no place left, you gave up the quote that had just come, and kept older ones. Nobody
//! wants old prices: give up the oldest that waits. A `broadcast` channel does so.
//!
//! - source: `try_send`

use tokio::sync::{mpsc, watch};

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

async fn every(name: &'static str, mut quotes: mpsc::Receiver<Quote>) -> Desk {
    let mut desk = Desk::default();
    let mut next = 1;
    while let Some(quote) = quotes.recv().await {
        if quote.number > next {
            println!("{name}: missed {}", quote.number - next);
            desk.missed += quote.number - next;
        }
        next = quote.number + 1;
        lab::handle(name, quote.number).await;
        desk.handled += 1;
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
    let (to_tape, for_tape) = mpsc::channel(backlog);
    let (to_ledger, for_ledger) = mpsc::channel(backlog);
    let (to_screen, for_screen) = watch::channel(Quote::default());
    let tape = tokio::spawn(every("tape", for_tape));
    let ledger = tokio::spawn(every("ledger", for_ledger));
    let screen = tokio::spawn(newest(for_screen));
    let mut quotes = 0;
    while let Some(quote) = feed.recv().await {
        quotes += 1;
        let _ = to_tape.try_send(quote);
        let _ = to_ledger.try_send(quote);
        let _ = to_screen.send(quote);
    }
    println!("feed closed");
    drop((to_tape, to_ledger, to_screen));
    Day {
        quotes,
        tape: tape.await.expect("the tape does not panic"),
        ledger: ledger.await.expect("the ledger does not panic"),
        shown: screen.await.expect("the screen does not panic"),
    }
}
