//! A bank that checks cards, slowly.

use crate::calls;

/// Has the card of `who` checked. Prints `{who}: card check`, and comes back when it is done.
pub async fn check_card(who: &str) {
    println!("{who}: card check");
    calls::wait(&format!("check_card {who}")).await;
}
