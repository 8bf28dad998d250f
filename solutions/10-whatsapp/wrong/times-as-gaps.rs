//! # Times are gaps
//!
//! You counted each action's time from the action before it, so the day drifted and ended at
//! {end}: times are counted from the start of the day, as in `sleep_until(start + at)`.

mod plan;

use std::time::Duration;

use plan::Action;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    day(plan::actions_from_args()).await;
}

async fn day(actions: Vec<Action>) {
    let mut under_way = Vec::new();

    for action in actions {
        match action {
            Action::Do { name, at, takes } => {
                sleep(at).await;
                let handle = tokio::spawn(activity(name.clone(), takes));
                under_way.push((name, handle));
            }
            Action::Check { at } => {
                sleep(at).await;
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
