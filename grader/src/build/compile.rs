//! Turns source files into a program, or into the compiler's reasons against it.
//!
//! Each program is compiled in a fresh folder that holds its sources and nothing else, and kept
//! under a key of all that went into it: never can one submission get another's program.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::diagnostics::Diagnostic;
use super::error::BuildError;
use super::record::{self, Outcome, Record};
use super::refuse::{self, CompileErrors};
use super::rustc;
use super::supervise::{self, Bounds, Ended};
use super::workshop::Workshop;
use crate::key::Key;
use crate::sources::Sources;
use crate::store::StoreError;

const SHELF: &str = "programs";
const PROGRAM: &str = "program";

/// What one call of the compiler may use. A program of the course takes a second and 200 MB.
const BOUNDS: Bounds =
    Bounds { wall: Duration::from_secs(60), said: 16 << 20, memory: 4 << 30, file: 256 << 20 };

/// What came of compiling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Built {
    /// It can be run.
    Program(Program),
    /// It cannot: the verdict on it stands.
    Refused(CompileErrors),
}

/// A program that can be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The executable file; it needs no other file to run.
    pub path: PathBuf,
    /// The same for the same sources, compiler, flags and dependencies.
    pub key: Key,
    /// What the compiler remarked, in its order.
    pub warnings: Vec<Diagnostic>,
}

/// Compiles `sources` as the program of the exercise `slug`, or finds it compiled.
///
/// # Errors
/// When the machine fails; what the compiler has against the program is [`Built::Refused`].
pub fn compile(workshop: &Workshop, slug: &str, sources: &Sources) -> Result<Built, BuildError> {
    let name = rustc::crate_name(slug);
    let key = rustc::key(workshop, &name, sources);
    let store = workshop.store();
    if let Some(entry) = store.get(SHELF, &key) {
        let outcome =
            Record::load(&entry).map(|records| record::judge(&records, workshop, sources));
        match outcome.transpose()?.and_then(|outcome| built(outcome, &entry, &key)) {
            Some(built) => return Ok(built),
            None => store.discard(SHELF, &key)?,
        }
    }
    let scratch = store.scratch()?;
    let dir = scratch.path();
    lay_out(dir, sources).map_err(|source| StoreError::new(dir, source))?;
    let mut records = Vec::new();
    let steps = rustc::steps(sources);
    for &step in steps {
        let ended = supervise::run(rustc::command(workshop, &name, dir, steps, step), BOUNDS);
        let record = match ended.map_err(BuildError::io(&workshop.toolchain().rustc))? {
            Ended::Exited { status, said } => Record::take(dir, status, &said),
            Ended::TooSlow => return Ok(Built::Refused(refuse::too_slow(BOUNDS.wall))),
            Ended::TooLoud => return Ok(Built::Refused(refuse::too_loud())),
        };
        let succeeded = record.succeeded();
        records.push(record);
        if !succeeded {
            break;
        }
    }
    let outcome = record::judge(&records, workshop, sources)?;
    if let Outcome::Refused(errors) = &outcome
        && !errors.is_lasting()
    {
        return Ok(Built::Refused(errors.clone()));
    }
    let entry = store.scratch()?;
    let keep = || -> io::Result<()> {
        if let Outcome::Program { .. } = &outcome {
            fs::rename(dir.join(rustc::PRODUCT), entry.path().join(PROGRAM))?;
        }
        Record::save(&records, entry.path())
    };
    keep().map_err(|source| StoreError::new(entry.path(), source))?;
    let entry = store.put(SHELF, &key, entry)?;
    built(outcome, &entry, &key)
        .ok_or_else(|| BuildError::BrokeOff { said: "its program is gone".into() })
}

/// Puts the sources into an empty folder, as they were handed in.
fn lay_out(dir: &Path, sources: &Sources) -> io::Result<()> {
    for (file, text) in sources {
        let inside = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
        if file.is_empty() || !inside {
            let problem = format!("`{file}` is no path of a source file");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, problem));
        }
        let path = dir.join(file);
        fs::create_dir_all(path.parent().unwrap_or(dir))?;
        fs::write(path, text)?;
    }
    fs::create_dir_all(dir.join(rustc::PRODUCT).parent().unwrap_or(dir))
}

/// What an entry of the store holds, unless its program is gone.
fn built(outcome: Outcome, entry: &Path, key: &Key) -> Option<Built> {
    Some(match outcome {
        Outcome::Refused(errors) => Built::Refused(errors),
        Outcome::Program { warnings } => {
            let path = entry.join(PROGRAM);
            path.is_file().then(|| Built::Program(Program { path, key: key.clone(), warnings }))?
        }
    })
}
