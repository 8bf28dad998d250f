//! How a command begins: with the course, then with what grades, and an end in the middle of it
//! leaves nothing behind.

use std::env;

use super::failure::Result;
use super::progress::Steps;
use super::{confine, interrupt};
use course::Course;
use engine::grade::{CourseLab, Grader};
use sandbox::Sandbox;

/// What a command works with once everything is prepared.
pub(super) struct Session<T> {
    /// A grader for submissions, or a lab for the course's own programs.
    pub(super) grader: T,
    /// What was shown while it was prepared, to go on with.
    pub(super) steps: Steps,
}

/// The course around the current folder.
pub(super) fn course() -> Result<Course> {
    Ok(Course::open(&Course::find_root(&env::current_dir()?)?)?)
}

/// Says what takes so long. From here on an interruption leaves no process behind.
pub(super) fn steps() -> Steps {
    interrupt::leave_no_process();
    Steps::new()
}

impl Session<CourseLab> {
    /// For the course's own programs.
    pub(super) fn lab(course: Course) -> Result<Session<CourseLab>> {
        let mut steps = steps();
        let grader = CourseLab::open(course, &mut steps)?;
        interrupt::leave_no_file(grader.store());
        Ok(Session { grader, steps })
    }
}

impl Session<Grader> {
    /// For the programs of the student at this machine.
    pub(super) fn own(course: Course, real_clock: bool) -> Result<Session<Grader>> {
        Session::grader(course, real_clock, |_| confine::own())
    }

    /// For submissions, which `confine` finds a sandbox for.
    pub(super) fn grader(
        course: Course,
        real_clock: bool,
        confine: impl FnOnce(&CourseLab) -> Result<Sandbox>,
    ) -> Result<Session<Grader>> {
        let Session { grader: lab, steps } = Session::lab(course)?;
        let lab = lab.in_real_time(real_clock);
        let sandbox = confine(&lab)?;
        Ok(Session { grader: Grader::new(lab, sandbox), steps })
    }
}
