//! Local tasks stay on their thread, so a plain `Cell` tells whether the status is up.

mod plan;

use std::cell::Cell;
use std::rc::Rc;

use plan::Action;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::{Instant, sleep, sleep_until};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    LocalSet::new().run_until(day(plan::actions_from_args())).await;
}

async fn day(actions: Vec<Action>) {
    let morning = Instant::now();
    let status_is_up = Rc::new(Cell::new(false));
    let mut activities = Vec::new();

    for action in actions {
        match action {
            Action::Do { name, at, takes } => {
                sleep_until(morning + at).await;
                let status_is_up = Rc::clone(&status_is_up);
                activities.push(spawn_local(async move {
                    println!("{name}: start");
                    sleep(takes).await;
                    println!("{name}: done");
                    status_is_up.set(status_is_up.get() || name == "status");
                }));
            }
            Action::Check { at } => {
                sleep_until(morning + at).await;
                let text = if status_is_up.get() { "up" } else { "not up yet" };
                println!("check: status is {text}");
            }
        }
    }
    for activity in activities {
        activity.await.expect("an activity does not panic");
    }
    println!("all done");
}
