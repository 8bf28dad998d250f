//! Three tasks wait for a word that nobody will say, and the program waits for them.

use tokio::runtime::Builder;
use tokio::sync::Notify;
use tokio::task::JoinSet;

static WORD: Notify = Notify::const_new();

fn main() {
    let workers = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1);
    let runtime = match workers {
        1 => Builder::new_current_thread().enable_all().build(),
        _ => Builder::new_multi_thread().worker_threads(workers).enable_all().build(),
    };
    runtime.expect("a runtime").block_on(async {
        let mut tasks = JoinSet::new();
        for _ in 0..5 {
            tasks.spawn(async { tokio::time::sleep(std::time::Duration::from_secs(1)).await });
        }
        for _ in 0..3 {
            tasks.spawn(WORD.notified());
        }
        while tasks.join_next().await.is_some() {}
    });
}
