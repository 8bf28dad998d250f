//! Asks many servers at once.

use lab::Offline;

/// Asks every server of `ids` with `lab::fetch`, all at once, and says what comes when it comes:
/// `a: arrived 17`, or `a: offline`. Comes back when all have answered, with the answers in the
/// order of `ids`.
pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>> {
    todo!("ask all of {ids:?} at once")
}
