//! Runs your futures, and counts how often each is asked. This half is the course's: yours is
//! `lib.rs`.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use own_future::{Both, Nap};

const USAGE: &str = "usage: own-future [two|both NAME:MS NAME:MS | moved MS | nudged MS AT...]
for example: own-future two 8:8000 12:5000, for two naps in two tasks";

fn main() {
    lab::open(&[]);
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = ["two", "8:8000", "12:5000"].map(String::from).to_vec();
    }
    if scene(&words).is_none() {
        eprintln!("{USAGE}");
        std::process::exit(2)
    }
}

/// Plays what was asked for; nothing where it is not understood.
fn scene(words: &[String]) -> Option<()> {
    let (scene, rest) = words.split_first()?;
    match (scene.as_str(), rest) {
        ("two", [one, other]) => two(nap_of(one)?, nap_of(other)?),
        ("both", [one, other]) => both(nap_of(one)?, nap_of(other)?),
        ("moved", [length]) => moved(milliseconds(length)?),
        ("nudged", [length, at @ ..]) => {
            let at: Option<Vec<Duration>> = at.iter().map(|at| milliseconds(at)).collect();
            nudged(milliseconds(length)?, &at?);
        }
        _ => return None,
    }
    Some(())
}

fn milliseconds(word: &str) -> Option<Duration> {
    word.parse().ok().map(Duration::from_millis)
}

fn nap_of(word: &str) -> Option<(String, Duration)> {
    let (name, length) = word.split_once(':')?;
    (!name.is_empty()).then_some((name.to_owned(), milliseconds(length)?))
}

/// Two naps, a task for each.
fn two(one: (String, Duration), other: (String, Duration)) {
    let tasks = [one, other].map(|(name, length)| {
        boxed(async move {
            println!("{name}: start sleeping");
            let nap = Counted::new(Nap::new(length));
            let polls = Rc::clone(&nap.polls);
            nap.await;
            println!("{name}: done sleeping ({})", count(polls.get(), "poll"));
        })
    });
    run(Vec::from(tasks));
}

/// Two naps in one task, both at once.
fn both(one: (String, Duration), other: (String, Duration)) {
    run(vec![boxed(async move {
        println!("both: start");
        let (first, second) = (Counted::new(Nap::new(one.1)), Counted::new(Nap::new(other.1)));
        let polls = [Rc::clone(&first.polls), Rc::clone(&second.polls)];
        Both::new(first, second).await;
        let [first, second] = polls.map(|polls| count(polls.get(), "poll"));
        let alarms = count(lab::alarms(), "alarm");
        println!("both: done ({}: {first}, {}: {second}, {alarms})", one.0, other.0);
    })]);
}

/// A nap that is begun by one task and finished by another.
fn moved(length: Duration) {
    let nap = Rc::new(RefCell::new(Nap::new(length)));
    let begun = Rc::clone(&nap);
    run(vec![boxed(async move {
        poll_fn(|context| {
            let _ = Pin::new(&mut *begun.borrow_mut()).poll(context);
            Poll::Ready(())
        })
        .await;
        println!("first owner: gives the nap away");
    })]);
    run(vec![boxed(async move {
        poll_fn(|context| Pin::new(&mut *nap.borrow_mut()).poll(context)).await;
        println!("second owner: nap over");
    })]);
}

/// A nap that is also asked when nobody has woken anything.
fn nudged(length: Duration, at: &[Duration]) {
    let at = at.to_vec();
    run(vec![boxed(async move {
        println!("nap: start");
        let nap = Counted::new(Nap::new(length));
        let polls = Rc::clone(&nap.polls);
        let waker = poll_fn(|context| Poll::Ready(context.waker().clone())).await;
        for at in at {
            let waker = waker.clone();
            thread::spawn(move || {
                thread::sleep(at);
                waker.wake();
            });
        }
        nap.await;
        let alarms = count(lab::alarms(), "alarm");
        println!("nap: done ({}, {alarms})", count(polls.get(), "poll"));
    })]);
}

fn count(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// A future, and how often it was asked.
struct Counted<F> {
    future: F,
    polls: Rc<Cell<u64>>,
    is_over: bool,
}

impl<F> Counted<F> {
    fn new(future: F) -> Counted<F> {
        Counted { future, polls: Rc::default(), is_over: false }
    }
}

impl<F: Future<Output = ()> + Unpin> Future for Counted<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        assert!(!self.is_over, "a future that has said `Ready` was polled again");
        self.polls.set(self.polls.get() + 1);
        let answer = Pin::new(&mut self.future).poll(context);
        self.is_over = answer.is_ready();
        answer
    }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

fn boxed(task: impl Future<Output = ()> + 'static) -> Task {
    Box::pin(task)
}

/// What a task's waker rings: the task is to be polled, and the thread may be asleep.
struct Bell {
    rang: AtomicBool,
    thread: Thread,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rang.store(true, Ordering::Relaxed);
        self.thread.unpark();
    }
}

/// Polls each task when its bell has rung, and sleeps while none has, until all are done.
fn run(tasks: Vec<Task>) {
    let bell = || Bell { rang: AtomicBool::new(true), thread: thread::current() };
    let mut tasks: Vec<(Task, Arc<Bell>)> =
        tasks.into_iter().map(|task| (task, Arc::new(bell()))).collect();
    while !tasks.is_empty() {
        let mut was_any_asked = false;
        tasks.retain_mut(|(task, bell)| {
            if !bell.rang.swap(false, Ordering::Relaxed) {
                return true;
            }
            was_any_asked = true;
            let waker = Waker::from(Arc::clone(bell));
            task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending()
        });
        match was_any_asked {
            // Others than this thread may have something to do.
            true => thread::yield_now(),
            false => thread::park(),
        }
    }
}
