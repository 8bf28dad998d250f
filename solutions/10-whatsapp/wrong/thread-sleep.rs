//! # A sleep is a sleep
//!
//! The whole app stood still for {held}: `std::thread::sleep` holds the only thread, and
//! `tokio::time::sleep(..).await` gives it back to everybody else.
//!
//! - source: `thread::sleep`
//! - same as: `awaits-each`
//! - same as: `check-awaits-the-handle`

mod plan;

use std::thread;
use std::time::Duration;

use plan::Action;
use tokio::time::{Instant, sleep_until};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    day(plan::actions_from_args()).await;
}

async fn day(actions: Vec<Action>) {
    let morning = Instant::now();
    let mut under_way = Vec::new();

    for action in actions {
        match action {
            Action::Do { name, at, takes } => {
                sleep_until(morning + at).await;
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
    thread::sleep(takes);
    println!("{name}: done");
}
