//! An interval that nobody stops.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut ticks = tokio::time::interval(std::time::Duration::from_secs(60));
    loop {
        ticks.tick().await;
    }
}
