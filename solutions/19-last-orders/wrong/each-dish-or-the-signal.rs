//! # Between the work and the signal, select
//!
//! "{line}" came at {at}, and there was grace: each cook waits for the dish or for closing time, and
//! `select!` drops the one that did not come first. That is the dish. Ask for closing time *between*
//! two dishes.
//!
//! - source: `watch::`
//! - same as: `leaves-at-once`

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evening {
    pub served: usize,
    pub cut_off: usize,
    pub never_started: usize,
}

/// What hangs on the wall of the kitchen, for all cooks to see.
#[derive(Default)]
struct Board {
    waiting: VecDeque<String>,
    evening: Evening,
}

fn look(board: &Mutex<Board>) -> MutexGuard<'_, Board> {
    board.lock().expect("no cook panics at the board")
}

async fn cook(board: Arc<Mutex<Board>>, mut closed: watch::Receiver<bool>) {
    loop {
        let next = look(&board).waiting.pop_front();
        let Some(dish) = next else { break };
        tokio::select! {
            () = lab::cook(&dish) => look(&board).evening.served += 1,
            _ = closed.wait_for(|closed| *closed) => {
                look(&board).evening.cut_off += 1;
                break;
            }
        }
    }
}

pub async fn kitchen(cooks: usize, orders: Vec<String>, _grace: Duration) -> Evening {
    let board = Arc::new(Mutex::new(Board { waiting: orders.into(), ..Board::default() }));
    let (close, closed) = watch::channel(false);
    let mut at_work = JoinSet::new();
    for _ in 0..cooks {
        at_work.spawn(cook(Arc::clone(&board), closed.clone()));
    }
    tokio::select! {
        () = async { while at_work.join_next().await.is_some() {} } => {}
        () = lab::closing_time() => {
            close.send(true).expect("cooks listen");
            while at_work.join_next().await.is_some() {}
        }
    }
    let mut board = look(&board);
    board.evening.never_started = board.waiting.len();
    board.evening
}
