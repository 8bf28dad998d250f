//! What people type. Everything that prints is here and in the two binaries; the rest of the
//! library answers with values.

mod bless;
mod check;
mod file;
mod grade;
mod hint;
mod interrupt;
mod lessons;
mod list;
mod new;
mod outcome;
mod progress;
mod release;
mod run;
mod say;
mod verify;
mod view;
mod waiting;

pub use bless::{BlessArgs, bless};
pub use check::{CheckArgs, check};
pub use grade::{GradeArgs, grade};
pub use hint::{HintArgs, hint};
pub use lessons::{LessonsArgs, lessons};
pub use list::list;
pub use new::{NewArgs, new};
pub use outcome::{Outcome, conclude};
pub use release::{ReleaseArgs, release};
pub use run::{RunArgs, run};
pub use verify::{VerifyArgs, verify};
