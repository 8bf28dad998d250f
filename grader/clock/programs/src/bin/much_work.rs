//! Work that takes no virtual time, and so much of it that it could be taken for a circle.

use std::sync::mpsc;
use std::thread;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc as channel, oneshot};
use tokio::task::JoinSet;

fn main() {
    let mut words = std::env::args().skip(1);
    let what = words.next().unwrap_or_default();
    let tokio = match words.next().as_deref() {
        Some("many") => Builder::new_multi_thread().enable_all().build(),
        _ => Builder::new_current_thread().enable_all().build(),
    };
    let tokio: Runtime = tokio.expect("a runtime");
    match what.as_str() {
        "requests" => println!("sum {}", tokio.block_on(requests())),
        "spawns" => tokio.block_on(async {
            for number in 0..50_000 {
                let same = tokio::spawn(async move { number }).await.expect("no panic");
                assert_eq!(same, number);
            }
            println!("all came back");
        }),
        "tasks" => tokio.block_on(async {
            let mut tasks: JoinSet<u64> =
                (0..1_000_000).map(|number| async move { number }).collect();
            let mut sum = 0;
            while let Some(number) = tasks.join_next().await {
                sum += number.expect("no panic");
            }
            println!("sum {sum}");
        }),
        "messages" => println!("sum {}", between_threads()),
        "births" => {
            (0..10_000).for_each(|_| thread::spawn(|| ()).join().expect("no panic"));
            println!("all ended");
        }
        other => panic!("{other:?} is none of them"),
    }
}

/// An actor answers each request.
async fn requests() -> u64 {
    let (ask, mut asked) = channel::channel::<(u64, oneshot::Sender<u64>)>(32);
    tokio::spawn(async move {
        while let Some((number, answer)) = asked.recv().await {
            let _ = answer.send(number * 2);
        }
    });
    let mut sum = 0;
    for number in 0..100_000 {
        let (answer, answered) = oneshot::channel();
        ask.send((number, answer)).await.expect("the actor lives");
        sum += answered.await.expect("the actor answers");
    }
    sum
}

/// Two threads take turns, and look at a clock at each.
fn between_threads() -> u64 {
    let (there, arrived) = mpsc::sync_channel::<u64>(1);
    let (back, came_back) = mpsc::sync_channel::<u64>(1);
    let other = thread::spawn(move || {
        for number in arrived {
            (0..10).for_each(|_| _ = std::time::Instant::now());
            back.send(number + 1).expect("it waits");
        }
    });
    let mut sum = 0;
    for number in 0..40_000 {
        there.send(number).expect("the other lives");
        sum += came_back.recv().expect("the other answers");
    }
    drop(there);
    other.join().expect("no panic");
    sum
}
