//! # The first in a `select!` has waited longest
//!
//! "{line}" should be "{right}": keys came while the picture was drawn, and when you looked, the late tick
//! was there as well. `select!` goes on with one of them and does not ask what else is there. Empty the
//! queue at the tick, with `try_recv()`.
//!
//! - source: `select!`
//! - source not: `try_recv`

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// Where a player is, and how far one step takes that player.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Player {
    pub at: i64,
    pub speed: i64,
}

/// All players, by their names.
pub type Players = BTreeMap<String, Player>;

/// Where everybody is: `ann=6 bob=4`, or `nobody`.
pub fn shown(players: &Players) -> String {
    if players.is_empty() {
        return "nobody".to_owned();
    }
    let shown: Vec<String> =
        players.iter().map(|(name, player)| format!("{name}={}", player.at)).collect();
    shown.join(" ")
}

pub async fn game(
    mut inputs: mpsc::Receiver<(String, i64)>,
    tick: Duration,
    ticks: u64,
) -> Players {
    let start = Instant::now();
    let mut beat = interval_at(start + tick, tick);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut players = Players::new();
    let mut last = 0;
    while last < ticks {
        loop {
            tokio::select! {
                biased;
                _ = beat.tick() => break,
                Some((name, speed)) = inputs.recv() => {
                    players.entry(name).or_default().speed = speed;
                }
            }
        }
        let over = (start.elapsed().as_nanos() / tick.as_nanos()) as u64;
        let number = over.min(ticks);
        let steps = number - last;
        for player in players.values_mut() {
            player.at += player.speed * steps.min(5) as i64;
        }
        match steps {
            1 => println!("tick {number}: {}", shown(&players)),
            _ => println!("tick {number}: {} (+{} late)", shown(&players), steps - 1),
        }
        let picture = spawn_blocking(move || lab::render(number));
        picture.await.expect("the screen does not panic");
        last = number;
    }
    players
}
