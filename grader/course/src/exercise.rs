//! One exercise: its two halves on disk, and what can be asked of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::error::CourseError;
use super::manifest::{Draws, ExerciseToml, HiddenToml};
use super::snapshot::{self, Keep};
use super::starter;
use super::toml_file;
use crate::key::{Key, KeyBuilder};
use crate::sources::{self, Sources};
use model::spec::Run;
use model::transcript::Transcript;

/// One exercise of the course.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// Its number: its place in the course.
    pub number: u32,
    /// Its name, which is its package's name too.
    pub slug: String,
    /// The public half, `exercises/NN-slug`.
    pub dir: PathBuf,
    /// The private half, `solutions/NN-slug`, where there is one.
    pub solution: Option<PathBuf>,
    /// What it asks.
    pub toml: ExerciseToml,
    /// What it asks besides, unseen by students.
    pub hidden: Option<HiddenToml>,
}

/// A complete program of the course: it stands in for the reference's own root file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// The file's name without `.rs`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
}

impl Exercise {
    /// The hash of all that the course has on it, wherever the course lies: files and their places in
    /// it, lessons left out.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn key(&self) -> Result<Key, CourseError> {
        let mut parts = vec![self.dir.join("exercise.toml"), self.dir.join("snapshots")];
        parts.push(starter::dir(self));
        if let Some(solution) = &self.solution {
            parts.extend([solution.clone(), solution.with_file_name("random.rs")]);
        }
        if self.toml.function.is_some() {
            parts.push(self.dir.join(sources::PROGRAM));
        }
        let course = self.dir.ancestors().nth(2).unwrap_or(&self.dir);
        let mut key = KeyBuilder::new("exercise").part("folder", self.folder());
        let files = parts.iter().flat_map(|part| WalkDir::new(part).sort_by_file_name());
        // Not everything has to be there.
        for file in files.flatten().filter(|file| file.file_type().is_file()) {
            let path = file.path();
            if path.extension().is_none_or(|ending| ending != "md") {
                let content = fs::read(path);
                let content =
                    content.map_err(|source| CourseError::Io { path: path.to_owned(), source })?;
                let place = path.strip_prefix(course).unwrap_or(path).as_os_str();
                key = key.part("path", place.as_encoded_bytes()).part("file", content);
            }
        }
        Ok(key.finish())
    }

    /// The folder's name, such as `03-sleepy-count`.
    pub fn folder(&self) -> String {
        format!("{:02}-{}", self.number, self.slug)
    }

    /// The file in which the student's own code begins.
    pub fn root(&self) -> &'static str {
        if self.toml.function.is_some() { sources::LIBRARY } else { sources::PROGRAM }
    }

    /// True for a file that is the student's own: below `src/`, and not the program that the
    /// course puts around a library.
    pub fn is_students(&self, file: &str) -> bool {
        file.starts_with("src/") && (self.toml.function.is_none() || file != sources::PROGRAM)
    }

    /// What is compiled when these sources are handed in: where the student writes a library, the
    /// program around it is the course's, whatever came along.
    ///
    /// # Errors
    /// When the course's program cannot be read.
    pub fn completed(&self, handed_in: &Sources) -> Result<Sources, CourseError> {
        let mut sources = handed_in.clone();
        if self.toml.function.is_some() {
            sources.insert(sources::PROGRAM.into(), read(&self.dir.join(sources::PROGRAM))?);
        }
        Ok(sources)
    }

    /// The starter that a student receives, as it now stands in the working copy.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn starter_sources(&self) -> Result<Sources, CourseError> {
        self.read_sources(&self.dir)
    }

    /// The reference; `None` in a copy without solutions.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn reference_sources(&self) -> Result<Option<Sources>, CourseError> {
        self.solution.as_deref().map(|solution| self.read_sources(solution)).transpose()
    }

    /// The known-wrong programs, by name; none in a copy without solutions.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn known_wrong(&self) -> Result<Vec<Variant>, CourseError> {
        self.variants("wrong")
    }

    /// Other right programs, by name; none in a copy without solutions.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn also(&self) -> Result<Vec<Variant>, CourseError> {
        self.variants("also")
    }

    /// The whole program of a variant: the reference's files with the root replaced.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn variant_sources(&self, variant: &Variant) -> Result<Sources, CourseError> {
        let mut sources = self.reference_sources()?.unwrap_or_default();
        sources.insert(self.root().into(), read(&variant.path)?);
        Ok(sources)
    }

    /// Where the program lies that draws random runs, where there is a solution.
    pub fn draw_path(&self) -> Option<PathBuf> {
        Some(self.solution.as_ref()?.join("draw.rs"))
    }

    /// The program that prints the parameters of a random run; `None` when runs are never random.
    ///
    /// It is `draw.rs` as `src/main.rs`, beside the `random.rs` that all draws share.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn draw_sources(&self) -> Result<Option<Sources>, CourseError> {
        let (Some(solution), Some(draw)) = (&self.solution, self.draw_path()) else {
            return Ok(None);
        };
        if !draw.exists() {
            return Ok(None);
        }
        let mut sources = Sources::from([(sources::PROGRAM.into(), read(&draw)?)]);
        let random = solution.with_file_name("random.rs");
        if random.exists() {
            sources.insert("random.rs".into(), read(&random)?);
        }
        Ok(Some(sources))
    }

    /// The hidden runs; none in a copy without solutions.
    pub fn hidden_runs(&self) -> &[Run] {
        self.hidden.as_ref().map_or(&[], |hidden| &hidden.runs)
    }

    /// How random runs are drawn, when they are.
    pub fn draws(&self) -> Option<&Draws> {
        self.hidden.as_ref()?.draws.as_ref()
    }

    /// What it asks of its checks besides, `hidden.toml`, where there is a solution.
    pub fn hidden_path(&self) -> Option<PathBuf> {
        Some(self.solution.as_ref()?.join("hidden.toml"))
    }

    /// Line and column, from 1, of a byte of `hidden.toml`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn place_in_hidden(&self, offset: usize) -> Result<(usize, usize), CourseError> {
        let text = self.hidden_path().as_deref().map(read).transpose()?.unwrap_or_default();
        Ok(toml_file::position(&text, offset))
    }

    /// Where the reference transcript of a fixed run lies: with the half that has the run.
    pub fn snapshot_path(&self, run: &Run) -> Option<PathBuf> {
        let has = |runs: &[Run]| runs.iter().any(|each| each.name == run.name);
        let half = if has(&self.toml.runs) {
            &self.dir
        } else if has(self.hidden_runs()) {
            self.solution.as_ref()?
        } else {
            return None;
        };
        Some(half.join("snapshots").join(format!("{}.snap", snapshot::stem(&run.name))))
    }

    /// The reference transcript of a fixed run.
    ///
    /// # Errors
    /// When its snapshot is missing or broken, or the run is none of this exercise's.
    pub fn expected(&self, run: &Run) -> Result<Transcript, CourseError> {
        let path = self.snapshot_path(run).ok_or_else(|| CourseError::NoSuchRun {
            slug: self.slug.clone(),
            run: run.name.clone(),
        })?;
        snapshot::read(&path)
    }

    /// Keeps the reference transcript of a fixed run; true when it is another than before.
    ///
    /// # Errors
    /// When it cannot be written, or the run is none of this exercise's.
    pub fn keep_expected(
        &self,
        run: &Run,
        transcript: &Transcript,
        keep: Keep,
    ) -> Result<bool, CourseError> {
        let path = self.snapshot_path(run).ok_or_else(|| CourseError::NoSuchRun {
            slug: self.slug.clone(),
            run: run.name.clone(),
        })?;
        snapshot::write(&path, &run.name, &transcript.to_string(), keep)
    }

    /// Keeps the digests of the known mistakes on the public runs; true when they are others
    /// than before.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep_published_mistakes(&self, digests: &str, keep: Keep) -> Result<bool, CourseError> {
        snapshot::write(&self.mistakes_path(), "mistakes on the public runs", digests, keep)
    }

    /// Snapshots that lie with the exercise and belong to no run of it, or wait for a review.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn stray_snapshots(&self) -> Result<Vec<PathBuf>, CourseError> {
        let runs = self.toml.runs.iter().chain(self.hidden_runs());
        let mut own: Vec<PathBuf> = runs.filter_map(|run| self.snapshot_path(run)).collect();
        own.push(self.mistakes_path());
        let mut strays = Vec::new();
        for half in [Some(&self.dir), self.solution.as_ref()].into_iter().flatten() {
            let dir = half.join("snapshots");
            let io = |source| CourseError::Io { path: dir.clone(), source };
            let entries = match fs::read_dir(&dir) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries.map_err(io)?,
            };
            for entry in entries {
                let path = entry.map_err(io)?.path();
                if !own.contains(&path) {
                    strays.push(path);
                }
            }
        }
        strays.sort();
        Ok(strays)
    }

    /// Removes what [`Exercise::stray_snapshots`] finds, and names it.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove_stray_snapshots(&self) -> Result<Vec<PathBuf>, CourseError> {
        let strays = self.stray_snapshots()?;
        for stray in &strays {
            let io = |source| CourseError::Io { path: stray.clone(), source };
            fs::remove_file(stray).map_err(io)?;
        }
        Ok(strays)
    }

    /// Where the digests of the known mistakes on the public runs lie.
    pub fn mistakes_path(&self) -> PathBuf {
        self.dir.join("snapshots").join("mistakes.snap")
    }

    /// The digests of the known mistakes on the public runs, as text; `None` when there are none.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn published_mistakes(&self) -> Result<Option<String>, CourseError> {
        snapshot::read_text(&self.mistakes_path())
    }

    fn read_sources(&self, dir: &Path) -> Result<Sources, CourseError> {
        match sources::read(dir, self.root()) {
            Ok(found) => self.completed(&found.sources),
            Err(source) => Err(CourseError::Sources { dir: dir.to_owned(), source }),
        }
    }

    fn variants(&self, folder: &str) -> Result<Vec<Variant>, CourseError> {
        let Some(solution) = &self.solution else { return Ok(Vec::new()) };
        let dir = solution.join(folder);
        let io = |source| CourseError::Io { path: dir.clone(), source };
        let entries = match fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io(error)),
        };
        let mut variants = Vec::new();
        for entry in entries {
            let path = entry.map_err(io)?.path();
            if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                variants.push(Variant { name, path });
            }
        }
        variants.sort();
        Ok(variants)
    }
}

fn read(path: &Path) -> Result<String, CourseError> {
    fs::read_to_string(path).map_err(|source| CourseError::Io { path: path.to_owned(), source })
}
