//! A child process that tokio starts and waits for, between two naps.

use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("child") {
        std::process::exit(7);
    }
    let start = Instant::now();
    sleep(Duration::from_secs(2)).await;
    let mut command = Command::new(std::env::current_exe()?);
    let status = command.arg("child").stdin(Stdio::null()).status().await?;
    println!("code {:?} after {:?}", status.code(), start.elapsed());
    sleep(Duration::from_secs(3)).await;
    println!("done after {:?}", start.elapsed());
    Ok(())
}
