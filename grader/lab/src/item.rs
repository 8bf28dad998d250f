//! A consumer at work: it uses one item after another, each for as long as that takes.

use crate::calls;

/// Uses item `number`. Prints `consumer: start 1`, and `consumer: done 1` when it is used up.
pub async fn use_item(number: u32) {
    println!("consumer: start {number}");
    calls::wait(&format!("use_item {number}")).await;
    println!("consumer: done {number}");
}
