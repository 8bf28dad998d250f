//! Downloads of different sizes.

use tokio::time::sleep;

use crate::calls::Call;
use crate::world;

/// Downloads `id`. Prints `{id}: start`, and `{id}: done` when it is there.
pub async fn download(id: &str) {
    println!("{id}: start");
    let call = Call::begin();
    let answer = world::ask(&format!("download {id}"));
    sleep(answer.takes).await;
    call.done();
    println!("{id}: done");
}
