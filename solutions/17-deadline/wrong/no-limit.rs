//! # The server will answer some time
//!
//! "{right}" belongs at {right_at}: you wait for the answer, however long it takes. Put the request
//! into a `timeout(limit, ..)`.
//!
//! - source not: `timeout`
//! - source not: `select!`

use std::time::Duration;

pub async fn ask_with_deadline(_limit: Duration, tries: u32, _pause: Duration) -> Option<u64> {
    if tries == 0 {
        return None;
    }
    println!("try 1");
    Some(lab::ask(1).await)
}
