//! crossbeam's channels: a choice among several, ticks, alarms, and a queue without room.

use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{after, bounded, never, select, tick, unbounded};

fn main() {
    let start = Instant::now();
    let (words, letters) = unbounded();
    thread::spawn(move || {
        for word in ["one", "two", "three"] {
            thread::sleep(Duration::from_millis(800));
            let _ = words.send(word);
        }
    });
    let (ticks, alarm) = (tick(Duration::from_secs(1)), after(Duration::from_millis(4500)));
    let mut letters = letters;
    loop {
        select! {
            recv(letters) -> word => match word {
                Ok(word) => println!("{word} after {:?}", start.elapsed()),
                Err(_) => letters = never(),
            },
            recv(ticks) -> _ => println!("tick after {:?}", start.elapsed()),
            recv(alarm) -> _ => break,
        }
    }
    println!("alarm after {:?}", start.elapsed());
    println!("{:?} after {:?}", letters.try_recv(), start.elapsed());

    let (sender, receiver) = bounded(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            for number in 1..=3 {
                let _ = sender.send(number);
                println!("{number} taken after {:?}", start.elapsed());
            }
        });
        for _ in 0..3 {
            thread::sleep(Duration::from_millis(500));
            let _ = receiver.recv();
        }
    });
    println!("{:?}", receiver.recv_timeout(Duration::from_secs(1)));
    println!("done after {:?}", start.elapsed());
}
