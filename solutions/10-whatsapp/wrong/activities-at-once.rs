//! # Concurrent means simultaneous
//!
//! You began everything at once: each activity begins at its own time. Wait for it with
//! `sleep_until(start + at)` before you start it.

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

    for action in actions {
        match action {
            Action::Do { name, takes, .. } => {
                let handle = tokio::spawn(activity(name.clone(), takes));
                under_way.push((name, handle));
            }
            Action::Check { at } => {
                sleep_until(morning + at).await;
                let up =
                    under_way.iter().any(|(name, handle)| name == "status" && handle.is_finished());
                println!("check: status is {}", if up { "up" } else { "not up yet" });
            }
        }
    }

    for (_, handle) in under_way {
        handle.await.expect("an activity does not panic");
    }
    println!("all done");
}

async fn activity(name: String, takes: Duration) {
    println!("{name}: start");
    sleep(takes).await;
    println!("{name}: done");
}
