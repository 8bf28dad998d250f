//! A kitchen that closes as a good one does.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

/// What became of the orders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evening {
    /// Dishes that were done.
    pub served: usize,
    /// Dishes that were begun and cut off.
    pub cut_off: usize,
    /// Orders that were not begun.
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

async fn cook(board: Arc<Mutex<Board>>) {
    loop {
        let next = look(&board).waiting.pop_front();
        let Some(dish) = next else { break };
        // Until it is done it would be cut off.
        look(&board).evening.cut_off += 1;
        lab::cook(&dish).await;
        let evening = &mut look(&board).evening;
        evening.cut_off -= 1;
        evening.served += 1;
    }
}

async fn all_gone(cooks: &mut JoinSet<()>) {
    while cooks.join_next().await.is_some() {}
}

/// Has `cooks` cooks work off `orders` with `lab::cook(&dish)`, in this order, one dish each at a
/// time. When `lab::closing_time()` is there, no dish is begun any more; those that are under way
/// have `grace` to get done, and are cut off then. It comes back as soon as nothing is left to do.
pub async fn kitchen(cooks: usize, orders: Vec<String>, grace: Duration) -> Evening {
    let board = Arc::new(Mutex::new(Board { waiting: orders.into(), ..Board::default() }));
    let mut at_work = JoinSet::new();
    for _ in 0..cooks {
        at_work.spawn(cook(Arc::clone(&board)));
    }
    tokio::select! {
        () = all_gone(&mut at_work) => {}
        () = lab::closing_time() => {
            // Orders that are taken off the board are begun by nobody.
            let waiting = std::mem::take(&mut look(&board).waiting);
            look(&board).evening.never_started = waiting.len();
            let _ = timeout(grace, all_gone(&mut at_work)).await;
        }
    }
    at_work.shutdown().await;
    look(&board).evening
}
