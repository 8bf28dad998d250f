//! The verbs that students type; each is one call into the grader. Those of instructors are named
//! here for the help and the Tab key, and built by `cargo xtask` when one is first typed.

mod completions;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use completions::Shell;
use grader::commands::{
    self, CheckArgs, DoctorArgs, Failure, HintArgs, InstructorVerb, ListArgs, QuizArgs, ResetArgs,
    RunArgs, WatchArgs,
};

/// What is said where a verb of instructors was not handed on.
const NOT_HERE: &str = "this program has no verbs of instructors: type them after `cargo xtask`";

/// A course in asynchronous Rust whose exercises grade themselves.
///
/// Start with `cargo xtask check`: it shows what your program did, when, and what it should
/// have done. Edit the file that it names, and ask again; or let `cargo xtask watch` ask for you
/// at every save.
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
        cargo xtask check 3 4            two, by number\n  \
        cargo xtask check 3 --html FILE  its report as a page, too")]
    Check(CheckArgs),
    /// Check an exercise at every save; single keys do the rest
    #[command(after_help = "Keys:\n  \
        n next   h hint   l list   c check all   r run   x reset   q quit\n  \
        Enter checks again, where a save is not noticed\n\n\
        Examples:\n  \
        cargo xtask watch                the first exercise that is not accepted\n  \
        cargo xtask watch sleepy-count")]
    Watch(WatchArgs),
    /// Run your program once and show when each of its lines came
    #[command(after_help = "Examples:\n  \
        cargo xtask run sleepy-count\n  \
        cargo xtask run sleepy-count -- 5 2:1.5\n  \
        cargo xtask run sleepy-count --real-clock   feel the eight seconds\n  \
        cargo xtask run sleepy-count --seed 7   replay the schedule that a check names")]
    Run(RunArgs),
    /// Show a hint: 1 where to look, 2 which tool, 3 nearly the line
    #[command(after_help = "Examples:\n  \
        cargo xtask hint sleepy-count     the hint that fits; asked again, the one after it\n  \
        cargo xtask hint sleepy-count 3   nearly the line")]
    Hint(HintArgs),
    /// List the exercises: part, title, minutes, points, and how far you are
    #[command(after_help = "Example, the names of what is accepted:\n  \
        cargo xtask list --plain | awk -F'\\t' '$8 == \"accepted\" { print $2 }'")]
    List(ListArgs),
    /// Say which exercise is next, and how to begin it
    Next,
    /// Ask when which line of a small program comes, at the end of a part
    #[command(after_help = "Examples:\n  \
        cargo xtask quiz     about the last part that you have done\n  \
        cargo xtask quiz 2   about part 2")]
    Quiz(QuizArgs),
    /// Begin an exercise anew; what you had is kept, and it says where
    #[command(after_help = "Example:\n  cargo xtask reset sleepy-count")]
    Reset(ResetArgs),
    /// Print a script by which the Tab key completes `cargo xtask`
    #[command(after_help = "Examples:\n  \
        eval \"$(cargo xtask completions bash)\"       in ~/.bashrc\n  \
        eval \"$(cargo xtask completions zsh)\"        in ~/.zshrc\n  \
        cargo xtask completions fish | source         in ~/.config/fish/config.fish")]
    Completions {
        /// Whose Tab key
        shell: Shell,
    },
    #[command(flatten)]
    Instructors(InstructorVerb),
    /// Try out how well submissions are confined on this machine (instructors)
    Doctor(DoctorArgs),
}

fn main() -> ExitCode {
    if let Some(done) = sandbox::serve() {
        return done;
    }
    commands::conclude(match Cli::parse().verb {
        Verb::Check(args) => commands::check(&args),
        Verb::Watch(args) => commands::watch(&args),
        Verb::Run(args) => commands::run(&args),
        Verb::Hint(args) => commands::hint(&args),
        Verb::List(args) => commands::list(&args),
        Verb::Next => commands::next(),
        Verb::Quiz(args) => commands::quiz(&args),
        Verb::Reset(args) => commands::reset(&args),
        Verb::Completions { shell } => {
            let mut command = Cli::command();
            command.build();
            commands::print(&completions::script(shell, &command))
        }
        Verb::Doctor(args) => commands::doctor(&args),
        Verb::Instructors(_) => Err(Failure::usage(NOT_HERE)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_launcher_knows_every_verb_of_instructors() {
        let launcher = include_str!("../../src/main.rs");
        for verb in InstructorVerb::augment_subcommands(clap::Command::new("")).get_subcommands() {
            let name = format!("{:?}", verb.get_name());
            assert!(launcher.contains(&name), "the list of instructors' verbs lacks {name}");
        }
    }
}
