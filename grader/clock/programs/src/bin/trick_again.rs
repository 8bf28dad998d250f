//! Starts itself again, without the clock: in its own place, as a child that writes to the same
//! output, or as a child with a clock of the program's choosing.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, thread, time};

fn main() {
    let own = env::current_exe().expect("a path");
    let mut again = Command::new(own);
    again.arg("again");
    match env::args().nth(1).as_deref() {
        Some("replace") => println!("{}", again.exec()),
        Some("child") => drop(again.status()),
        Some("clock") => {
            // What is mapped where is not told; but the clock lies where folders of runs lie.
            let own = env::current_dir().expect("a folder");
            let clock = own.ancestors().skip(1).take(3).find_map(|folder| clock_below(folder, 2));
            let settings = "records=1 schedule=0 line_cost=0 wall_clock=0 limit=9000000000000";
            again.env("LD_PRELOAD", clock.expect("the clock is loaded"));
            again.env("VIRTUAL_CLOCK", settings);
            println!("{}", again.status().expect("a child"));
        }
        _ => {
            thread::sleep(time::Duration::from_millis(50));
            println!("eight");
        }
    }
}

/// The clock, if it lies in this folder or so deep below it.
fn clock_below(folder: &Path, depth: u32) -> Option<PathBuf> {
    let paths: Vec<PathBuf> =
        fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    let is_clock = |path: &&PathBuf| path.ends_with("libclock.so");
    let below =
        || depth.checked_sub(1).and_then(|d| paths.iter().find_map(|it| clock_below(it, d)));
    paths.iter().find(is_clock).cloned().or_else(below)
}
