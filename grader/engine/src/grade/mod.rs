//! The whole way of a submission: built, run, compared, named.
//!
//! Two types, for two kinds of programs. A [`CourseLab`] works with the course's own: references,
//! known-wrong programs, those that draw random runs; nothing confines them. A [`Grader`] is made
//! of a lab and a sandbox, and submissions are its business alone: whatever they have a hand in
//! happens in that sandbox. One grading touches nothing that another could see.

mod alike;
mod blame;
mod blank;
mod budget;
mod cache;
mod check_run;
mod checks;
mod choice;
mod choosing;
mod draws;
mod enough;
mod error;
mod goals;
mod grader;
mod grading;
mod known;
mod lab;
mod missed;
mod not_compiled;
mod observe;
mod points;
mod published;
mod quick;
mod real;

pub use checks::points;
pub use choice::{Checks, Choice, Seed};
pub use error::GradeError;
pub use goals::{Coverage, Goal};
pub use grader::Grader;
pub use lab::CourseLab;
pub use published::Published;

use grading::Grading;
