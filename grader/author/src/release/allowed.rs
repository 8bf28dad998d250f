//! The list of what students receive.

use std::path::Path;

/// Files at the top.
const AT_THE_TOP: [&str; 11] = [
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "rust-toolchain.toml",
];

/// Folders at the top of which everything of the right kind is released.
const FOLDERS: [&str; 6] = [".cargo", ".vscode", "docs", "exercises", "grader", "xtask"];

/// The grader's own tests need the solutions.
const LEFT_OUT: [&str; 1] = ["grader/cli/tests"];

/// What an exercise's folder holds, and nothing else of it is released.
const OF_AN_EXERCISE: [&str; 6] =
    ["Cargo.toml", "README.md", "exercise.toml", "snapshots", "src", "starter"];

/// Endings of what is text or source, and not an editor's or a tool's leaving.
const ENDINGS: [&str; 9] = ["css", "json", "md", "rs", "snap", "svg", "toml", "txt", "yml"];

/// False for folders that need not be looked into.
pub(super) fn is_walked(path: &Path) -> bool {
    let top = path.iter().next().and_then(|top| top.to_str()).unwrap_or_default();
    let is_file = path.iter().count() == 1 && AT_THE_TOP.contains(&top);
    let is_built = path.iter().any(|part| part == "target");
    !is_built && (is_file || FOLDERS.contains(&top))
}

/// True for a file that students receive; the path is relative to the course.
pub(super) fn is_released(path: &Path) -> bool {
    let mut parts = path.iter().map(|part| part.to_str().unwrap_or_default());
    let top = parts.next().unwrap_or_default();
    let second = parts.next();
    let third = parts.next();
    let Some(second) = second else { return AT_THE_TOP.contains(&top) };
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_hidden = path.iter().skip(1).any(|part| part.to_string_lossy().starts_with('.'));
    let is_kind = ENDINGS.contains(&ending) && !is_hidden;
    let is_left_out = LEFT_OUT.iter().any(|folder| path.starts_with(folder));
    let is_of_exercise = match third {
        Some(third) => OF_AN_EXERCISE.contains(&third),
        None => second == "README.md",
    };
    FOLDERS.contains(&top) && is_kind && !is_left_out && (top != "exercises" || is_of_exercise)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: bool) {
        let path = Path::new(path);
        assert_eq!(is_walked(path) && is_released(path), expected, "{}", path.display());
    }

    #[test]
    fn what_a_student_needs_is_released() {
        check("Cargo.toml", true);
        check(".cargo/config.toml", true);
        check("SECURITY.md", true);
        check("exercises/README.md", true);
        check("exercises/01-count/README.md", true);
        check("exercises/01-count/src/main.rs", true);
        check("exercises/01-count/starter/src/main.rs", true);
        check("exercises/01-count/snapshots/mistakes.snap", true);
        check("grader/model/src/lib.rs", true);
        check("grader/clock/programs/tests/transcripts.rs", true);
        check("grader/author/src/scaffold/template/exercise/README.md.txt", true);
    }

    #[test]
    fn what_the_grader_is_built_of_is_released() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut included = 0;
        let is_walked = |entry: &walkdir::DirEntry| !entry.path().ends_with(LEFT_OUT[0]);
        let files = walkdir::WalkDir::new(root.join("grader")).into_iter();
        for entry in files.filter_entry(is_walked).flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            let above = entry.path().parent().and_then(|above| above.strip_prefix(&root).ok());
            for part in text.split(concat!("include_str", "!(\"")).skip(1) {
                let file = part.split('"').next().unwrap_or_default();
                check(&above.unwrap_or(Path::new("")).join(file).to_string_lossy(), true);
                included += 1;
            }
        }
        assert!(included > 0, "nothing was looked at");
    }

    #[test]
    fn what_is_hidden_or_stray_is_not() {
        check("solutions/01-count/src/main.rs", false);
        check("solutions/random.rs", false);
        check("grader/cli/tests/end_to_end/main.rs", false);
        check("exercises/01-count/notes-for-me.md", false);
        check("exercises/01-count/solution.rs", false);
        check("exercises/01-count/snapshots/one.snap.new", false);
        check("exercises/01-count/src/main.rs.orig", false);
        check("exercises/01-count/src/.main.rs.swp", false);
        check("target/debug/grader", false);
        check("marks.toml", false);
        check("progress/progress.toml", false);
        check(".git/config", false);
        check(".github/workflows/ci.yml", false);
        check("deny.toml", false);
    }
}
