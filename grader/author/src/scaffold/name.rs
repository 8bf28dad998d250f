//! What an exercise may be called: its slug names a folder, a package and a crate.

use thiserror::Error;

use course::Course;

/// Why a name cannot be a slug.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NameError {
    /// Nothing, or something that is no folder's, package's or crate's name.
    #[error(
        "`{0}` cannot name an exercise: use small letters, digits and `-`, and begin with a letter, such as `sleepy-count`"
    )]
    NotASlug(String),
    /// The name means something else to Rust, to cargo or to this course.
    #[error("`{0}` means something else to {1}; choose another name")]
    Reserved(String, &'static str),
    /// There is one already.
    #[error("there is an exercise `{0}` already; choose another name")]
    Taken(String),
}

/// Words of the language, and folders and crates that would be hidden by one of the same name.
const RESERVED: [(&str, &[&str]); 3] = [
    (
        "Rust",
        &[
            "abstract",
            "alloc",
            "as",
            "async",
            "await",
            "become",
            "box",
            "break",
            "const",
            "continue",
            "core",
            "crate",
            "do",
            "dyn",
            "else",
            "enum",
            "extern",
            "false",
            "final",
            "fn",
            "for",
            "gen",
            "if",
            "impl",
            "in",
            "let",
            "loop",
            "macro",
            "main",
            "match",
            "mod",
            "move",
            "mut",
            "override",
            "priv",
            "proc-macro",
            "pub",
            "ref",
            "return",
            "self",
            "static",
            "std",
            "struct",
            "super",
            "trait",
            "true",
            "try",
            "type",
            "typeof",
            "union",
            "unsafe",
            "unsized",
            "use",
            "virtual",
            "where",
            "while",
            "yield",
        ],
    ),
    ("cargo", &["build", "deps", "examples", "incremental", "test"]),
    (
        "this course",
        &[
            "channel",
            "clock",
            "clock-programs",
            "grader",
            "lab",
            "program",
            "submission-deps",
            "tokio",
            "trace",
            "verbs",
            "xtask",
        ],
    ),
];

/// Whether a new exercise of the course may have this name.
///
/// # Errors
/// When it cannot be one, means something else, or is taken.
pub fn check_name(course: &Course, slug: &str) -> Result<(), NameError> {
    let good = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    let begins = slug.starts_with(|char: char| char.is_ascii_lowercase());
    if !begins || !slug.chars().all(good) || slug.ends_with('-') {
        return Err(NameError::NotASlug(slug.to_owned()));
    }
    for (whose, words) in RESERVED {
        if words.contains(&slug) {
            return Err(NameError::Reserved(slug.to_owned(), whose));
        }
    }
    if course.exercises.iter().any(|exercise| exercise.slug == slug) {
        return Err(NameError::Taken(slug.to_owned()));
    }
    Ok(())
}
