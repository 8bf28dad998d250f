//! What people type. Everything that prints is here and in the two binaries; the rest of the
//! library answers with values.

mod beyond;
mod bless;
mod check;
mod confine;
mod doctor;
mod file;
mod findings;
mod grade;
mod graded;
mod hint;
mod interrupt;
mod keys;
mod lessons;
mod list;
mod new;
mod next;
mod outcome;
mod progress;
mod release;
mod reset;
mod run;
mod say;
mod standing;
mod verify;
mod view;
mod waiting;
mod watch;

pub use bless::{BlessArgs, bless};
pub use check::{CheckArgs, check};
pub use doctor::{DoctorArgs, doctor};
pub use findings::MessageFormat;
pub use grade::{GradeArgs, grade};
pub use hint::{HintArgs, hint};
pub use lessons::{LessonsArgs, lessons};
pub use list::{ListArgs, list};
pub use new::{NewArgs, new};
pub use next::next;
pub use outcome::{Outcome, conclude};
pub use release::{ReleaseArgs, release};
pub use reset::{ResetArgs, reset};
pub use run::{RunArgs, run};
pub use say::print;
pub use verify::{VerifyArgs, verify};
pub use watch::{WatchArgs, watch};
