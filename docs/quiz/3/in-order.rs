//! Three parcels, and a postman who asks for them in order.
//!
//! - when: `second parcel`
//! - when: `third parcel`

use std::time::Duration;
use tokio::time::sleep;

async fn parcel(days: u64) {
    sleep(Duration::from_secs(days)).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let parcels = [4, 1, 6].map(|days| tokio::spawn(parcel(days)));
    for (name, parcel) in ["first", "second", "third"].into_iter().zip(parcels) {
        parcel.await.expect("no panic");
        println!("{name} parcel");
    }
}
