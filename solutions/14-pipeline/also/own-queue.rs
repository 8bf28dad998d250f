//! No channel at all: a list behind a lock, and two bells, one for each side.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

struct Queue {
    items: Mutex<VecDeque<u32>>,
    cap: usize,
    is_shorter: Notify,
    is_longer: Notify,
}

impl Queue {
    async fn put(&self, item: u32) {
        while !self.put_if_there_is_room(item) {
            self.is_shorter.notified().await;
        }
        self.is_longer.notify_one();
    }

    fn put_if_there_is_room(&self, item: u32) -> bool {
        let mut items = self.items.lock().expect("nobody panics with the lock");
        let has_room = items.len() < self.cap;
        if has_room {
            items.push_back(item);
        }
        has_room
    }

    async fn take(&self) -> u32 {
        loop {
            let item = self.items.lock().expect("nobody panics with the lock").pop_front();
            if let Some(item) = item {
                self.is_shorter.notify_one();
                return item;
            }
            self.is_longer.notified().await;
        }
    }
}

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let queue =
        Queue { items: Mutex::default(), cap, is_shorter: Notify::new(), is_longer: Notify::new() };
    let produce = async {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            queue.put(item).await;
            println!("producer: queued {item}");
        }
    };
    let consume = async {
        // Both sides know how many there will be, so nobody has to say that it was the last.
        for _ in 1..=items {
            lab::use_item(queue.take().await).await;
        }
    };
    tokio::join!(produce, consume);
}
