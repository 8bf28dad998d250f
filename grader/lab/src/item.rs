//! What a consumer does with the items it takes.

use tokio::time::sleep;

use crate::calls::Call;
use crate::world;

/// Uses item `number`, and comes back when it is used up.
pub async fn use_item(number: u32) {
    let call = Call::begin();
    let answer = world::ask(&format!("use_item {number}"));
    sleep(answer.takes).await;
    call.done();
}
