//! `cargo xtask watch`: a verdict at every save, and single keys for the rest.
//!
//! One thread looks at files and keys and writes to the terminal; another grades, so that a key
//! is heard while a program compiles. It is plain text that scrolls, so it works over ssh, in an
//! editor's terminal, and through a screen reader.

mod saves;
mod screen;
mod work;

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;
use std::time::Duration;

use saves::{Look, Saves};
use work::{Answer, Job};

use super::keys::{KeyPress, Keys};
use super::outcome::Outcome;
use super::say::say;
use super::session::{self, Session};
use super::view::width;
use super::{hint, interrupt, list, next, reset, standing};
use crate::commands::failure::{Failure, Result};
use crate::logbook::Logbook;
use course::Exercise;
use engine::grade::Grader;

/// Which exercise to watch.
#[derive(Debug, Clone, clap::Args)]
pub struct WatchArgs {
    /// Name or number of the exercise; without, the first that is not accepted
    #[arg(value_name = "EXERCISE")]
    pub exercise: Option<String>,
    /// Say each finding on a line of its own, too, for an editor: file:line:column: error: ..
    #[arg(long)]
    pub findings: bool,
}

/// How soon an answer is seen while it is awaited.
const SOON: Duration = Duration::from_millis(2);

/// Checks an exercise whenever it is saved, until `q` is pressed.
///
/// # Errors
/// When there is no course or no such exercise, or the grader cannot work here at all.
pub fn watch(args: &WatchArgs) -> Result<Outcome> {
    let course = session::course()?;
    let logbook = Logbook::of_course(&course.root);
    let exercise = match &args.exercise {
        Some(asked) => course.exercise(asked)?.clone(),
        None => {
            let entries = standing::entries(&logbook);
            let open = next::after(&course, &entries, None).or(course.exercises.first());
            let none = "there is no exercise in this course, so there is nothing to watch";
            open.ok_or_else(|| Failure::ours(none))?.clone()
        }
    };
    let Session { grader, steps } = Session::own(course, false)?;
    drop(steps);
    let keys = Keys::open();
    say(&screen::moved(&exercise))?;
    thread::scope(|scope| {
        let (ask, asked) = mpsc::channel();
        let (tell, told) = mpsc::channel();
        let (grader, findings) = (&grader, args.findings);
        scope.spawn(move || work::work(grader, findings, &asked, &tell));
        let saves = Saves::of(&exercise.dir);
        let (waiting, busy) = (VecDeque::new(), false);
        let desk = Desk { grader, logbook, exercise, saves, waiting, busy, resets: false, ask };
        desk.sit(keys, &told)
    })?;
    Ok(Outcome::Accepted)
}

/// The thread that looks at files and keys.
struct Desk<'a> {
    grader: &'a Grader,
    logbook: Logbook,
    /// The exercise at hand.
    exercise: Exercise,
    saves: Saves,
    /// What is to be done once the other thread is free.
    waiting: VecDeque<Job>,
    /// True while the other thread is at work.
    busy: bool,
    /// True when `x` was pressed and one more resets.
    resets: bool,
    ask: Sender<Job>,
}

impl Desk<'_> {
    fn sit(mut self, mut keys: Keys, told: &Receiver<Answer>) -> Result<()> {
        loop {
            let pause = if self.busy { SOON } else { self.saves.pause() };
            for key in keys.wait(pause)? {
                let KeyPress::Letter(letter) = key else { return self.leave(keys) };
                if letter == 'q' {
                    return self.leave(keys);
                }
                self.press(letter)?;
            }
            match told.try_recv() {
                Ok(answer) => self.take(&answer, keys.is_terminal())?,
                Err(TryRecvError::Empty) => {}
                // It has panicked, which is told when the two threads meet.
                Err(TryRecvError::Disconnected) => return Ok(()),
            }
            if !self.busy {
                self.look()?;
                self.begin()?;
            }
        }
    }

    /// Ends, whatever is under way.
    fn leave(self, keys: Keys) -> Result<()> {
        drop(keys);
        say("\n")?;
        if self.busy { interrupt::end(0) } else { Ok(()) }
    }

    fn look(&mut self) -> Result<()> {
        match self.saves.look() {
            Look::Quiet => Ok(()),
            Look::Saved => {
                self.check();
                Ok(())
            }
            Look::Gone(why) => {
                let src = self.shown(self.saves.src());
                say(&screen::gone(&src, why))
            }
        }
    }

    fn check(&mut self) {
        self.saves.is_checked();
        self.waiting.retain(|job| !matches!(job, Job::Check(_)));
        self.waiting.push_back(Job::Check(self.exercise.clone()));
    }

    /// Hands the next job over.
    fn begin(&mut self) -> Result<()> {
        let Some(job) = self.waiting.pop_front() else { return Ok(()) };
        say(&screen::started(&job))?;
        self.busy = true;
        // If the other thread is gone it has panicked, which is noticed when it is asked for an answer.
        let _ = self.ask.send(job);
        Ok(())
    }

    fn take(&mut self, answer: &Answer, has_keys: bool) -> Result<()> {
        self.busy = false;
        if !answer.end.is_empty() {
            screen::clear()?;
        }
        say(&screen::finished(answer, has_keys))?;
        standing::take_down(&self.logbook, &answer.reports);
        Ok(())
    }

    fn press(&mut self, letter: char) -> Result<()> {
        let resets = std::mem::take(&mut self.resets);
        let course = self.grader.course();
        match letter {
            'x' if resets => {
                let done = reset::put_back(&course.root, &self.exercise);
                say(&done.unwrap_or_else(|error| screen::failed(&error)))
            }
            'x' => {
                self.resets = true;
                say(&screen::ask_before_reset(&self.exercise))
            }
            _ if resets => say("Nothing was changed.\n"),
            'n' => self.next(),
            'h' => {
                let hint = hint::ask(&self.logbook, &self.exercise, None);
                say(&format!("\n{hint}\n{}", screen::keys()))
            }
            'l' => {
                let table = list::table(course, &standing::entries(&self.logbook), width());
                say(&format!("\n{table}\n{}", screen::keys()))
            }
            'c' => {
                self.waiting.push_back(Job::CheckAll);
                Ok(())
            }
            'r' => {
                self.waiting.push_back(Job::Run(self.exercise.clone()));
                Ok(())
            }
            '\n' => {
                self.check();
                Ok(())
            }
            '?' => say(&screen::keys()),
            _ => Ok(()),
        }
    }

    fn next(&mut self) -> Result<()> {
        let entries = standing::entries(&self.logbook);
        match next::after(self.grader.course(), &entries, Some(self.exercise.number)) {
            Some(exercise) => {
                self.exercise = exercise.clone();
                self.saves = Saves::of(&exercise.dir);
                say(&screen::moved(&self.exercise))
            }
            None => say("There is no other exercise that is not accepted yet.\n"),
        }
    }

    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.grader.course().root).unwrap_or(path).display().to_string()
    }
}
