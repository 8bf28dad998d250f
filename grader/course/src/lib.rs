//! What is read from disk: the course, what is handed in, and what is kept between gradings.
//!
//! The main types are [`Course`] (the folders `exercises/`, what students have, and `solutions/`,
//! what they do not; a copy without the second half is a course too), [`submission::Submission`]
//! and [`store::Store`]. Nothing here compiles or runs a program.
//!
//! [`manifest`] says what an author may ask, [`snapshot`] how transcripts are kept for a review,
//! [`sources`] which files of a program count, [`key`] how things are named by their content, and
//! [`starter`] how an exercise is put aside and back.

#![warn(clippy::print_stdout, clippy::print_stderr)]

mod course;
mod error;
mod exercise;
pub mod key;
pub mod manifest;
pub mod nesting;
mod open;
pub mod snapshot;
pub mod sources;
pub mod starter;
pub mod store;
pub mod submission;
mod toml_file;

pub use course::Course;
pub use error::{CourseError, MAKE_SNAPSHOTS};
pub use exercise::{Exercise, Variant};
pub use snapshot::Keep;
pub use toml_file::TomlError;
