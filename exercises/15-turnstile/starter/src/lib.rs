//! A few downloads at a time.

/// Downloads every id with `lab::download`, in this order, at most `at_once` of them at the same
/// time; each begins as soon as there is a place for it. Comes back when the last one is done.
pub async fn download_all(ids: Vec<String>, at_once: usize) {
    todo!("download {ids:?}, at most {at_once} at once")
}
