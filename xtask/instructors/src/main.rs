//! The verbs that instructors type; each is one call into the grader.

use std::process::ExitCode;

use clap::Parser;
use grader::commands::{self, InstructorVerb};

/// A course in asynchronous Rust whose exercises grade themselves: making and proving it.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: InstructorVerb,
}

fn main() -> ExitCode {
    if let Some(done) = sandbox::serve() {
        return done;
    }
    commands::conclude(match Cli::parse().verb {
        InstructorVerb::New(args) => commands::new(&args),
        InstructorVerb::Verify(args) => commands::verify(&args),
        InstructorVerb::Bless(args) => commands::bless(&args),
        InstructorVerb::Release(args) => commands::release(&args),
        InstructorVerb::Lessons(args) => commands::lessons(&args),
        InstructorVerb::Book(args) => commands::book(&args),
    })
}
