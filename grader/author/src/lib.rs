//! What instructors need and no student waits for.
//!
//! [`scaffold`] makes a new exercise, [`verify`] proves that its checks can fail and accept what is
//! right, [`lesson`] fills transcripts and hints into its lesson, and [`release`] makes the
//! students' copy.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod lesson;
mod letters;
pub mod release;
pub mod scaffold;
pub mod verify;
