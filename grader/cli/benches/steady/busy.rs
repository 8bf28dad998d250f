//! Processes that do nothing but keep a core busy, and end with this one.

use std::env;
use std::hint;
use std::process::{Child, Command, Stdio};

use rustix::process::Signal;

/// The word by which this program becomes such a process.
pub(crate) const WORD: &str = "--keep-a-core-busy";

/// Some of them; dropping this ends them.
pub(crate) struct BusyLoops(Vec<Child>);

impl BusyLoops {
    pub(crate) fn start(count: usize) -> BusyLoops {
        let program = env::current_exe().expect("this program has a path");
        let start = |_| {
            let mut command = Command::new(&program);
            command.arg(WORD).stdin(Stdio::null());
            command.spawn().expect("a busy loop can be started")
        };
        BusyLoops((0..count).map(start).collect())
    }
}

impl Drop for BusyLoops {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // One that has already ended needs no killing.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// What such a process does, until it is killed or the process that started it ends.
pub(crate) fn keep_a_core_busy() -> ! {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))
        .expect("a busy loop ends with the process that started it");
    loop {
        hint::spin_loop();
    }
}
