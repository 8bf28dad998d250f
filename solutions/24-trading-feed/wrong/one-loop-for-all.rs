//! # One after the other is simple
//!
//! "{right}" belongs at {right_at}: the quote lay there while another desk was still at work. In one loop
//! that awaits each desk in turn, the slowest sets the pace for all. Give each desk a task of its own.
//!
//! - source not: `spawn`
//! - source not: `join!`

use tokio::sync::mpsc;

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

pub async fn run(mut feed: mpsc::Receiver<Quote>, _backlog: usize) -> Day {
    let mut day = Day::default();
    while let Some(quote) = feed.recv().await {
        day.quotes += 1;
        lab::handle("tape", quote.number).await;
        day.tape.handled += 1;
        lab::handle("ledger", quote.number).await;
        day.ledger.handled += 1;
        lab::handle("screen", quote.number).await;
        day.shown += 1;
    }
    println!("feed closed");
    day
}
