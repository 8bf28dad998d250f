//! # A tick is a pause
//!
//! "{line}" came at {at}, and the tick of that moment is "{right}": you sleep for a whole `tick` when the
//! picture is drawn, so your game runs slower than the clock by every picture's work. Wait for a point of
//! the grid: an interval, made before the loop.
//!
//! - source: `sleep(tick)`
//! - source not: `select!`

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

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
    let mut players = Players::new();
    let mut last = 0;
    while last < ticks {
        sleep(tick).await;
        while let Ok((name, speed)) = inputs.try_recv() {
            players.entry(name).or_default().speed = speed;
        }
        let number = last + 1;
        for player in players.values_mut() {
            player.at += player.speed;
        }
        println!("tick {number}: {}", shown(&players));
        let picture = spawn_blocking(move || lab::render(number));
        picture.await.expect("the screen does not panic");
        last = number;
    }
    players
}
