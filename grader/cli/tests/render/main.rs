//! What a student reads, and what a program reads: snapshots of every kind of verdict.

mod book;
mod browser;
mod devtools;
mod hostile;
mod html;
mod json;
mod made;
mod samples;
mod sizes;
mod terminal;
