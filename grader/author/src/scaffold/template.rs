//! The files of a new exercise, with gaps for what is its own.

use super::{Kind, Plan};

/// Half of the exercise (0 public, 1 private), path in it, and the text with gaps.
type Files = &'static [(usize, &'static str, &'static str)];

/// A student writes the whole program: a greeting with a pause.
const PROGRAM: Files = &[
    (0, "Cargo.toml", include_str!("template/program/exercise/Cargo.toml.txt")),
    (0, "exercise.toml", include_str!("template/program/exercise/exercise.toml.txt")),
    (0, "README.md", include_str!("template/program/exercise/README.md.txt")),
    (0, "src/main.rs", include_str!("template/program/exercise/main.rs.txt")),
    (1, "src/main.rs", include_str!("template/program/solution/main.rs.txt")),
    (1, "also/until-a-deadline.rs", include_str!("template/program/solution/also.rs.txt")),
    (1, "wrong/no-pause.rs", include_str!("template/program/solution/wrong.rs.txt")),
    (1, "draw.rs", include_str!("template/program/solution/draw.rs.txt")),
    (1, "hidden.toml", include_str!("template/program/solution/hidden.toml.txt")),
];

/// A student writes one asynchronous function: the faster of two servers.
const FUNCTION: Files = &[
    (0, "Cargo.toml", include_str!("template/function/exercise/Cargo.toml.txt")),
    (0, "exercise.toml", include_str!("template/function/exercise/exercise.toml.txt")),
    (0, "README.md", include_str!("template/function/exercise/README.md.txt")),
    (0, "src/main.rs", include_str!("template/function/exercise/main.rs.txt")),
    (0, "src/lib.rs", include_str!("template/function/exercise/lib.rs.txt")),
    (1, "src/lib.rs", include_str!("template/function/solution/lib.rs.txt")),
    (1, "also/a-set-of-tasks.rs", include_str!("template/function/solution/also.rs.txt")),
    (
        1,
        "wrong/one-after-the-other.rs",
        include_str!("template/function/solution/wrong-one-after-the-other.rs.txt"),
    ),
    (
        1,
        "wrong/no-patience.rs",
        include_str!("template/function/solution/wrong-no-patience.rs.txt"),
    ),
    (1, "draw.rs", include_str!("template/function/solution/draw.rs.txt")),
    (1, "hidden.toml", include_str!("template/function/solution/hidden.toml.txt")),
];

/// Every file: its half, its path in it, its text.
pub(super) fn files(plan: &Plan) -> Vec<(usize, &'static str, String)> {
    let needs = plan.needs.as_ref().map(|slug| format!("\"{slug}\"")).unwrap_or_default();
    let gaps = [
        ("{number}", format!("{:02}", plan.number)),
        ("{slug}", plan.slug.clone()),
        ("{crate}", plan.slug.replace('-', "_")),
        ("{title}", plan.title.clone()),
        ("{part}", plan.part.to_string()),
        ("{needs}", needs),
    ];
    let fill =
        |text: &str| gaps.iter().fold(text.to_owned(), |text, (gap, own)| text.replace(gap, own));
    let files = match plan.kind {
        Kind::Program => PROGRAM,
        Kind::Function => FUNCTION,
    };
    files.iter().map(|&(half, path, text)| (half, path, fill(text))).collect()
}
