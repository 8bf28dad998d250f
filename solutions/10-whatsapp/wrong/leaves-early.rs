//! # After the last action the day is over
//!
//! You said `all done` at {last_at}, when something was still going on: the day is over at
//! {right_last_at}, with the activity that ends last, whenever that one began. Keep every handle,
//! and await all of them.
//!
//! - same as: `awaits-the-last-to-start`
//! - seen in: `the defaults`
//! - seen in: `a long call`

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
    println!("all done");
}

async fn activity(name: String, takes: Duration) {
    println!("{name}: start");
    sleep(takes).await;
    println!("{name}: done");
}
