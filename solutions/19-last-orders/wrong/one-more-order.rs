//! # Closing time is noticed after the next dish
//!
//! "{line}" came at {at}, after closing time: your cooks look whether the place is closed before they
//! cook, and believe it when they are done. By then it may have closed. Look when you take an order.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

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
    is_closed: bool,
    evening: Evening,
}

fn look(board: &Mutex<Board>) -> MutexGuard<'_, Board> {
    board.lock().expect("no cook panics at the board")
}

async fn cook(board: Arc<Mutex<Board>>) {
    let mut is_closed = false;
    while !is_closed {
        is_closed = look(&board).is_closed;
        let next = look(&board).waiting.pop_front();
        let Some(dish) = next else { break };
        look(&board).evening.cut_off += 1;
        lab::cook(&dish).await;
        let mut now = look(&board);
        now.evening.cut_off -= 1;
        now.evening.served += 1;
    }
}

async fn all_gone(cooks: &mut JoinSet<()>) {
    while cooks.join_next().await.is_some() {}
}

pub async fn kitchen(cooks: usize, orders: Vec<String>, grace: Duration) -> Evening {
    let board = Arc::new(Mutex::new(Board { waiting: orders.into(), ..Board::default() }));
    let mut at_work = JoinSet::new();
    for _ in 0..cooks {
        at_work.spawn(cook(Arc::clone(&board)));
    }
    tokio::select! {
        () = all_gone(&mut at_work) => {}
        () = lab::closing_time() => {
            look(&board).is_closed = true;
            let _ = timeout(grace, all_gone(&mut at_work)).await;
        }
    }
    at_work.shutdown().await;
    let mut board = look(&board);
    board.evening.never_started = board.waiting.len();
    board.evening
}
