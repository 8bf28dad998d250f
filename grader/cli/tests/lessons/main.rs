//! Lessons are true, and short: what they ask to be broken is broken here and looked at, and a
//! lesson that grows is noticed.

mod breaks;
#[path = "../common/mod.rs"]
mod common;
mod links;
mod snippets;
mod words;
