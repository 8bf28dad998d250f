//! A kitchen, and the moment at which it closes.

use crate::calls;

/// Waits until the place closes, and prints `closing time` then. When that is, nobody knows before.
pub async fn closing_time() {
    calls::wait("closing_time").await;
    println!("closing time");
}

/// Cooks `dish`. Prints `soup: start`, and `soup: done` when it is ready; or `soup: cut off` when
/// what this function gave you is dropped before.
pub async fn cook(dish: &str) {
    println!("{dish}: start");
    let mut stove = Stove { dish, is_done: false };
    calls::wait(&format!("cook {dish}")).await;
    stove.is_done = true;
    println!("{dish}: done");
}

/// Where a dish stands until it is done.
struct Stove<'a> {
    dish: &'a str,
    is_done: bool,
}

impl Drop for Stove<'_> {
    fn drop(&mut self) {
        if !self.is_done {
            println!("{}: cut off", self.dish);
        }
    }
}
