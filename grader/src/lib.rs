//! Grades a program by its timed transcript under a virtual clock.
//!
//! In the order in which a submission passes through:
//! [`course`] and [`transcript`] are the vocabulary; [`submission`] takes it in, [`build`]
//! compiles it, [`run`] observes it, [`judge`] compares, [`diagnose`] names the mistake,
//! [`verdict`] and [`report`] say it, [`render`] shows it.

pub mod build;
pub mod clean;
pub mod commands;
pub mod course;
pub mod diagnose;
pub mod grade;
pub mod judge;
pub mod key;
pub mod lesson;
mod letters;
pub mod logbook;
mod nesting;
pub mod observation;
mod parallel;
pub mod pattern;
mod process;
pub mod release;
pub mod render;
pub mod report;
pub mod run;
pub mod sandbox;
pub mod scaffold;
pub mod sources;
pub mod starter;
pub mod store;
pub mod submission;
#[cfg(test)]
mod tests;
pub mod transcript;
pub mod verdict;
pub mod verify;
pub mod words;
