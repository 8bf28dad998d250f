//! Trays of its own that give up the oldest; a screen is a tray with one place.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::sync::{Notify, mpsc};

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

/// What waits at a desk, and what was given up since the desk looked last.
struct Tray {
    places: usize,
    state: Mutex<(VecDeque<Quote>, u64, bool)>,
    change: Notify,
}

impl Tray {
    fn new(places: usize) -> Arc<Tray> {
        Arc::new(Tray { places, state: Mutex::default(), change: Notify::new() })
    }

    fn put(&self, quote: Quote) {
        let (waiting, missed, _) = &mut *self.state.lock().expect("nobody panics at a tray");
        waiting.push_back(quote);
        if waiting.len() > self.places {
            waiting.pop_front();
            *missed += 1;
        }
        self.change.notify_one();
    }

    fn close(&self) {
        self.state.lock().expect("nobody panics at a tray").2 = true;
        self.change.notify_one();
    }

    /// The next quote, and how many were given up before it; nothing when no more will come.
    async fn take(&self) -> Option<(Quote, u64)> {
        loop {
            {
                let (waiting, missed, is_closed) = &mut *self.state.lock().expect("nobody panics");
                match waiting.pop_front() {
                    Some(quote) => return Some((quote, std::mem::take(missed))),
                    None if *is_closed => return None,
                    None => {}
                }
            }
            self.change.notified().await;
        }
    }
}

async fn work(name: &'static str, tray: Arc<Tray>, says_so: bool) -> Desk {
    let mut desk = Desk::default();
    while let Some((quote, missed)) = tray.take().await {
        if missed > 0 && says_so {
            println!("{name}: missed {missed}");
        }
        desk.missed += missed;
        lab::handle(name, quote.number).await;
        desk.handled += 1;
    }
    desk
}

pub async fn run(mut feed: mpsc::Receiver<Quote>, backlog: usize) -> Day {
    // A screen is a desk with one place, which keeps quiet about what it did not show.
    let trays = [Tray::new(backlog), Tray::new(backlog), Tray::new(1)];
    let tape = tokio::spawn(work("tape", Arc::clone(&trays[0]), true));
    let ledger = tokio::spawn(work("ledger", Arc::clone(&trays[1]), true));
    let screen = tokio::spawn(work("screen", Arc::clone(&trays[2]), false));
    let mut quotes = 0;
    while let Some(quote) = feed.recv().await {
        quotes += 1;
        trays.iter().for_each(|tray| tray.put(quote));
    }
    println!("feed closed");
    trays.iter().for_each(|tray| tray.close());
    Day {
        quotes,
        tape: tape.await.expect("the tape does not panic"),
        ledger: ledger.await.expect("the ledger does not panic"),
        shown: screen.await.expect("the screen does not panic").handled,
    }
}
