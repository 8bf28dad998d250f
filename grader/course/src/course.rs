//! The course as a whole: its exercises, in order, and how one is asked for.

use std::path::{Path, PathBuf};

use crate::error::CourseError;
use crate::exercise::Exercise;
use crate::{open, toml_file};

/// All exercises, in order.
#[derive(Debug, Clone)]
pub struct Course {
    /// The folder that holds `exercises/`.
    pub root: PathBuf,
    /// By number.
    pub exercises: Vec<Exercise>,
}

impl Course {
    /// Reads the course in `root`, the folder that holds `exercises/`.
    ///
    /// # Errors
    /// The first thing that is wrong with it: see [`CourseError`].
    pub fn open(root: &Path) -> Result<Course, CourseError> {
        if !root.join("exercises").is_dir() {
            return Err(CourseError::NotACourse { from: root.to_owned() });
        }
        Ok(Course { root: root.to_owned(), exercises: open::exercises(root)? })
    }

    /// The nearest folder from `from` upwards that holds `exercises/`.
    ///
    /// # Errors
    /// When there is none.
    pub fn find_root(from: &Path) -> Result<PathBuf, CourseError> {
        let is_course = |dir: &&Path| dir.join("exercises").is_dir();
        match from.ancestors().find(is_course) {
            Some(root) => Ok(root.to_owned()),
            None => Err(CourseError::NotACourse { from: from.to_owned() }),
        }
    }

    /// The exercise called `asked`: a slug, a number, a folder's name, or the path of a file in
    /// it, as an editor and the Tab key give it.
    ///
    /// # Errors
    /// When there is none, with the slug that looks most like it.
    pub fn exercise(&self, asked: &str) -> Result<&Exercise, CourseError> {
        let asked = asked.trim_end_matches('/');
        let number: Option<u32> = asked.parse().ok();
        self.exercises
            .iter()
            .find(|exercise| {
                exercise.slug == asked
                    || Some(exercise.number) == number
                    || asked.split('/').any(|part| part == exercise.folder())
            })
            .ok_or_else(|| CourseError::NoSuchExercise {
                asked: asked.to_owned(),
                nearest: self.nearest(asked),
            })
    }

    /// The exercises called so, or all when nothing is asked for.
    ///
    /// # Errors
    /// As [`Course::exercise`].
    pub fn asked(&self, names: &[String]) -> Result<Vec<Exercise>, CourseError> {
        if names.is_empty() {
            return Ok(self.exercises.clone());
        }
        names.iter().map(|name| self.exercise(name).cloned()).collect()
    }

    /// Whether every exercise stands on earlier ones that there are.
    ///
    /// A course may be cut short, and can still be checked; only its map cannot be drawn.
    ///
    /// # Errors
    /// The first exercise that does not.
    pub fn check_needs(&self) -> Result<(), CourseError> {
        self.exercises.iter().try_for_each(|exercise| self.check_needs_of(exercise))
    }

    /// Whether this exercise stands on earlier ones that there are.
    ///
    /// # Errors
    /// When it does not.
    pub fn check_needs_of(&self, exercise: &Exercise) -> Result<(), CourseError> {
        let earlier = || {
            let earlier = self.exercises.iter().filter(|other| other.number < exercise.number);
            earlier.map(|earlier| earlier.slug.as_str())
        };
        let missing = |need: &&String| !earlier().any(|slug| slug == *need);
        let Some(need) = exercise.toml.needs.iter().find(missing) else { return Ok(()) };
        let did_you_mean = toml_file::nearest(need, earlier())
            .map(|slug| format!("; did you mean `{slug}`?"))
            .unwrap_or_default();
        let problem =
            format!("`needs` names `{need}`, and no earlier exercise is called that{did_you_mean}");
        let path = exercise.dir.join("exercise.toml");
        Err(toml_file::TomlError { path, at: None, problem }.into())
    }

    fn nearest(&self, asked: &str) -> Option<String> {
        let name = asked.trim_start_matches(|char: char| char.is_ascii_digit() || char == '-');
        let slugs = self.exercises.iter().map(|exercise| exercise.slug.as_str());
        toml_file::nearest(name, slugs).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests;
