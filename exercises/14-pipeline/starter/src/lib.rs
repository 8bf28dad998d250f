//! One makes, one uses, and a queue with few places lies between them.

use std::time::Duration;

/// A producer makes the items 1 to `items`, each in `make`, and puts them into a queue of `cap`
/// places; it prints `producer: made 1`, and `producer: queued 1` when the queue has taken it.
/// A consumer takes them out in turn and uses each with `lab::use_item(1).await`.
/// Comes back when the last item is used up.
pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    todo!("make {items} items, one every {make:?}, through a queue of {cap}")
}
