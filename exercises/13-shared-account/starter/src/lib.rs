//! Customers pay money into one account, all at the same time.

/// Serves all slips at once. Each has its card checked with `lab::check_card(&who).await`; when
/// that is done, its amount is added to the balance, which begins at 0, and the line
/// `bob: +20 -> 20` says so. Comes back with the balance when everybody is served.
pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    todo!("check all these cards at once, and add up what they bring: {slips:?}")
}
