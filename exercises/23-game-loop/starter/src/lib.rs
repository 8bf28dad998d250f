//! A game whose world moves at a steady pace, whatever its players and its screen do.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::mpsc;

/// Where a player is, and how far one step takes that player.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Player {
    /// Steps to the right of the start.
    pub at: i64,
    /// Steps to the right at each tick.
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

/// Plays `ticks` ticks of the game, one every `tick`, for the first time one tick after the call. At
/// each it takes all inputs that wait, of which each sets a player's speed, moves everybody by as many
/// steps as ticks are over since the last time (but never by more than five), prints
/// `tick 5: ann=6 bob=4 (+1 late)`, and has the picture drawn with `lab::render(5)`. Comes back with
/// all players when the last picture is drawn.
pub async fn game(inputs: mpsc::Receiver<(String, i64)>, tick: Duration, ticks: u64) -> Players {
    todo!("play {ticks} ticks, one every {tick:?}, with what comes from {inputs:?}")
}
