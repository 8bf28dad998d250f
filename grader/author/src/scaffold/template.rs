//! The files of a new exercise, with gaps for what is its own.

use super::Plan;

/// Half of the exercise (0 public, 1 private), path in it, and the text with gaps.
const FILES: [(usize, &str, &str); 9] = [
    (0, "Cargo.toml", include_str!("template/exercise/Cargo.toml.txt")),
    (0, "exercise.toml", include_str!("template/exercise/exercise.toml.txt")),
    (0, "README.md", include_str!("template/exercise/README.md.txt")),
    (0, "src/main.rs", include_str!("template/exercise/main.rs.txt")),
    (1, "src/main.rs", include_str!("template/solution/main.rs.txt")),
    (1, "also/until-a-deadline.rs", include_str!("template/solution/also.rs.txt")),
    (1, "wrong/no-pause.rs", include_str!("template/solution/wrong.rs.txt")),
    (1, "draw.rs", include_str!("template/solution/draw.rs.txt")),
    (1, "hidden.toml", include_str!("template/solution/hidden.toml.txt")),
];

/// Every file: its half, its path in it, its text.
pub(super) fn files(plan: &Plan) -> Vec<(usize, &'static str, String)> {
    let needs = plan.needs.as_ref().map(|slug| format!("\"{slug}\"")).unwrap_or_default();
    let gaps = [
        ("{number}", format!("{:02}", plan.number)),
        ("{slug}", plan.slug.clone()),
        ("{title}", plan.title.clone()),
        ("{part}", plan.part.to_string()),
        ("{needs}", needs),
    ];
    let fill =
        |text: &str| gaps.iter().fold(text.to_owned(), |text, (gap, own)| text.replace(gap, own));
    FILES.iter().map(|&(half, path, text)| (half, path, fill(text))).collect()
}
