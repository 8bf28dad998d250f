//! Which programs are run, and what is known of them in real time.

/// One program with its arguments and its standard input.
pub(crate) struct Subject {
    /// The program and its arguments, as in a shell.
    pub(crate) command: &'static str,
    pub(crate) input: Input,
    pub(crate) truth: Truth,
    /// Of so many rounds it takes part in one: more than 1 where a run costs seconds.
    pub(crate) one_in: usize,
}

/// How standard input comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    /// Nothing comes; it ends at once.
    None,
    /// It lies there as a file.
    File,
    /// Through a pipe, in one piece, 30 real milliseconds after the start.
    Late,
    /// Through a pipe, in pieces that are no lines, 7 real milliseconds apart.
    Slow,
}

/// What the program does without the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    /// The same lines in the same order.
    Same,
    /// The same lines; those of one instant in any order, and why.
    Races(&'static str),
    /// The same lines in the same order; but what follows these words in a line is open, and why.
    Open(&'static str, &'static str),
    /// Something else, and why: it is not compared.
    Another(&'static str),
}

use Truth::{Another, Open, Races, Same};

/// What all text through standard input is.
pub(crate) const TEXT: &str = "one\ntwo\n";
/// The same in pieces.
pub(crate) const PIECES: [&str; 4] = ["on", "e\nt", "w", "o\n"];

const STARTED_TOGETHER: &str = "tasks that start together on several workers";
const OVERTAKEN: &str = "tasks that end 10 ms apart overtake each other on busy workers";
const IS_RANDOM: &str = "what it prints is random in reality";
const NEVER_ENDS: &str = "it never ends in reality";
const IS_STOPPED: &str = "the clock stops busy waiting at once, on purpose";

/// All of them.
pub(crate) const SUBJECTS: [Subject; 43] = [
    subject("hello", Same),
    subject("thread_sleep", Same),
    subject("tokio_sleeps 1", Same),
    subject("tokio_sleeps 4", Races(STARTED_TOGETHER)),
    subject("blocking_in_a_task 1", Same),
    subject("blocking_in_a_task 4", Same),
    subject("timed_waits", Same),
    subject("tokio_tools 1", Same),
    subject("tokio_tools 4", Open("last to first:", OVERTAKEN)),
    subject("tokio_tcp 1", Same),
    subject("tokio_tcp 4", Same),
    subject("std_net", Same),
    subject("spawn_blocking", Same),
    subject("busy clock", Another(IS_STOPPED)),
    subject("busy yield", Another(IS_STOPPED)),
    Subject { one_in: 20, ..subject("busy spin", Another(NEVER_ENDS)) },
    subject("deadlock", Another(NEVER_ENDS)),
    subject("silent_channel", Another(NEVER_ENDS)),
    subject("endless", Another(NEVER_ENDS)),
    subject("lock_across_sleep", Same),
    Subject { input: Input::File, ..subject("standard_input std", Same) },
    Subject { input: Input::Late, ..subject("standard_input std", Same) },
    Subject { input: Input::Slow, ..subject("standard_input std", Same) },
    Subject { input: Input::File, ..subject("standard_input tokio", Same) },
    Subject { input: Input::Late, ..subject("standard_input tokio", Same) },
    Subject { input: Input::Slow, ..subject("standard_input tokio", Same) },
    subject("tied_tasks", Races("sixty tasks are due at each instant")),
    subject("pending_at_first", Same),
    subject("driver_stall", Another(NEVER_ENDS)),
    subject("stop_flag", Races("the workers and the one who stops them are due together")),
    subject("chance", Another(IS_RANDOM)),
    subject("std_tools", Races("both readers wait for the same writer")),
    subject("tokio_sync", Same),
    subject("rayon_pool", Same),
    subject("crossbeam_channels", Same),
    subject("poll_files", Same),
    subject("pipes", Same),
    subject("child_process", Same),
    subject("tokio_child", Same),
    subject("lost_update", Another("it loses another number of updates each time")),
    subject("lost_wakeup", Another("whether the wake-up is lost is a race")),
    subject("thousand_threads", Same),
    subject("many_tasks", Same),
];

const fn subject(command: &'static str, truth: Truth) -> Subject {
    Subject { command, input: Input::None, truth, one_in: 1 }
}

impl Subject {
    /// Its name in a table.
    pub(crate) fn name(&self) -> String {
        let command = self.command;
        match self.input {
            Input::None => command.to_owned(),
            Input::File => format!("{command}, a file"),
            Input::Late => format!("{command}, a late pipe"),
            Input::Slow => format!("{command}, a slow pipe"),
        }
    }
}
