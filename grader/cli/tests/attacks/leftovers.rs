//! What is still there of an attack when it should be gone: processes, files, and what has
//! neither a process nor a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::{Pid, Signal};

/// Folders in which anybody may leave something.
const COMMON: [&str; 5] = ["/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock"];

/// All that bears the mark, each in a few words.
pub(crate) fn find(mark: &str, program: &Path) -> Vec<String> {
    let mut left: Vec<String> =
        processes(mark).into_iter().map(|process| format!("process {process}")).collect();
    left.extend(files(mark).iter().map(|file| format!("file {}", file.display())));
    let other = ask(program, "look_for_what_is_left", mark);
    left.extend(other.split(", ").filter(|kind| !kind.is_empty()).map(str::to_owned));
    left
}

/// Removes all that bears the mark.
pub(crate) fn clear(mark: &str, program: &Path) {
    kill(mark);
    for file in files(mark) {
        let _ = fs::remove_file(file);
    }
    ask(program, "clear_what_is_left", mark);
}

/// Kills every process that bears the mark.
pub(crate) fn kill(mark: &str) {
    // What moves on while it is looked for is looked for again.
    for _ in 0..1000 {
        let found = processes(mark);
        if found.is_empty() {
            break;
        }
        for process in found.into_iter().filter_map(Pid::from_raw) {
            // It may have ended by itself.
            let _ = rustix::process::kill_process(process, Signal::KILL);
        }
    }
}

/// Processes that were started with the mark; in one whose first thread has ended, another tells.
pub(crate) fn processes(mark: &str) -> Vec<i32> {
    let own = std::process::id() as i32;
    let mut numbers: Vec<i32> = names("/proc").filter_map(|name| name.parse().ok()).collect();
    // The youngest first: they are the first to go.
    numbers.sort_unstable_by_key(|number| -number);
    let bears = |process: &i32| {
        let folder = PathBuf::from(format!("/proc/{process}"));
        let first = fs::read(folder.join("cmdline")).unwrap_or_default();
        let tasks = || names(folder.join("task")).map(|task| folder.join("task").join(task));
        let has = |line: &[u8]| String::from_utf8_lossy(line).contains(mark);
        has(&first)
            || first.is_empty()
                && tasks().any(|task| has(&fs::read(task.join("cmdline")).unwrap_or_default()))
    };
    numbers.into_iter().filter(|&process| process != own).filter(bears).collect()
}

/// True for a process that was stopped and has not gone on.
pub(crate) fn is_stopped(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, after)| after.starts_with('T'))
}

fn files(mark: &str) -> Vec<PathBuf> {
    let common = COMMON.iter().map(Path::new);
    let named = common.flat_map(|folder| names(folder).map(|name| folder.join(name)));
    named.filter(|path| path.to_string_lossy().contains(mark)).collect()
}

fn names(folder: impl AsRef<Path>) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned())
}

/// The kernel's lists of shared memory and the like show only what their reader may see, so it is
/// asked for each thing by its name.
fn ask(program: &Path, what: &str, mark: &str) -> String {
    let said = Command::new(program).args([what, mark]).output().expect("the program can be run");
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    text.trim().strip_prefix("GOT").unwrap_or_else(|| panic!("{what}: {text}")).trim().to_owned()
}
