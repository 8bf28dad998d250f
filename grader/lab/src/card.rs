//! A bank that checks cards, slowly.

use tokio::time::sleep;

use crate::calls::Call;
use crate::world;

/// Has the card of `who` checked. Prints `{who}: card check`, and comes back when it is done.
pub async fn check_card(who: &str) {
    println!("{who}: card check");
    let call = Call::begin();
    let answer = world::ask(&format!("check_card {who}"));
    sleep(answer.takes).await;
    call.done();
}
