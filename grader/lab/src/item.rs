//! A consumer at work: it uses one item after another, each for as long as that takes.

use tokio::time::sleep;

use crate::calls::Call;
use crate::world;

/// Uses item `number`. Prints `consumer: start 1`, and `consumer: done 1` when it is used up.
pub async fn use_item(number: u32) {
    println!("consumer: start {number}");
    let call = Call::begin();
    let answer = world::ask(&format!("use_item {number}"));
    sleep(answer.takes).await;
    call.done();
    println!("consumer: done {number}");
}
