//! The tasks themselves stand in the queue, each with its future; timers are a heap, and the thread is
//! parked.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// A future, until it is done.
type Slot = Rc<RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>>>;

struct Alarm {
    until: Instant,
    number: u64,
    waker: Waker,
}

impl PartialEq for Alarm {
    fn eq(&self, other: &Alarm) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Alarm {}

impl PartialOrd for Alarm {
    fn partial_cmp(&self, other: &Alarm) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Alarm {
    fn cmp(&self, other: &Alarm) -> std::cmp::Ordering {
        (self.until, self.number).cmp(&(other.until, other.number))
    }
}

thread_local! {
    static TASKS: RefCell<Vec<Slot>> = RefCell::default();
    static ALARMS: RefCell<BinaryHeap<Reverse<Alarm>>> = RefCell::default();
    static NUMBER: Cell<u64> = const { Cell::new(0) };
    static QUEUE: (Sender<usize>, RefCell<Receiver<usize>>) = {
        let (sender, receiver) = channel();
        (sender, RefCell::new(receiver))
    };
}

struct Bell {
    place: usize,
    queue: Mutex<Sender<usize>>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let _ = self.queue.lock().expect("nobody panics with it").send(self.place);
    }
}

pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let place = TASKS.with_borrow_mut(|tasks| {
        tasks.push(Rc::new(RefCell::new(Some(Box::pin(task)))));
        tasks.len() - 1
    });
    QUEUE.with(|(sender, _)| sender.send(place).expect("the queue is there"));
}

pub fn sleep(length: Duration) -> Sleep {
    Sleep { until: Instant::now() + length, is_set: false }
}

pub struct Sleep {
    until: Instant,
    is_set: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.until {
            return Poll::Ready(());
        }
        // The tasks here never change their owner.
        if !self.is_set {
            self.is_set = true;
            let number = NUMBER.replace(NUMBER.get() + 1);
            let alarm = Alarm { until: self.until, number, waker: context.waker().clone() };
            ALARMS.with_borrow_mut(|alarms| alarms.push(Reverse(alarm)));
        }
        Poll::Pending
    }
}

pub fn run(main: impl Future<Output = ()> + 'static) -> usize {
    spawn(main);
    loop {
        while let Ok(place) = QUEUE.with(|(_, receiver)| receiver.borrow().try_recv()) {
            poll(place);
        }
        let left =
            TASKS.with_borrow(|tasks| tasks.iter().filter(|it| it.borrow().is_some()).count());
        let earliest = ALARMS.with_borrow(|alarms| alarms.peek().map(|alarm| alarm.0.until));
        let Some(until) = earliest.filter(|_| left > 0) else { return left };
        while Instant::now() < until {
            thread::park_timeout(until - Instant::now());
        }
        if let Some(Reverse(alarm)) = ALARMS.with_borrow_mut(BinaryHeap::pop) {
            alarm.waker.wake();
        }
    }
}

fn poll(place: usize) {
    let slot = TASKS.with_borrow(|tasks| Rc::clone(&tasks[place]));
    let queue = QUEUE.with(|(sender, _)| Mutex::new(sender.clone()));
    let waker = Waker::from(Arc::new(Bell { place, queue }));
    let mut task = slot.borrow_mut();
    if let Some(future) = &mut *task
        && future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready()
    {
        *task = None;
    }
}
