//! # The next thing begins when the last one is over
//!
//! `{right}` belongs at {right_at}, but you stood and waited for an activity to end: that is the
//! synchronous app, frozen while it uploads. Start every activity in the background
//! (`tokio::spawn`), and go on with the day.
//!
//! - source not: `spawn(`
//! - same as: `check-awaits-the-handle`
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
    let mut status_is_up = false;

    for action in actions {
        match action {
            Action::Do { name, at, takes } => {
                sleep_until(morning + at).await;
                let is_status = name == "status";
                activity(name, takes).await;
                status_is_up |= is_status;
            }
            Action::Check { at } => {
                sleep_until(morning + at).await;
                let text = if status_is_up { "up" } else { "not up yet" };
                println!("check: status is {text}");
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
