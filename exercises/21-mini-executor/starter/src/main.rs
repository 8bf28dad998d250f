//! Gives your executor something to do, and counts how often each task is polled. This half is the
//! course's: yours is `lib.rs`.

use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use mini_executor::{run, sleep, spawn};
use tokio::sync::mpsc;

const USAGE: &str = "usage: mini-executor [count TO N:MS...]
   or: mini-executor family MS MS | late MS MS | stuck TASKS MS | pipeline ITEMS MAKE USE CAP
for example: mini-executor count 30 8:8000 12:5000, for the count of 09";

thread_local! {
    static POLLS: Cell<u64> = const { Cell::new(0) };
}

fn main() {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = ["count", "30", "8:8000", "12:5000"].map(String::from).to_vec();
    }
    let Some(scene) = scene(&words) else {
        eprintln!("{USAGE}");
        std::process::exit(2)
    };
    match run(counted(scene)) {
        0 => println!("polls: {}", POLLS.get()),
        stuck => println!("stuck: {}", count(stuck as u64, "task")),
    }
}

/// What the executor is to run first; nothing where it is not understood.
fn scene(words: &[String]) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
    let (scene, rest) = words.split_first()?;
    let numbers = || -> Option<Vec<u64>> { rest.iter().map(|word| word.parse().ok()).collect() };
    Some(match scene.as_str() {
        "count" => {
            let (to, naps) = rest.split_first()?;
            let naps: Option<Vec<(u64, Duration)>> = naps.iter().map(|word| nap(word)).collect();
            Box::pin(count_to(to.parse().ok()?, naps?))
        }
        "family" => match numbers()?[..] {
            [parent, child] => Box::pin(family(ms(parent), ms(child))),
            _ => return None,
        },
        "late" => match numbers()?[..] {
            [early, late] => Box::pin(late_call(ms(early), ms(late))),
            _ => return None,
        },
        "stuck" => match numbers()?[..] {
            [tasks, after] => Box::pin(forgotten(tasks, ms(after))),
            _ => return None,
        },
        "pipeline" => match numbers()?[..] {
            [items, make, takes, cap] if cap > 0 => {
                Box::pin(pipeline(items, ms(make), ms(takes), cap as usize))
            }
            _ => return None,
        },
        _ => return None,
    })
}

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn nap(word: &str) -> Option<(u64, Duration)> {
    let (number, length) = word.split_once(':')?;
    Some((number.parse().ok()?, ms(length.parse().ok()?)))
}

/// The count of 09, on your executor.
async fn count_to(to: u64, naps: Vec<(u64, Duration)>) {
    for number in 1..=to {
        println!("{number}");
        for &(_, length) in naps.iter().filter(|(napper, _)| *napper == number) {
            spawn(counted(async move {
                println!("{number}: start sleeping");
                sleep(length).await;
                println!("{number}: done sleeping");
            }));
        }
    }
}

/// A task that spawns another, which spawns one that is done at once. One of them changes its mind: it
/// begins to wait for an hour, and does not.
async fn family(parent: Duration, child: Duration) {
    spawn(counted(async move {
        println!("parent: start");
        spawn(counted(async move {
            println!("child: start");
            spawn(counted(async { println!("grandchild: here and gone") }));
            let mut hour = Box::pin(sleep(ms(3_600_000)));
            poll_fn(|context| Poll::Ready(hour.as_mut().poll(context).is_ready())).await;
            drop(hour);
            sleep(child).await;
            println!("child: done");
        }));
        sleep(parent).await;
        println!("parent: done");
    }));
    println!("main: done");
}

/// A task that is called once more when it has been done for a while.
async fn late_call(early: Duration, late: Duration) {
    let left_behind: Rc<RefCell<Option<Waker>>> = Rc::default();
    let waker = Rc::clone(&left_behind);
    spawn(counted(async move {
        poll_fn(|context| {
            *waker.borrow_mut() = Some(context.waker().clone());
            Poll::Ready(())
        })
        .await;
        sleep(early).await;
        println!("early: done");
    }));
    spawn(counted(async move {
        sleep(late).await;
        if let Some(waker) = left_behind.borrow_mut().take() {
            waker.wake();
        }
        println!("late: has called");
        sleep(early).await;
        println!("late: done");
    }));
}

/// Tasks that wait for what never comes, and one that does not.
async fn forgotten(tasks: u64, after: Duration) {
    for _ in 0..tasks {
        spawn(counted(pending()));
    }
    sleep(after).await;
    println!("main: done");
}

/// The pipeline of 14, with the channel of tokio.
async fn pipeline(items: u64, make: Duration, takes: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    spawn(counted(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            if queue.send(item).await.is_err() {
                break;
            }
            println!("producer: queued {item}");
        }
    }));
    while let Some(item) = taken.recv().await {
        println!("consumer: start {item}");
        sleep(takes).await;
        println!("consumer: done {item}");
    }
}

fn count(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// The same future, which counts its polls.
fn counted(future: impl Future<Output = ()> + 'static) -> Counted {
    Counted(Box::pin(future))
}

struct Counted(Pin<Box<dyn Future<Output = ()>>>);

impl Future for Counted {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        POLLS.set(POLLS.get() + 1);
        self.0.as_mut().poll(context)
    }
}
