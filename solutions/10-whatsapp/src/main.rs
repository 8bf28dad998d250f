//! A day on WhatsApp: post a status, and go on living while it uploads.

mod plan;

use std::time::Duration;

use plan::Action;
use tokio::time::{Instant, sleep, sleep_until};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    day(plan::actions_from_args()).await;
}

/// Lives through the day. Every activity begins at its time, whatever else is still going on.
async fn day(actions: Vec<Action>) {
    // All times are counted from here. Were each pause counted from the end of the last one, every
    // delay would push the rest of the day back.
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
                // A look, not a wait: `is_finished` answers at once, whatever the answer is.
                let up =
                    under_way.iter().any(|(name, handle)| name == "status" && handle.is_finished());
                println!("check: status is {}", if up { "up" } else { "not up yet" });
            }
        }
    }

    // The last to begin need not be the last to end, so every one of them is awaited.
    for (_, handle) in under_way {
        handle.await.expect("an activity does not panic");
    }
    println!("all done");
}

/// Something that takes its time, and says when it begins and when it is over.
async fn activity(name: String, takes: Duration) {
    println!("{name}: start");
    sleep(takes).await;
    println!("{name}: done");
}
