//! No interval: the next point of the grid is computed, and the screen has a thread of its own.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep_until};

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
    let (pictures, to_draw) = std::sync::mpsc::channel::<(u64, oneshot::Sender<()>)>();
    std::thread::spawn(move || {
        for (number, drawn) in to_draw {
            lab::render(number);
            let _ = drawn.send(());
        }
    });
    let mut players = Players::new();
    let mut last = 0;
    while last < ticks {
        sleep_until(start + tick * (last as u32 + 1)).await;
        while let Ok((name, speed)) = inputs.try_recv() {
            players.entry(name).or_default().speed = speed;
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
        let (drawn, is_drawn) = oneshot::channel();
        pictures.send((number, drawn)).expect("the screen is there");
        is_drawn.await.expect("the screen does not panic");
        last = number;
    }
    players
}
