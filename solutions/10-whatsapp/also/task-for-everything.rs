//! Everything at once, and every task waits for its own time: the checks too.

mod plan;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use plan::Action;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    day(plan::actions_from_args()).await;
}

async fn day(actions: Vec<Action>) {
    let morning = Instant::now();
    let status_is_up = Arc::new(AtomicBool::new(false));
    let mut tasks = JoinSet::new();

    for action in actions {
        let status_is_up = Arc::clone(&status_is_up);
        tasks.spawn(async move {
            match action {
                Action::Do { name, at, takes } => {
                    sleep_until(morning + at).await;
                    println!("{name}: start");
                    sleep(takes).await;
                    println!("{name}: done");
                    if name == "status" {
                        status_is_up.store(true, Relaxed);
                    }
                }
                Action::Check { at } => {
                    sleep_until(morning + at).await;
                    let up = status_is_up.load(Relaxed);
                    println!("check: status is {}", if up { "up" } else { "not up yet" });
                }
            }
        });
    }
    tasks.join_all().await;
    println!("all done");
}
