//! Keys are put aside as they come, while the game waits and while a picture is drawn.

use std::collections::BTreeMap;
use std::pin::pin;
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

type Keys = BTreeMap<String, i64>;

pub async fn game(
    mut inputs: mpsc::Receiver<(String, i64)>,
    tick: Duration,
    ticks: u64,
) -> Players {
    let start = Instant::now();
    let mut beat = interval_at(start + tick, tick);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut players = Players::new();
    let mut keys = Keys::new();
    let mut number = 0;
    while number < ticks {
        gather(&mut inputs, &mut keys, async { drop(beat.tick().await) }).await;
        for (name, speed) in std::mem::take(&mut keys) {
            players.entry(name).or_default().speed = speed;
        }
        let before = number;
        while number < ticks && start.elapsed() >= tick * (number as u32 + 1) {
            number += 1;
            if number - before <= 5 {
                players.values_mut().for_each(|player| player.at += player.speed);
            }
        }
        let late = number - before - 1;
        let late = if late > 0 { format!(" (+{late} late)") } else { String::new() };
        println!("tick {number}: {}{late}", shown(&players));
        let picture = spawn_blocking(move || lab::render(number));
        gather(&mut inputs, &mut keys, async { picture.await.expect("the screen draws") }).await;
    }
    players
}

/// Puts the keys aside that come until something is there.
async fn gather(
    inputs: &mut mpsc::Receiver<(String, i64)>,
    keys: &mut Keys,
    until: impl Future<Output = ()>,
) {
    let mut until = pin!(until);
    loop {
        tokio::select! {
            Some((name, speed)) = inputs.recv() => drop(keys.insert(name, speed)),
            () = &mut until => break,
        }
    }
}
