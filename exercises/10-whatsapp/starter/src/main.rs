//! A day on WhatsApp: post a status, and go on living while it uploads.

mod plan;

use plan::Action;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    day(plan::actions_from_args()).await;
}

/// Lives through the day. Every activity begins at its time, whatever else is still going on.
async fn day(actions: Vec<Action>) {
    for action in actions {
        match action {
            Action::Do { name, at, takes } => {
                todo!("at {at:?} print `{name}: start`, and `{name}: done` {takes:?} later")
            }
            Action::Check { at } => {
                todo!("at {at:?} print whether the status is up, without waiting for it")
            }
        }
    }
    println!("all done");
}
