//! # When I go, all go
//!
//! "{right}" belongs at {right_at}, and nobody was cut off: your cooks are tasks, and a task goes on
//! when its handle is dropped. Stop those who are not done, with `abort()`, or keep all of them in a
//! `JoinSet` and end that.
//!
//! - source not: `abort`

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::task::JoinHandle;
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

async fn all_gone(cooks: &mut [JoinHandle<()>]) {
    for cook in cooks {
        cook.await.expect("cooks do not panic");
    }
}

pub async fn kitchen(cooks: usize, orders: Vec<String>, grace: Duration) -> Evening {
    let board = Arc::new(Mutex::new(Board { waiting: orders.into(), ..Board::default() }));
    let at_work = (0..cooks).map(|_| tokio::spawn(cook(Arc::clone(&board))));
    let mut at_work: Vec<_> = at_work.collect();
    let closing = async {
        lab::closing_time().await;
        let waiting = std::mem::take(&mut look(&board).waiting);
        look(&board).evening.never_started = waiting.len();
        tokio::time::sleep(grace).await;
    };
    let _ = timeout(Duration::MAX, async {
        tokio::select! {
            () = all_gone(&mut at_work) => {}
            () = closing => {}
        }
    })
    .await;
    look(&board).evening
}
