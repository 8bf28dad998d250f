//! # A full queue is a reason to wait
//!
//! "{right}" belongs at {right_at}: a slow desk had no place left, and you waited in `send(..).await` until
//! it had one. So the feed stood still, and with it all the others. Never wait for one desk in the way
//! of all: give up the oldest that waits there.
//!
//! - source: `.send(quote).await`

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
    while let Some(quote) = quotes.recv().await {
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
        to_tape.send(quote).await.expect("the tape listens");
        to_ledger.send(quote).await.expect("the ledger listens");
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
