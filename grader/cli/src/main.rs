//! The grader at a command line: `grader grade PATH`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use grader::commands::{self, DoctorArgs, GradeArgs};

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
    /// Try out how well submissions are confined on this machine, and say what to do about it
    ///
    /// Attacks decoys from inside the sandbox, with each layer alone and with all together. Exit
    /// code 0: submissions can be graded for credit here; 1: they cannot.
    Doctor(DoctorArgs),
}

fn main() -> ExitCode {
    if let Some(done) = sandbox::serve() {
        return done;
    }
    commands::conclude(match Cli::parse().verb {
        Verb::Grade(args) => commands::grade(&args),
        Verb::Doctor(args) => commands::doctor(&args),
    })
}
