//! Everything that decides what cargo builds before any submission comes: the workspace's own
//! settings, and the sources of the clock, of what submissions may use, and of every crate of the
//! course that these stand on. What only the grader is made of is not among them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use course::key::{Key, KeyBuilder};
use walkdir::WalkDir;

use super::super::error::BuildError;
use super::super::toolchain::Toolchain;

/// What cargo reads of a workspace, whatever it builds there.
const OF_THE_WORKSPACE: [&str; 3] = ["Cargo.lock", "Cargo.toml", ".cargo/config.toml"];
/// What it reads of a crate.
const OF_A_CRATE: [&str; 3] = ["Cargo.toml", "build.rs", "src"];

/// The key of all inputs of these packages, which are folders below the course.
pub(super) fn inputs(
    course: &Path,
    packages: &[&str],
    toolchain: &Toolchain,
) -> Result<Key, BuildError> {
    let mut key = KeyBuilder::new("prepared").part("toolchain", &toolchain.version);
    for name in OF_THE_WORKSPACE {
        key = key.part(name, fs::read(course.join(name)).unwrap_or_default());
    }
    for folder in crates(course, packages)? {
        let parts = OF_A_CRATE.map(|part| course.join(&folder).join(part));
        let files = parts.iter().filter(|part| part.exists());
        for file in files.flat_map(|part| WalkDir::new(part).sort_by_file_name()) {
            let file = file.map_err(|error| BuildError::Io {
                path: course.join(&folder),
                source: error.into(),
            })?;
            if file.file_type().is_file() {
                let path = file.path();
                let content = fs::read(path).map_err(BuildError::io(path))?;
                let name = path.strip_prefix(course).unwrap_or(path);
                key = key.part(&name.to_string_lossy(), content);
            }
        }
    }
    Ok(key.finish())
}

/// The folders of the packages and of every crate that they reach by a path, below the course.
fn crates(course: &Path, packages: &[&str]) -> Result<BTreeSet<PathBuf>, BuildError> {
    let workspace = manifest(&course.join("Cargo.toml"))?;
    let shared = workspace.get("workspace").and_then(|table| table.get("dependencies"));
    let mut found = BTreeSet::new();
    let mut open: Vec<PathBuf> = packages.iter().map(PathBuf::from).collect();
    while let Some(folder) = open.pop() {
        if !found.insert(folder.clone()) {
            continue;
        }
        let manifest = manifest(&course.join(&folder).join("Cargo.toml"))?;
        for kind in ["dependencies", "build-dependencies"] {
            let needed = manifest.get(kind).and_then(toml::Value::as_table);
            for (name, needed) in needed.into_iter().flatten() {
                let own = needed.get("path").and_then(toml::Value::as_str);
                let named = || shared?.get(name)?.get("path")?.as_str();
                let is_shared = || needed.get("workspace")?.as_bool();
                open.extend(match own {
                    Some(path) => Some(joined(&folder, path)),
                    None if is_shared() == Some(true) => named().map(PathBuf::from),
                    None => None,
                });
            }
        }
    }
    Ok(found)
}

/// A path below the course, without the steps back that it takes.
fn joined(folder: &Path, path: &str) -> PathBuf {
    let mut joined = folder.to_owned();
    for part in Path::new(path) {
        if part == ".." {
            joined.pop();
        } else {
            joined.push(part);
        }
    }
    joined
}

fn manifest(path: &Path) -> Result<toml::Table, BuildError> {
    let text = fs::read_to_string(path).map_err(BuildError::io(path))?;
    // Cargo reads the same file next, and says better what is wrong with it.
    Ok(toml::from_str(&text).unwrap_or_default())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn check(packages: &[&str], expected: &[&str]) {
        let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let found = crates(&course, packages).unwrap();
        let found: Vec<&str> = found.iter().map(|folder| folder.to_str().unwrap()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_submissions_run_under_stands_on_little_and_on_no_screen() {
        check(&["grader/clock"], &["grader/clock", "grader/trace"]);
        check(
            &["grader/deps"],
            &["grader/clock/channel", "grader/clock/tasks", "grader/deps", "grader/lab"],
        );
    }
}
