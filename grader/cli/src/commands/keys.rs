//! Single keys: the terminal hands them on at once and does not show them, until this is dropped
//! or the program ends otherwise.

use std::io::{self, IsTerminal, stdin};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};

/// How the terminal was before. Shared with whatever ends the program from elsewhere.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

const ESCAPE: u8 = 0x1b;
/// What a terminal sends for Ctrl-D.
const END: u8 = 0x04;

/// What was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyPress {
    /// A letter, in lower case; Enter is `\n`.
    Letter(char),
    /// Nobody will type any more: the terminal is gone, or Ctrl-D.
    End,
}

/// Standard input, read key by key.
pub(super) struct Keys {
    /// False once there is nobody to type.
    open: bool,
    /// True when it is a terminal.
    is_terminal: bool,
}

impl Keys {
    /// Takes the terminal, if there is one. Ctrl-C, Ctrl-Z and line endings stay as they are.
    pub(super) fn open() -> Keys {
        let is_terminal = stdin().is_terminal();
        if is_terminal && let Ok(before) = tcgetattr(stdin()) {
            let mut now = before.clone();
            now.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
            now.special_codes[SpecialCodeIndex::VMIN] = 1;
            now.special_codes[SpecialCodeIndex::VTIME] = 0;
            *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(before);
            // Where it does not work, keys come after Enter.
            let _ = tcsetattr(stdin(), OptionalActions::Now, &now);
        }
        Keys { open: true, is_terminal }
    }

    /// Whether there is a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Waits at most so long for keys, and gives those that were typed.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub(super) fn wait(&mut self, at_most: Duration) -> io::Result<Vec<KeyPress>> {
        if !self.open {
            thread::sleep(at_most);
            return Ok(Vec::new());
        }
        let stdin = stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        let timeout = Timespec {
            tv_sec: at_most.as_secs() as i64,
            tv_nsec: i64::from(at_most.subsec_nanos()),
        };
        match poll(&mut fds, Some(&timeout)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(Vec::new()),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        let mut bytes = [0; 64];
        match rustix::io::read(&stdin, &mut bytes) {
            Ok(0) | Err(rustix::io::Errno::IO) => {
                self.open = false;
                // Without a terminal there is simply nobody who types.
                Ok(if self.is_terminal { vec![KeyPress::End] } else { Vec::new() })
            }
            Ok(length) => Ok(keys(&bytes[..length])),
            Err(rustix::io::Errno::INTR) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was; nothing when it was not taken.
pub(super) fn restore() {
    if let Some(before) = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take() {
        // A terminal that is gone needs nothing.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &before);
    }
}

/// What these bytes mean. An arrow key and its like begin with an escape and mean nothing here.
fn keys(bytes: &[u8]) -> Vec<KeyPress> {
    let plain = bytes.split(|&byte| byte == ESCAPE).next().unwrap_or_default();
    let key = |&byte: &u8| match byte {
        END => Some(KeyPress::End),
        b'\r' | b'\n' => Some(KeyPress::Letter('\n')),
        byte if byte.is_ascii_graphic() => Some(KeyPress::Letter(byte.to_ascii_lowercase().into())),
        _ => None,
    };
    plain.iter().filter_map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &[KeyPress]) {
        assert_eq!(keys(bytes), expected, "{bytes:?}");
    }

    #[test]
    fn letters_are_keys_and_sequences_are_not() {
        check(b"n", &[KeyPress::Letter('n')]);
        check(b"Qx", &[KeyPress::Letter('q'), KeyPress::Letter('x')]);
        check(b"\r", &[KeyPress::Letter('\n')]);
        check(b"\x1b[A", &[]);
        check("ü ".as_bytes(), &[]);
        check(b"\x04", &[KeyPress::End]);
    }
}
