//! What instructors need and no student waits for.
//!
//! [`scaffold`] makes a new exercise, [`verify`] proves that its checks can fail and accept what is
//! right, [`relatives`] shows what near relatives of known mistakes are told, [`lesson`] fills
//! transcripts and hints into its lesson, [`book`] makes a site of all lessons, and [`release`] the
//! students' copy.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod book;
pub mod lesson;
mod letters;
pub mod relatives;
pub mod release;
pub mod scaffold;
pub mod verify;
