//! # The more at once, the faster
//!
//! "{line}" came at {at} and belongs at {right_at}: your desk handled several quotes at once, as each has a task of its
//! own. A desk does one thing after another. Give a task to each desk, and not to each quote.
//!
//! - source: `spawn(`

use tokio::sync::mpsc;
use tokio::task::JoinSet;

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
    let mut quotes = 0;
    let mut desks = JoinSet::new();
    while let Some(Quote { number, .. }) = feed.recv().await {
        quotes += 1;
        for name in ["tape", "ledger", "screen"] {
            desks.spawn(async move { lab::handle(name, number).await });
        }
    }
    println!("feed closed");
    while desks.join_next().await.is_some() {}
    let desk = Desk { handled: quotes, missed: 0 };
    Day { quotes, tape: desk, ledger: desk, shown: quotes }
}
