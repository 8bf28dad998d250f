//! The grader at a command line: `grader grade PATH`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use grader::commands::{self, GradeArgs};
use grader::sandbox;

/// Grades programs by their timed transcripts under a virtual clock.
///
/// Exit codes: 0 everything graded was accepted, 1 something was not, 2 wrong usage or a broken
/// course (named with file and line), 70 the grader failed, which is never a verdict.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Grade one submission, or every exercise in a tree
    ///
    /// A submission is a folder with `src/`; only Rust files below it count.
    #[command(after_help = "Examples:\n  \
        grader grade exercises/03-sleepy-count\n  \
        grader grade handed-in/ann --exercise sleepy-count --format json --out ann.json\n  \
        grader grade . --checks public")]
    Grade(GradeArgs),
}

fn main() -> ExitCode {
    if let Some(done) = sandbox::serve() {
        return done;
    }
    let Verb::Grade(args) = Cli::parse().verb;
    commands::conclude(commands::grade(&args))
}
