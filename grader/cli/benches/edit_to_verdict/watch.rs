//! A watch: the built verbs, as `cargo xtask watch` has them run, and a clock.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::student::command;

/// What the watcher says last of a check.
const FINISHED: &str = "[watch] check finished";
/// Far longer than any check takes.
const PATIENCE: Duration = Duration::from_secs(120);

/// An exercise that is watched; nobody watches any more when this is dropped.
pub(crate) struct Watch {
    child: Child,
    /// When each check was finished.
    finished: Receiver<Instant>,
}

impl Watch {
    /// Begins, and waits for the first check.
    pub(crate) fn begin(verbs: &Path, course: &Path, slug: &str) -> Watch {
        let mut watch = command(course, &[&verbs.to_string_lossy(), "watch", slug]);
        watch.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = watch.spawn().expect("the verbs can be started");
        let lines = BufReader::new(child.stdout.take().expect("the output is a pipe")).lines();
        let (tell, finished) = channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if line.starts_with(FINISHED) && tell.send(Instant::now()).is_err() {
                    return;
                }
            }
        });
        let watch = Watch { child, finished };
        watch.wait();
        watch
    }

    /// How long it takes from `save` to the end of the check.
    pub(crate) fn time(&self, save: impl FnOnce()) -> Duration {
        let began = Instant::now();
        save();
        self.wait() - began
    }

    fn wait(&self) -> Instant {
        self.finished.recv_timeout(PATIENCE).expect("the watcher finishes a check")
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It has nothing under way, so nothing is left of it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
