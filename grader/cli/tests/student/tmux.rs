//! A real terminal with a student at it: keys are typed, and what is on the screen is read.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::places::folder;
use crate::program::{surroundings, verbs};

/// Far longer than anything takes that is waited for here.
const SOON: Duration = Duration::from_secs(60);

/// A terminal in which a shell waits for commands. It is gone when this is dropped.
pub(crate) struct Terminal {
    /// Holds the socket of a server that nobody else uses.
    above: TempDir,
}

impl Terminal {
    /// Opens a terminal of this size in a folder; none, and a word about it, where there is no
    /// tmux.
    pub(crate) fn open(columns: u16, folder: &Path) -> Option<Terminal> {
        if Command::new("tmux").arg("-V").output().is_err() {
            println!("not tested: there is no tmux on this machine");
            return None;
        }
        // What has to be built is built first.
        verbs();
        let terminal = Terminal { above: self::folder() };
        let columns = columns.to_string();
        // A prompt of its own tells that the shell is back.
        let shell = "PS1='ready> ' exec sh";
        let folder = folder.to_string_lossy();
        let start = ["new-session", "-d", "-x", &columns, "-y", "60", "-c", &folder, shell];
        terminal.tmux(&[&["-f", "/dev/null"][..], &start].concat());
        terminal.wait_for("ready>");
        Some(terminal)
    }

    /// Starts `cargo xtask` with these arguments, as typed.
    pub(crate) fn start(&self, args: &str) {
        let verbs = verbs().display();
        self.write(&format!("clear; {verbs} {args}; echo ended with $?\n"));
    }

    /// Keeps every byte that is written to the terminal from now on, in a file.
    pub(crate) fn record(&self, file: &Path) {
        self.tmux(&["pipe-pane", &format!("cat >{}", file.display())]);
    }

    /// Types this text.
    pub(crate) fn write(&self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.key("Enter");
            }
            if !line.is_empty() {
                self.tmux(&["send-keys", "-l", line]);
            }
        }
    }

    /// Presses a key that has a name, such as `Enter` or `C-c`.
    pub(crate) fn key(&self, name: &str) {
        self.tmux(&["send-keys", name]);
    }

    /// What is on the screen.
    pub(crate) fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-J"])
    }

    /// Waits until this is on the screen, and gives all that is.
    pub(crate) fn wait_for(&self, text: &str) -> String {
        let deadline = Instant::now() + SOON;
        loop {
            let screen = self.screen();
            if screen.contains(text) {
                return screen;
            }
            assert!(Instant::now() < deadline, "`{text}` never came:\n{screen}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether the terminal shows what is typed and hands it on line by line, as shells want it.
    pub(crate) fn is_as_it_was(&self) {
        self.write("clear; stty -a | tr ' ;' '\\n\\n' | grep -xE -- '-?(icanon|echo)' | xargs\n");
        self.wait_for("icanon echo\n");
    }

    fn socket(&self) -> PathBuf {
        self.above.path().join("socket")
    }

    fn tmux(&self, args: &[&str]) -> String {
        let mut command = Command::new("tmux");
        surroundings(&mut command);
        // The terminal's own width counts.
        command.env_remove("COLUMNS").arg("-S").arg(self.socket()).args(args);
        let output = command.output().expect("tmux can be started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "tmux {args:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let mut command = Command::new("tmux");
        // A server that is gone needs no end.
        let _ = command.arg("-S").arg(self.socket()).arg("kill-server").output();
    }
}
