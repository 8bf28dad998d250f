//! No task: the feed and the desks are futures that one `join!` waits for.

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
    let for_ledger = to_all.subscribe();
    let (to_screen, for_screen) = watch::channel(Quote::default());
    let hand_on = async move {
        let mut quotes = 0;
        while let Some(quote) = feed.recv().await {
            quotes += 1;
            to_all.send(quote).expect("both desks listen");
            to_screen.send_replace(quote);
        }
        println!("feed closed");
        quotes
    };
    let (quotes, tape, ledger, shown) = tokio::join!(
        hand_on,
        every("tape", for_tape),
        every("ledger", for_ledger),
        newest(for_screen)
    );
    Day { quotes, tape, ledger, shown }
}
