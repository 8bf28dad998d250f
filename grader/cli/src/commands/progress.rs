//! Says on standard error what takes so long: in place on a terminal, a line each elsewhere.

use std::io::{IsTerminal, Write, stderr};

use engine::build::Progress;

/// Shows one step at a time.
pub(super) struct Steps {
    in_place: bool,
    shown: bool,
}

impl Steps {
    pub(super) fn new() -> Steps {
        Steps { in_place: stderr().is_terminal(), shown: false }
    }

    fn say(&mut self, text: &str) {
        let text: String = text.chars().filter(|c| !c.is_control()).take(76).collect();
        let _ = if self.in_place {
            write!(stderr(), "\r\x1b[2K{text}")
        } else {
            writeln!(stderr(), "{text}")
        };
        let _ = stderr().flush();
        self.shown = true;
    }

    /// Wipes what was shown in place.
    pub(super) fn clear(&mut self) {
        if self.in_place && self.shown {
            // A terminal that cannot be written to has nobody who looks.
            let _ = write!(stderr(), "\r\x1b[2K");
            self.shown = false;
        }
    }
}

impl Progress for Steps {
    fn step(&mut self, text: &str) {
        self.say(text);
    }

    fn moment(&mut self, text: &str) {
        if self.in_place {
            self.say(text);
        }
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        self.clear();
    }
}
