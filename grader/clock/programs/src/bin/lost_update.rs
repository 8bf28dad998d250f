//! Six deposits, each read, announced and written back: where another comes in between, one of
//! the two is lost.

use std::sync::Mutex;
use std::thread;

fn main() {
    let balance = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let seen = *balance.lock().expect("nobody panicked");
                eprintln!("seen {seen}");
                *balance.lock().expect("nobody panicked") = seen + 1;
            });
        }
    });
    println!("balance {}", balance.lock().expect("nobody panicked"));
}
