//! # To look is to wait
//!
//! Looking at the status at {right_at} made you wait until it was up. Ask `is_finished()` on its
//! handle, or a flag that you share: both answer at once.
//!
//! - source: `spawn(`
//! - source not: `thread::sleep`
//! - same as: `awaits-each`
//! - same as: `thread-sleep`

mod plan;

use std::time::Duration;

use plan::Action;
use tokio::time::{Instant, sleep, sleep_until};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    day(plan::actions_from_args()).await;
}

async fn day(actions: Vec<Action>) {
    let morning = Instant::now();
    let mut under_way = Vec::new();
    let mut status = None;
    let mut up = false;

    for action in actions {
        match action {
            Action::Do { name, at, takes } => {
                sleep_until(morning + at).await;
                let handle = tokio::spawn(activity(name.clone(), takes));
                if name == "status" {
                    status = Some(handle);
                } else {
                    under_way.push(handle);
                }
            }
            Action::Check { at } => {
                sleep_until(morning + at).await;
                if let Some(status) = status.take() {
                    status.await.expect("an activity does not panic");
                    up = true;
                }
                println!("check: status is {}", if up { "up" } else { "not up yet" });
            }
        }
    }

    for handle in under_way {
        handle.await.expect("an activity does not panic");
    }
    println!("all done");
}

async fn activity(name: String, takes: Duration) {
    println!("{name}: start");
    sleep(takes).await;
    println!("{name}: done");
}
