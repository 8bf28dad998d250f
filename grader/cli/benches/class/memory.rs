//! How much memory the processes hold that this one has started, and those that they have.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use walkdir::WalkDir;

const LOOK: Duration = Duration::from_millis(20);
/// What the kernel counts memory in, on every machine that this course supports.
const PAGE: u64 = 4096;
/// The compiler, and what it starts: their memory is not ours to save.
const COMPILER: [&str; 6] = ["rustc", "cc", "collect2", "ld.lld", "rust-lld", "ld"];

/// The most bytes that were resident at one time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Most {
    /// Of the graders.
    pub(crate) graders: u64,
    /// Of the graders and of all that they started but the compiler.
    pub(crate) without_compiler: u64,
}

/// A thread that looks again and again.
pub(crate) struct Watched {
    ends: Arc<AtomicBool>,
    looks: JoinHandle<Most>,
}

impl Watched {
    pub(crate) fn begin() -> Watched {
        let ends = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&ends);
        let looks = thread::spawn(move || {
            let mut most = Most::default();
            while !over.load(Ordering::Relaxed) {
                let now = look();
                most.graders = most.graders.max(now.graders);
                most.without_compiler = most.without_compiler.max(now.without_compiler);
                thread::sleep(LOOK);
            }
            most
        });
        Watched { ends, looks }
    }

    pub(crate) fn end(self) -> Most {
        self.ends.store(true, Ordering::Relaxed);
        self.looks.join().expect("looking does not panic")
    }
}

/// One process, as the system lists it.
struct Process {
    name: String,
    parent: u32,
    bytes: u64,
}

fn look() -> Most {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
    let processes: BTreeMap<u32, Process> =
        pids.filter_map(|pid: u32| Some((pid, process(pid)?))).collect();
    let own = std::process::id();
    let mut now = Most::default();
    for (pid, process) in &processes {
        if !descends(&processes, *pid, own) || COMPILER.contains(&process.name.as_str()) {
            continue;
        }
        now.without_compiler += process.bytes;
        if process.name == "grader" {
            now.graders += process.bytes;
        }
    }
    now
}

/// None when it has ended meanwhile.
fn process(pid: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in parentheses and may hold anything; the parent is the second behind it.
    let (before, behind) = stat.rsplit_once(") ")?;
    let name = before.split_once(" (")?.1.to_owned();
    let mut fields = behind.split(' ');
    let parent = fields.nth(1)?.parse().ok()?;
    // Of the fields behind the parent, the resident pages are the twentieth.
    let pages: u64 = fields.nth(19)?.parse().ok()?;
    Some(Process { name, parent, bytes: pages * PAGE })
}

fn descends(processes: &BTreeMap<u32, Process>, mut pid: u32, from: u32) -> bool {
    while let Some(process) = processes.get(&pid) {
        if process.parent == from {
            return true;
        }
        pid = process.parent;
    }
    false
}

/// The bytes of all files in a folder.
pub(crate) fn size(folder: &Path) -> u64 {
    let entries = WalkDir::new(folder).into_iter().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}
