//! The status tells everybody who cares when it is up, through a `watch` channel.

mod plan;

use plan::Action;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    day(plan::actions_from_args()).await;
}

async fn day(actions: Vec<Action>) {
    let morning = Instant::now();
    let (done, up) = watch::channel(false);
    let mut activities = JoinSet::new();

    for action in actions {
        match action {
            Action::Do { name, at, takes } => {
                sleep_until(morning + at).await;
                let done = done.clone();
                activities.spawn(async move {
                    println!("{name}: start");
                    sleep(takes).await;
                    println!("{name}: done");
                    if name == "status" {
                        let _ = done.send(true);
                    }
                });
            }
            Action::Check { at } => {
                sleep_until(morning + at).await;
                let text = if *up.borrow() { "up" } else { "not up yet" };
                println!("check: status is {text}");
            }
        }
    }
    while let Some(ended) = activities.join_next().await {
        ended.expect("an activity does not panic");
    }
    println!("all done");
}
