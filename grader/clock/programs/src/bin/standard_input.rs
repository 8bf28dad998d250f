//! Reads lines from standard input and naps after each, with `std` or with tokio.

use std::time::Duration;

use tokio::io::AsyncBufReadExt;

fn main() -> std::io::Result<()> {
    if std::env::args().nth(1).as_deref() != Some("tokio") {
        for line in std::io::stdin().lines() {
            println!("line: {}", line?);
            std::thread::sleep(Duration::from_secs(1));
        }
        return Ok(());
    }
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let mut lines = tokio::io::BufReader::new(tokio::io::stdin()).lines();
        while let Some(line) = lines.next_line().await? {
            println!("line: {line}");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        Ok(())
    })
}
