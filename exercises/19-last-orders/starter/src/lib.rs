//! A kitchen that closes as a good one does.

use std::time::Duration;

/// What became of the orders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evening {
    /// Dishes that were done.
    pub served: usize,
    /// Dishes that were begun and cut off.
    pub cut_off: usize,
    /// Orders that were not begun.
    pub never_started: usize,
}

/// Has `cooks` cooks work off `orders` with `lab::cook(&dish)`, in this order, one dish each at a
/// time. When `lab::closing_time()` is there, no dish is begun any more; those that are under way
/// have `grace` to get done, and are cut off then. It comes back as soon as nothing is left to do.
pub async fn kitchen(cooks: usize, orders: Vec<String>, grace: Duration) -> Evening {
    todo!("cook {orders:?} with {cooks} cooks, and {grace:?} after closing time")
}
