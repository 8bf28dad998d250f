//! Downloads of different sizes.

use crate::calls;

/// Downloads `id`. Prints `{id}: start`, and `{id}: done` when it is there.
pub async fn download(id: &str) {
    println!("{id}: start");
    calls::wait(&format!("download {id}")).await;
    println!("{id}: done");
}
