//! A child process that ends at once, is waited for, and does not disturb the naps around it.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("child") {
        std::process::exit(7);
    }
    let start = Instant::now();
    thread::sleep(Duration::from_secs(2));
    let mut child =
        Command::new(std::env::current_exe()?).arg("child").stdin(Stdio::null()).spawn()?;
    let status = child.wait()?;
    println!("code {:?} after {:?}", status.code(), start.elapsed());
    thread::sleep(Duration::from_secs(3));
    println!("done after {:?}", start.elapsed());
    Ok(())
}
