//! The whole way, through the real program: what is handed in, graded, said, and left behind.

#[path = "../common/mod.rs"]
mod common;

mod audit;
mod bad_input;
mod book;
mod cli;
mod costs;
mod doctor;
mod document;
mod edges;
mod feedback;
mod house;
mod instructor;
mod interrupt;
mod kept;
mod matrix;
mod mutants;
mod output;
mod page;
mod places;
mod processes;
mod program;
mod real_clock;
mod refused;
mod run;
mod starters;
mod text;
mod unsound;
