//! Finds the exercises of a course and reads what each one asks.
//!
//! There is no registry: a folder `exercises/NN-slug` is an exercise, its number is the order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::error::CourseError;
use super::exercise::Exercise;
use super::manifest::{ExerciseToml, HiddenToml};
use super::snapshot;
use super::toml_file::{self, TomlError};
use model::spec::Run;

/// All exercises below `root`, in order.
pub(super) fn exercises(root: &Path) -> Result<Vec<Exercise>, CourseError> {
    let mut solutions = numbered(&root.join("solutions"))?;
    let mut exercises: Vec<Exercise> = Vec::new();
    for (name, dir) in numbered(&root.join("exercises"))? {
        let Some((number, slug)) = split(&name) else {
            return Err(CourseError::BadName { path: dir });
        };
        let solution = solutions.remove(&name);
        let exercise = exercise(number, slug, dir, solution)?;
        for earlier in &exercises {
            let what = match () {
                () if earlier.number == number => "number",
                () if earlier.slug == slug => "slug",
                () => continue,
            };
            let (first, second) = (earlier.dir.clone(), exercise.dir);
            return Err(CourseError::Twice { what, first, second });
        }
        exercises.push(exercise);
    }
    if let Some((_, path)) = solutions.pop_first() {
        return Err(CourseError::StraySolution { path });
    }
    exercises.sort_by_key(|exercise| exercise.number);
    Ok(exercises)
}

/// The folders directly below `dir`, by name; none when `dir` does not exist.
fn numbered(dir: &Path) -> Result<BTreeMap<String, PathBuf>, CourseError> {
    let mut folders = BTreeMap::new();
    if !dir.exists() {
        return Ok(folders);
    }
    for entry in WalkDir::new(dir).min_depth(1).max_depth(1).follow_links(true) {
        let entry = entry.map_err(|error| CourseError::Io {
            path: error.path().unwrap_or(dir).to_owned(),
            source: error.into(),
        })?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Cargo may have been called in there, and editors keep hidden folders.
        if entry.file_type().is_dir() && name != "target" && !name.starts_with('.') {
            folders.insert(name, entry.into_path());
        }
    }
    Ok(folders)
}

/// `03-sleepy-count` → 3 and `sleepy-count`.
pub(super) fn split(name: &str) -> Option<(u32, &str)> {
    let (number, slug) = name.split_once('-')?;
    let good = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    let is_slug =
        slug.starts_with(|char: char| char.is_ascii_lowercase()) && slug.chars().all(good);
    let is_number = number.len() >= 2 && number.chars().all(|char| char.is_ascii_digit());
    (is_slug && is_number).then_some((number.parse().ok()?, slug))
}

fn exercise(
    number: u32,
    slug: &str,
    dir: PathBuf,
    solution: Option<PathBuf>,
) -> Result<Exercise, CourseError> {
    let path = dir.join("exercise.toml");
    let mut toml: ExerciseToml = read_toml(&path)?.ok_or_else(|| CourseError::Missing {
        path: path.clone(),
        hint: "every exercise says there what it asks; copy one from beside it",
    })?;
    let mut hidden = match &solution {
        Some(solution) => read_toml::<HiddenToml>(&solution.join("hidden.toml"))?,
        None => None,
    };
    let wrong =
        |path: &Path, problem: String| TomlError { path: path.to_owned(), at: None, problem };
    if toml.runs.is_empty() {
        return Err(wrong(&path, "there is no run; write at least one `[[run]]`".into()).into());
    }
    let mut names = BTreeSet::new();
    check_names(&toml.runs, &mut names).map_err(|problem| wrong(&path, problem))?;
    if let (Some(hidden), Some(solution)) = (&hidden, &solution) {
        let path = solution.join("hidden.toml");
        check_names(&hidden.runs, &mut names).map_err(|problem| wrong(&path, problem))?;
        if hidden.draws.is_some() && !solution.join("draw.rs").exists() {
            return Err(CourseError::Missing {
                path: solution.join("draw.rs"),
                hint: "`hidden.toml` asks for draws, and this program makes them",
            });
        }
    }
    let hidden_runs = hidden.iter_mut().flat_map(|hidden| &mut hidden.runs);
    for run in toml.runs.iter_mut().chain(hidden_runs) {
        run.questions |= toml.questions;
    }
    Ok(Exercise { number, slug: slug.to_owned(), dir, solution, toml, hidden })
}

/// Every fixed run has a name, and no two name the same snapshot.
fn check_names(runs: &[Run], seen: &mut BTreeSet<String>) -> Result<(), String> {
    for run in runs {
        let stem = snapshot::stem(&run.name);
        if stem.is_empty() {
            return Err("a run has no name; write `name = \"..\"` below its `[[run]]`".into());
        }
        if !seen.insert(stem) {
            return Err(format!(
                "two runs of this exercise, public and hidden, have the name `{}`; rename one",
                run.name
            ));
        }
    }
    Ok(())
}

fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Option<T>, CourseError> {
    match toml_file::read(path) {
        Ok(None) => Ok(None),
        Ok(Some(parsed)) => Ok(Some(parsed?)),
        Err(source) => Err(CourseError::Io { path: path.to_owned(), source }),
    }
}
