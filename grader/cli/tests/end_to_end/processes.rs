//! Who is running, as the system sees it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// A process that is alive.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Process {
    pub(crate) command_line: String,
    /// What it has used of a processor, in the system's ticks.
    pub(crate) ticks: u64,
}

/// All processes that work in a folder or are programs in it. One that is confined sees other
/// folders than we do, but was started by the same name.
pub(crate) fn at_work_in(folder: &Path) -> Vec<Process> {
    let folder = folder.canonicalize().expect("the folder is there");
    let entries = fs::read_dir("/proc").expect("the system shows its processes").flatten();
    let processes = entries.map(|entry| entry.path()).filter(|process| {
        let is_inside =
            |link| fs::read_link(process.join(link)).is_ok_and(|to| to.starts_with(&folder));
        let is_named = command_line(process).starts_with(&*folder.to_string_lossy());
        is_inside("cwd") || is_inside("exe") || is_named
    });
    let seen = |path: PathBuf| Process { command_line: command_line(&path), ticks: ticks(&path) };
    processes.map(seen).collect()
}

/// The command lines of all processes that are alive and have this in theirs.
pub(crate) fn running(marker: &str) -> Vec<String> {
    let entries = fs::read_dir("/proc").expect("the system shows its processes").flatten();
    let lines = entries.map(|entry| command_line(&entry.path()));
    lines.filter(|line| line.contains(marker)).collect()
}

fn command_line(process: &Path) -> String {
    let line = fs::read(process.join("cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).replace('\0', " ").trim().to_owned()
}

/// Ticks that it spent in its own code.
fn ticks(process: &Path) -> u64 {
    const AFTER_THE_NAME: usize = 11;
    let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let user = after.split_whitespace().nth(AFTER_THE_NAME);
    user.and_then(|ticks| ticks.parse().ok()).unwrap_or_default()
}

/// Waits until something holds; panics with its description when that takes far too long.
pub(crate) fn wait_until(what: &str, at_most: Duration, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + at_most;
    while !holds() {
        assert!(Instant::now() < deadline, "for {at_most:?} this did not come true: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Processes that keep the machine busy until this is dropped.
pub(crate) struct Load(Vec<Child>);

impl Load {
    pub(crate) fn of(count: usize) -> Load {
        // However the tests end, these end after two minutes of work.
        let script = "ulimit -t 120; while :; do :; done";
        let busy = || Command::new("sh").args(["-c", script]).spawn().expect("a shell");
        Load((0..count).map(|_| busy()).collect())
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for busy in &mut self.0 {
            // One that has ended already need not be killed.
            let _ = busy.kill();
            let _ = busy.wait();
        }
    }
}
