//! Shows that a run waits in real time, for how long already, and for how long in all.

use std::io::{IsTerminal, Write, stderr};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use model::words;

/// Says it, until this is dropped: once a second and in place on a terminal, once elsewhere.
pub(super) struct WaitNotice {
    whole: Option<Duration>,
    began: Instant,
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl WaitNotice {
    /// Begins to wait for about so long; `None` when nobody waits in real time.
    pub(super) fn begin(whole: Option<Duration>) -> WaitNotice {
        let mut waiting = WaitNotice { whole, began: Instant::now(), shown: None };
        match whole {
            Some(whole) if !stderr().is_terminal() => eprintln!("{}", said(None, whole)),
            _ => waiting.show(),
        }
        waiting
    }

    /// Does something that prints, with what is shown in place out of its way.
    pub(super) fn aside<T>(&mut self, print: impl FnOnce() -> T) -> T {
        self.wipe();
        let answer = print();
        self.show();
        answer
    }

    fn show(&mut self) {
        let (Some(whole), true) = (self.whole, stderr().is_terminal()) else { return };
        let (stop, stopped) = mpsc::channel();
        let began = self.began;
        let show = move || {
            while stopped.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                // A terminal that cannot be written to has nobody who looks.
                let _ = write!(stderr(), "\r\x1b[2K{}", said(Some(began.elapsed()), whole));
                let _ = stderr().flush();
            }
            let _ = write!(stderr(), "\r\x1b[2K");
        };
        self.shown = Some((stop, thread::spawn(show)));
    }

    fn wipe(&mut self) {
        if let Some((stop, thread)) = self.shown.take() {
            drop(stop);
            // A thread that only shows something may end as it likes.
            let _ = thread.join();
        }
    }
}

impl Drop for WaitNotice {
    fn drop(&mut self) {
        self.wipe();
    }
}

fn said(passed: Option<Duration>, whole: Duration) -> String {
    let time = |time: Duration| words::time(time.as_secs() * 1000);
    match passed {
        Some(passed) if whole.is_zero() => format!("running in real time: {}", time(passed)),
        Some(passed) => format!("running in real time: {} of about {}", time(passed), time(whole)),
        None if whole.is_zero() => String::from("running in real time"),
        None => format!("running in real time, for about {}", time(whole)),
    }
}
