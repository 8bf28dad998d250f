//! The student's logbook at a command line. It helps a student who has one; that it cannot be read or
//! written is a note, and no reason not to check a program.

use crate::logbook::{Entries, Logbook, LogbookError, SetAside};
use judge::report::ExerciseReport;

/// What it says; nothing where it cannot be read.
pub(super) fn entries(logbook: &Logbook) -> Entries {
    match logbook.read() {
        Ok(read) => {
            note(read.set_aside);
            read.entries
        }
        Err(error) => {
            note(Some(error));
            Entries::new()
        }
    }
}

/// Takes down what these reports say.
pub(super) fn take_down(logbook: &Logbook, reports: &[ExerciseReport]) {
    tell(logbook.note(reports));
}

/// Says what was not as it should be.
pub(super) fn tell(changed: Result<Option<SetAside>, LogbookError>) {
    match changed {
        Ok(set_aside) => note(set_aside),
        Err(error) => note(Some(error)),
    }
}

fn note(what: Option<impl std::fmt::Display>) {
    if let Some(what) = what {
        anstream::eprintln!("note: {what}.");
    }
}
