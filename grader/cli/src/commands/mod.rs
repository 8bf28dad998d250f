//! What people type. Everything that prints is here and in the two binaries; the rest of the
//! library answers with values.

mod beyond;
mod check;
mod confine;
mod doctor;
mod failure;
mod file;
mod findings;
mod grade;
mod graded;
mod hint;
mod instructor_args;
#[cfg(feature = "author")]
mod instructors;
mod interrupt;
mod keys;
mod layer;
mod list;
mod next;
mod outcome;
mod progress;
mod quiz;
mod reset;
mod run;
mod say;
mod session;
mod standing;
mod view;
mod waiting;
mod watch;

pub use check::{CheckArgs, check};
pub use doctor::{DoctorArgs, doctor};
pub use failure::{Failure, Result};
pub use findings::MessageFormat;
pub use grade::{GradeArgs, grade};
pub use hint::{HintArgs, hint};
pub use instructor_args::{
    BlessArgs, BookArgs, InstructorVerb, LessonsArgs, NewArgs, ReleaseArgs, VerifyArgs,
};
#[cfg(feature = "author")]
pub use instructors::{bless, book, lessons, new, release, verify};
pub use layer::LayerArg;
pub use list::{ListArgs, list};
pub use next::next;
pub use outcome::{Outcome, conclude};
pub use quiz::{QuizArgs, quiz};
pub use reset::{ResetArgs, reset};
pub use run::{RunArgs, run};
pub use say::print;
pub use watch::{WatchArgs, watch};
