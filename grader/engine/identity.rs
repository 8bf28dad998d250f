//! The hash of the sources that a verdict depends on.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// The crates that reach a verdict, as folders beside each other.
pub(crate) const CRATES: [&str; 7] =
    ["model", "judge", "sandbox", "course", "engine", "trace", "clock/channel"];

/// The identity of the sources below `grader`, and of the crates that they stand on.
pub(crate) fn of(grader: &Path) -> io::Result<String> {
    let mut hash = DefaultHasher::new();
    fs::read(grader.join("../Cargo.lock")).unwrap_or_default().hash(&mut hash);
    for folder in CRATES {
        fs::read(grader.join(folder).join("Cargo.toml"))?.hash(&mut hash);
        for file in files(&grader.join(folder).join("src"))? {
            file.strip_prefix(grader).unwrap_or(&file).hash(&mut hash);
            fs::read(&file)?.hash(&mut hash);
        }
    }
    Ok(format!("{:016x}", hash.finish()))
}

/// All files below a folder, in the order of their names.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            found.extend(files(&entry)?);
        } else {
            found.push(entry);
        }
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    /// Whether the identity is another once `file` has changed.
    fn check(file: &str, expected: bool) {
        let root = tempfile::tempdir().unwrap();
        let grader = root.path().join("grader");
        for folder in CRATES.into_iter().chain(["render", "cli"]) {
            fs::create_dir_all(grader.join(folder).join("src/inner")).unwrap();
            fs::write(grader.join(folder).join("Cargo.toml"), "").unwrap();
            fs::write(grader.join(folder).join("src/lib.rs"), "").unwrap();
            fs::write(grader.join(folder).join("src/inner/mod.rs"), "").unwrap();
        }
        fs::write(root.path().join("Cargo.lock"), "").unwrap();
        let before = of(&grader).unwrap();
        fs::write(root.path().join(file), "x").unwrap();
        assert_eq!(of(&grader).unwrap() != before, expected, "{file}");
    }

    #[test]
    fn a_verdict_depends_on_what_grades_and_on_no_screen() {
        check("grader/judge/src/inner/mod.rs", true);
        check("grader/engine/src/lib.rs", true);
        check("grader/model/Cargo.toml", true);
        check("Cargo.lock", true);
        check("grader/render/src/lib.rs", false);
        check("grader/cli/src/lib.rs", false);
    }

    #[test]
    fn every_crate_that_the_engine_stands_on_is_among_them() {
        let grader = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for folder in CRATES {
            let manifest = fs::read_to_string(grader.join(folder).join("Cargo.toml")).unwrap();
            let manifest: toml::Table = manifest.parse().unwrap();
            let needed = manifest.get("dependencies").and_then(toml::Value::as_table);
            for name in needed.into_iter().flat_map(toml::Table::keys) {
                let is_own = grader.join(name).is_dir() || name == "channel";
                let is_known = CRATES.iter().any(|known| known.ends_with(name.as_str()));
                assert!(!is_own || is_known, "{folder} stands on {name}");
            }
        }
    }
}
