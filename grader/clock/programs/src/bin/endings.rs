//! Programs that do not end by themselves: stopped from within, waiting for a pipe that nobody
//! writes to, ticking for ever.

use std::io::Read;
use std::process::Command;
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("here");
    let me = std::process::id().to_string();
    match std::env::args().nth(1).as_deref() {
        Some("stop") => drop(Command::new("kill").args(["-STOP", &me]).status()),
        Some("terminal-stop") => drop(Command::new("kill").args(["-TSTP", &me]).status()),
        Some("silent-pipe") => {
            let (mut read, _write) = std::io::pipe().expect("a pipe");
            let mut text = String::new();
            read.read_to_string(&mut text).expect("it can be read");
        }
        _ => {
            let mut ticks = tokio::time::interval(Duration::from_secs(60));
            loop {
                ticks.tick().await;
            }
        }
    }
    println!("gone on");
}
