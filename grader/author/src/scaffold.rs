//! A new exercise: both halves, sound from the first moment and refused for the right reason, so
//! that its author changes something that works instead of writing something that does not yet.

mod name;
mod template;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use model::fault::{Blame, Fault};

use course::{Course, CourseError, Exercise};

pub use name::{NameError, check_name};

/// Why no exercise was made.
#[derive(Debug, Error)]
pub enum ScaffoldError {
    /// The name cannot be a slug.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The exercise to come after is not there.
    #[error(transparent)]
    Course(#[from] CourseError),
    /// There is no private half to put the reference into.
    #[error("{}: a course without solutions is a student's copy; make exercises in the other", .0.display())]
    NoSolutions(PathBuf),
    /// The disk did not do what it was asked to.
    #[error("cannot write {}: {source}", .path.display())]
    Io {
        /// What was to be written.
        path: PathBuf,
        /// Why it was not.
        source: io::Error,
    },
}

/// What the student is to write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// The whole program.
    #[default]
    Program,
    /// One asynchronous function, in a program of the course's.
    Function,
}

/// What is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The place in the course.
    pub number: u32,
    /// The name.
    pub slug: String,
    /// What the student is to write.
    pub kind: Kind,
    /// The title, as a lesson shows it.
    pub title: String,
    /// Which part of the course it belongs to.
    pub part: u32,
    /// The exercise that comes before it, if any.
    pub needs: Option<String>,
    /// Folders that make room by one number: from and to, in the order in which to rename them.
    pub renames: Vec<(PathBuf, PathBuf)>,
}

impl Plan {
    /// Plans an exercise `slug` after the exercise `after`, by default after the last.
    ///
    /// # Errors
    /// When the name is taken or none, or `after` is no exercise.
    pub fn new(course: &Course, slug: &str, after: Option<&str>) -> Result<Plan, ScaffoldError> {
        check_name(course, slug)?;
        if !course.root.join("solutions").is_dir() {
            return Err(ScaffoldError::NoSolutions(course.root.clone()));
        }
        let before = match after {
            Some(asked) => Some(course.exercise(asked)?),
            None => course.exercises.last(),
        };
        let number = before.map_or(0, |before| before.number + 1);
        Ok(Plan {
            number,
            slug: slug.to_owned(),
            kind: Kind::default(),
            title: title(slug),
            part: before.map_or(1, |before| before.toml.part),
            needs: before.map(|before| before.slug.clone()),
            renames: make_room(&course.exercises, number),
        })
    }

    /// The same, of another kind.
    pub fn of_kind(self, kind: Kind) -> Plan {
        Plan { kind, ..self }
    }

    /// Makes room and writes both halves; gives the folders that were written.
    ///
    /// # Errors
    /// When something cannot be written. Folders are only renamed once the new ones are whole.
    pub fn carry_out(&self, course: &Course) -> Result<[PathBuf; 2], ScaffoldError> {
        let halves = ["exercises", "solutions"].map(|half| course.root.join(half));
        let fresh = halves.each_ref().map(|half| half.join(format!(".new-{}", self.slug)));
        let written = template::files(self)
            .into_iter()
            .try_for_each(|(half, file, text)| write(&fresh[half].join(file), &text));
        let placed = written.and_then(|()| {
            for (from, to) in &self.renames {
                rename(from, to)?;
            }
            let folder = format!("{:02}-{}", self.number, self.slug);
            for (fresh, half) in fresh.iter().zip(&halves) {
                rename(fresh, &half.join(&folder))?;
            }
            Ok(halves.each_ref().map(|half| half.join(&folder)))
        });
        if placed.is_err() {
            for fresh in &fresh {
                // What could not be placed is no exercise; what cannot be removed is hidden.
                let _ = fs::remove_dir_all(fresh);
            }
        }
        placed
    }
}

/// Every exercise from `number` on that is in the way moves up by one, the last first.
fn make_room(exercises: &[Exercise], number: u32) -> Vec<(PathBuf, PathBuf)> {
    let mut renames = Vec::new();
    let mut taken = number;
    for exercise in exercises {
        if exercise.number == taken {
            let name = format!("{:02}-{}", taken + 1, exercise.slug);
            for folder in [Some(&exercise.dir), exercise.solution.as_ref()].into_iter().flatten() {
                renames.push((folder.clone(), folder.with_file_name(&name)));
            }
            taken += 1;
        }
    }
    renames.reverse();
    renames
}

/// `my-idea` → `My idea`.
fn title(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

fn write(path: &Path, text: &str) -> Result<(), ScaffoldError> {
    let wrong = |source| ScaffoldError::Io { path: path.to_owned(), source };
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(wrong)?;
    fs::write(path, text).map_err(wrong)
}

fn rename(from: &Path, to: &Path) -> Result<(), ScaffoldError> {
    fs::rename(from, to).map_err(|source| ScaffoldError::Io { path: to.to_owned(), source })
}

impl Blame for ScaffoldError {
    fn fault(&self) -> Fault {
        match self {
            ScaffoldError::Name(_) | ScaffoldError::NoSolutions(_) => Fault::Author,
            ScaffoldError::Course(error) => error.fault(),
            ScaffoldError::Io { .. } => Fault::Ours,
        }
    }
}

#[cfg(test)]
mod tests;
