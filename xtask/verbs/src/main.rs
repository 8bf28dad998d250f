//! The verbs that students and instructors type; each is one call into the grader.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use grader::commands::{
    self, BlessArgs, CheckArgs, HintArgs, LessonsArgs, NewArgs, ReleaseArgs, RunArgs, VerifyArgs,
};

/// A course in asynchronous Rust whose exercises grade themselves.
///
/// Start with `cargo xtask check`: it shows what your program did, when, and what it should
/// have done. Edit the file that it names, and ask again.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Check your programs and show the first that is not accepted yet
    #[command(after_help = "Examples:\n  \
        cargo xtask check                all exercises, in order\n  \
        cargo xtask check sleepy-count   one of them\n  \
        cargo xtask check 3 4            two, by number")]
    Check(CheckArgs),
    /// Run your program once and show when each of its lines came
    #[command(after_help = "Examples:\n  \
        cargo xtask run sleepy-count\n  \
        cargo xtask run sleepy-count -- 5 2:1.5")]
    Run(RunArgs),
    /// Show a hint: step 1 where to look, 2 which tool, 3 nearly the line
    Hint(HintArgs),
    /// List the exercises
    List,
    /// Make a new exercise, both halves of it (instructors)
    #[command(after_help = "Examples:\n  \
        cargo xtask new my-idea              after the last exercise\n  \
        cargo xtask new my-idea --after 9    after 09; what is in the way makes room")]
    New(NewArgs),
    /// Prove that checks can fail, and accept what is right (instructors)
    #[command(after_help = "Examples:\n  \
        cargo xtask verify               the whole course\n  \
        cargo xtask verify sleepy-count  one exercise")]
    Verify(VerifyArgs),
    /// Run the course's programs, write what changed, for review (instructors)
    #[command(after_help = "Then look at it: cargo insta review")]
    Bless(BlessArgs),
    /// Make a student's copy, without solutions and hidden runs (instructors)
    #[command(after_help = "Example:\n  cargo xtask release --out ../course-2027")]
    Release(ReleaseArgs),
    /// Fill transcripts, hints and the map into the lessons (instructors)
    Lessons(LessonsArgs),
}

fn main() -> ExitCode {
    commands::conclude(match Cli::parse().verb {
        Verb::Check(args) => commands::check(&args),
        Verb::Run(args) => commands::run(&args),
        Verb::Hint(args) => commands::hint(&args),
        Verb::List => commands::list(),
        Verb::New(args) => commands::new(&args),
        Verb::Verify(args) => commands::verify(&args),
        Verb::Bless(args) => commands::bless(&args),
        Verb::Release(args) => commands::release(&args),
        Verb::Lessons(args) => commands::lessons(&args),
    })
}
