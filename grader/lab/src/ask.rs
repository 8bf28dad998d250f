//! A server that takes its time, and notices when nobody waits for its answer any more.

use crate::calls;

/// Sends request `number` to the server, and comes back with the answer. Prints
/// `server: start 1`, and then `server: done 1`; or `server: cancelled 1` when what this
/// function gave you is dropped before.
pub async fn ask(number: u32) -> u64 {
    println!("server: start {number}");
    let mut request = Request { number, is_answered: false };
    let says = calls::wait(&format!("ask {number}")).await;
    request.is_answered = true;
    println!("server: done {number}");
    says.parse().unwrap_or_default()
}

/// A request that the server has and has not answered.
struct Request {
    number: u32,
    is_answered: bool,
}

impl Drop for Request {
    fn drop(&mut self) {
        if !self.is_answered {
            println!("server: cancelled {}", self.number);
        }
    }
}
