//! Turns source files into a program, or into the compiler's reasons against it.
//!
//! A program that counts is compiled in a fresh folder that holds its sources and nothing else,
//! and kept under a key of all that went into it: never can one submission get another's program.
//! A student who edits gets there faster, through the exercise's [`Session`], and a program of
//! the other kind, under another key.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use super::diagnostics::Diagnostic;
use super::error::BuildError;
use super::record::{self, Outcome, Record};
use super::refuse::{self, CompileErrors};
use super::rustc::{self, Way};
use super::session::Session;
use super::supervise::{self, CompileLimits, Ended};
use super::workshop::Workshop;
use course::key::Key;
use course::sources::Sources;
use course::store::{EntryLock, StoreError};
use model::limits::ResourceLimits;
use sandbox::Confinement;

const SHELF: &str = "programs";
const PROGRAM: &str = "program";

/// What one call of the compiler may use. A program of the course takes a second and 200 MB, and
/// makes a file of 5 MB.
pub(super) const LIMITS: CompileLimits = CompileLimits {
    wall: Duration::from_secs(60),
    said: 16 << 20,
    resources: ResourceLimits {
        cpu_seconds: 60,
        memory_bytes: 2 << 30,
        resident_bytes: 2 << 30,
        file_bytes: 64 << 20,
        // Its folder is its own, and what it writes there ours: none of it is a student's choice.
        folder_bytes: ResourceLimits::UNBOUNDED,
        files: ResourceLimits::UNBOUNDED,
        processes: 32,
        threads: 256,
        descriptors: 4096,
    },
};

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
    /// Where it lies.
    entry: EntryLock,
    /// The same for the same sources, compiler, flags and dependencies.
    pub key: Key,
    /// What the compiler remarked, in its order.
    pub warnings: Vec<Diagnostic>,
}

/// Compiles `sources` as the program of the exercise `slug` in a fresh folder, or finds it
/// compiled so.
///
/// # Errors
/// When the machine fails; what the compiler has against the program is [`Built::Refused`].
pub fn compile(
    workshop: &Workshop,
    confinement: Confinement<'_>,
    slug: &str,
    sources: &Sources,
) -> Result<Built, BuildError> {
    Job::new(workshop, confinement, slug, sources, Way::Fresh).found_or(Job::afresh)
}

/// As [`compile`], whether or not it was compiled so before: to see that it can be.
///
/// # Errors
/// As [`compile`].
pub fn compile_anew(
    workshop: &Workshop,
    confinement: Confinement<'_>,
    slug: &str,
    sources: &Sources,
) -> Result<Built, BuildError> {
    Job::new(workshop, confinement, slug, sources, Way::Fresh).afresh()
}

/// As [`compile`], but goes on from what the compiler found the last time: for a student who
/// edits one program again and again. Where that leads nowhere, it compiles afresh.
///
/// # Errors
/// As [`compile`].
pub fn recompile(
    workshop: &Workshop,
    confinement: Confinement<'_>,
    slug: &str,
    sources: &Sources,
) -> Result<Built, BuildError> {
    let job = Job::new(workshop, confinement, slug, sources, Way::Incremental);
    job.found_or(|job| match job.go_on()? {
        Some(built) => Ok(built),
        None => compile(workshop, confinement, slug, sources),
    })
}

/// What the compiler said of a program, a JSON message a line as it came: found where
/// [`recompile`] has left it, or compiled now.
///
/// # Errors
/// As [`compile`].
pub fn messages(
    workshop: &Workshop,
    confinement: Confinement<'_>,
    slug: &str,
    sources: &Sources,
) -> Result<Vec<String>, BuildError> {
    recompile(workshop, confinement, slug, sources)?;
    let found = [Way::Incremental, Way::Fresh].into_iter().find_map(|way| {
        let job = Job::new(workshop, confinement, slug, sources, way);
        Record::load(&workshop.store().get(SHELF, &job.key)?)
    });
    let mut messages: Vec<String> = Vec::new();
    for message in found.iter().flatten().flat_map(Record::messages) {
        // Each step of a library and its program says the same again.
        if !messages.contains(&message) {
            messages.push(message);
        }
    }
    Ok(messages)
}

/// One program to be compiled.
struct Job<'a> {
    workshop: &'a Workshop,
    confinement: Confinement<'a>,
    sources: &'a Sources,
    name: String,
    way: Way,
    key: Key,
}

impl<'a> Job<'a> {
    fn new(
        workshop: &'a Workshop,
        confinement: Confinement<'a>,
        slug: &str,
        sources: &'a Sources,
        way: Way,
    ) -> Job<'a> {
        let name = rustc::crate_name(slug);
        let key = rustc::key(workshop, &name, sources, way);
        Job { workshop, confinement, sources, name, way, key }
    }

    /// What the store has of it; else what `make` makes of it.
    fn found_or(
        self,
        make: impl FnOnce(&Self) -> Result<Built, BuildError>,
    ) -> Result<Built, BuildError> {
        let store = self.workshop.store();
        if let Some(entry) = store.get(SHELF, &self.key) {
            let records = Record::load(&entry);
            let outcome = records.map(|records| self.judge(&records));
            match outcome.transpose()?.and_then(|outcome| built(outcome, entry, &self.key)) {
                Some(built) => return Ok(built),
                None => store.discard(SHELF, &self.key)?,
            }
        }
        make(&self)
    }

    fn afresh(&self) -> Result<Built, BuildError> {
        let scratch = self.workshop.store().scratch()?;
        let records = match self.call(scratch.path(), || Ok(Stdio::null()))? {
            Ok(records) => records,
            Err(exceeded) => return Ok(Built::Refused(exceeded)),
        };
        match self.judge(&records)? {
            Outcome::Refused(errors) if !errors.is_lasting() => Ok(Built::Refused(errors)),
            outcome => self.keep(&records, outcome, scratch.path()),
        }
    }

    /// Compiles it in the exercise's session. `None` when another grader is there, or when what
    /// came of it might be the session's doing: its files are the compiler's own, and what a
    /// compiler says that finds them damaged is not known.
    fn go_on(&self) -> Result<Option<Built>, BuildError> {
        // Students may share a store, but not a working copy.
        let course = self.workshop.course().as_os_str().as_encoded_bytes();
        let key = rustc::settings(self.workshop, &self.name, self.way).part("course", course);
        let key = key.finish();
        let Some(session) = Session::open(self.workshop.store(), &key)? else { return Ok(None) };
        let records = match self.call(session.dir(), || session.lock())? {
            Ok(records) => records,
            Err(exceeded) => return Ok(Some(Built::Refused(exceeded))),
        };
        let outcome = self.judge(&records);
        match outcome {
            Ok(Outcome::Program { .. }) => {}
            Ok(Outcome::Refused(ref errors)) if errors.first.is_some() => {}
            _ => {
                session.forget()?;
                return Ok(None);
            }
        }
        self.keep(&records, outcome?, session.dir()).map(Some)
    }

    fn judge(&self, records: &[Record]) -> Result<Outcome, BuildError> {
        record::judge(records, self.workshop, self.sources)
    }

    /// Calls the compiler in `dir`, once for each step, up to the first that fails: what it left
    /// behind, or the bound that it went over.
    fn call(
        &self,
        dir: &Path,
        stdin: impl Fn() -> Result<Stdio, StoreError>,
    ) -> Result<Result<Vec<Record>, CompileErrors>, BuildError> {
        lay_out(dir, self.sources).map_err(|source| StoreError::new(dir, source))?;
        let mut records: Vec<Record> = Vec::new();
        for &step in rustc::steps(self.sources) {
            if records.last().is_some_and(|last| !last.succeeded()) {
                break;
            }
            let command = rustc::command(self.workshop, &self.name, dir, self.way, step);
            let read = rustc::reads(self.workshop);
            let ended = supervise::run(self.confinement, command, stdin()?, read, LIMITS);
            match ended.map_err(BuildError::starting(&self.workshop.toolchain().rustc))? {
                Ended::Exited { code, signal, said } => {
                    records.push(Record::take(dir, code, signal, &said));
                }
                Ended::TooSlow => return Ok(Err(refuse::too_slow())),
                Ended::TooLoud => return Ok(Err(refuse::too_loud())),
                Ended::Over(limit) => return Ok(Err(refuse::over(limit))),
            }
        }
        Ok(Ok(records))
    }

    /// Keeps what was made in `dir`.
    fn keep(&self, records: &[Record], outcome: Outcome, dir: &Path) -> Result<Built, BuildError> {
        let store = self.workshop.store();
        let entry = store.scratch()?;
        let fill = || -> io::Result<()> {
            if let Outcome::Program { .. } = &outcome {
                let program = entry.path().join(PROGRAM);
                fs::rename(dir.join(rustc::PRODUCT), &program)?;
                // The user who is to run it may be another than the one who compiled it.
                fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
            }
            Record::save(records, entry.path())
        };
        fill().map_err(|source| StoreError::new(entry.path(), source))?;
        let entry = store.put(SHELF, &self.key, entry)?;
        built(outcome, entry, &self.key)
            .ok_or_else(|| BuildError::BrokeOff { said: "its program is gone".into() })
    }
}

/// Puts the sources into an empty folder, as they were handed in.
pub fn lay_out(dir: &Path, sources: &Sources) -> io::Result<()> {
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
fn built(outcome: Outcome, entry: EntryLock, key: &Key) -> Option<Built> {
    Some(match outcome {
        Outcome::Refused(errors) => Built::Refused(errors),
        Outcome::Program { warnings } => {
            let path = entry.join(PROGRAM);
            let key = key.clone();
            path.is_file().then(|| Built::Program(Program { path, entry, key, warnings }))?
        }
    })
}
