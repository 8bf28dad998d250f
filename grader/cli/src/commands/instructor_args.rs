//! What instructors may type behind their verbs. It stands apart from what the verbs do, so that
//! the help and the Tab key of a build without them know it too.

use std::path::PathBuf;

/// The verbs of instructors.
#[derive(Debug, Clone, clap::Subcommand)]
pub enum InstructorVerb {
    /// Make a new exercise, both halves of it (instructors)
    #[command(after_help = "Examples:\n  \
        cargo xtask new my-idea              after the last exercise\n  \
        cargo xtask new my-idea --after 9    after 09; what is in the way makes room\n  \
        cargo xtask new my-idea --function   one function is asked for, with select! and a world outside")]
    New(NewArgs),
    /// Prove that checks can fail, and accept what is right (instructors)
    #[command(after_help = "Examples:\n  \
        cargo xtask verify               the whole course\n  \
        cargo xtask verify sleepy-count  one exercise\n  \
        cargo xtask verify 3 --mutants   and whether its checks notice every small change")]
    Verify(VerifyArgs),
    /// Run the course's programs, write what changed, for review (instructors)
    #[command(after_help = "Then look at it: cargo insta review")]
    Bless(BlessArgs),
    /// Make a student's copy, without solutions and hidden runs (instructors)
    #[command(after_help = "Examples:\n  \
        cargo xtask release --out ../course-2027\n  \
        cargo xtask release --out ../course-2027 --zip   and ../course-2027.zip")]
    Release(ReleaseArgs),
    /// Fill transcripts, hints and the map into the lessons (instructors)
    #[command(display_order = 100)]
    Lessons(LessonsArgs),
    /// Make a site of all lessons, with mdBook (instructors)
    #[command(display_order = 101)]
    #[command(after_help = "It needs mdBook: cargo install mdbook --locked\n\nExamples:\n  \
        cargo xtask book                into target/book\n  \
        cargo xtask book --out ../site")]
    Book(BookArgs),
}

/// Where the site goes.
#[derive(Debug, Clone, clap::Args)]
pub struct BookArgs {
    /// A folder that is empty, or holds an earlier book; by default target/book
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// What to make.
#[derive(Debug, Clone, clap::Args)]
pub struct NewArgs {
    /// Name of the exercise: small letters, digits and `-`
    pub slug: String,
    /// Name or number of the exercise that it comes after; by default the last
    #[arg(long, value_name = "EXERCISE")]
    pub after: Option<String>,
    /// The student writes one asynchronous function, in a program that is the course's
    #[arg(long)]
    pub function: bool,
}

/// Which exercises to verify.
#[derive(Debug, Clone, clap::Args)]
pub struct VerifyArgs {
    /// Names or numbers of exercises; without any, all
    #[arg(value_name = "EXERCISE")]
    pub exercises: Vec<String>,
    /// Also ask whether every small change to the reference is refused; needs cargo-mutants
    #[arg(long)]
    pub mutants: bool,
    /// Also show what programs are told that do the same as a known mistake and differ from it in
    /// one line
    #[arg(long)]
    pub relatives: bool,
}

/// Whose transcripts to write.
#[derive(Debug, Clone, clap::Args)]
pub struct BlessArgs {
    /// Names or numbers of exercises; without any, all
    #[arg(value_name = "EXERCISE")]
    pub exercises: Vec<String>,
    /// Write them into their places, without a review
    #[arg(long)]
    pub accept: bool,
}

/// Where to put the copy.
#[derive(Debug, Clone, clap::Args)]
pub struct ReleaseArgs {
    /// The folder to make; it must be empty or not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Also pack it, into DIR.zip: the same bytes for the same course
    #[arg(long)]
    pub zip: bool,
    /// Look for what is hidden, but do not build the copy
    #[arg(long)]
    pub no_build: bool,
}

/// Whether to write or only to look.
#[derive(Debug, Clone, clap::Args)]
pub struct LessonsArgs {
    /// Change nothing; fail when a lesson or a starter is not current
    #[arg(long)]
    pub check: bool,
}
