//! Child processes of tokio's: waited for, read from, with a time limit, never ending.

use std::time::Duration;

use tokio::process::Command;
use tokio::time::{Instant, sleep, timeout};

fn shell(script: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", script]).kill_on_drop(true);
    shell
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let ticks = tokio::spawn(async {
        for tick in 1..=3 {
            sleep(Duration::from_millis(500)).await;
            println!("tick {tick}");
        }
    });
    match std::env::args().nth(1).as_deref() {
        Some("output") => {
            let output = shell("sleep 0.2; echo hello").output().await.expect("a child");
            print!("{}", String::from_utf8_lossy(&output.stdout));
        }
        Some("limit") => {
            let mut child = shell("sleep 1000").spawn().expect("a child");
            let ended = timeout(Duration::from_millis(750), child.wait()).await;
            println!("too late: {}", ended.is_err());
        }
        _ => {
            let status = shell("sleep 0.1; exit 3").status().await.expect("a child");
            println!("{status} after {:?}", start.elapsed());
        }
    }
    ticks.await.expect("it does not panic");
}
