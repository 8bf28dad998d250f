//! Shows a report: pure functions from [`Report`](judge::report::Report) to text.
//!
//! [`terminal`] is what a student reads, [`html`] what is kept or sent, [`json`] what a program
//! reads, [`findings`] what an editor shows. What they draw is worked out once, without any format
//! in mind: [`timeline`] turns a transcript into lanes, [`rows`] turns a comparison into the lines
//! worth looking at. Whatever a student's program wrote passes through [`clean`](model::clean)
//! before it reaches a screen.

#![warn(clippy::print_stdout, clippy::print_stderr)]

mod data;
pub mod findings;
mod first;
pub mod html;
pub mod json;
pub mod rows;
pub mod runs;
mod scale;
pub mod terminal;
pub mod timeline;
mod wording;
