//! Whose doing it is when a submission cannot be compiled or started, and nobody has said why.
//!
//! A compiler that panics, or a program that does not begin, looks the same whether the machine is
//! to blame or the program. So it is tried again; and when it fails again while the course's own
//! program is compiled and starts, it is the submission's, and did not compile.

use super::{GradeError, Grading};
use crate::build::{self, BuildError, Built, CompileErrors};
use crate::run::RunError;
use course::Exercise;
use course::sources::{PROGRAM, Sources};
use sandbox::SandboxError;

impl Grading<'_> {
    /// What comes of compiling and running a submission; or why there is no program that could be
    /// run, when that is the submission's doing.
    pub(super) fn or_its_own_doing<T>(
        &self,
        exercise: &Exercise,
        attempt: impl Fn() -> Result<T, GradeError>,
    ) -> Result<Result<T, CompileErrors>, GradeError> {
        let first = match attempt() {
            Err(GradeError::OfSubmission(error)) => error,
            other => return other.map(Ok),
        };
        match attempt() {
            Err(GradeError::OfSubmission(_)) => {}
            other => return other.map(Ok),
        }
        // Were this to fail, too, it is the machine that does.
        if !self.starts_anew(exercise) {
            return Err(*first);
        }
        let sentence = match *first {
            GradeError::Run(_) => {
                "The program was put together, but does not start, while the course's own does; \
                 both were tried again. Take out what is unusual in it."
            }
            _ => {
                "The compiler breaks off at this program, while it compiles the course's own; \
                 both were tried again. Take out what is unusual in it."
            }
        };
        Ok(Err(CompileErrors::did_not_compile(sentence)))
    }

    /// True when the course's own program, or one that does nothing where there is none, compiles
    /// and starts as submissions do.
    fn starts_anew(&self, exercise: &Exercise) -> bool {
        let nothing = || Sources::from([(PROGRAM.to_owned(), "fn main() {}\n".to_owned())]);
        let own = || exercise.reference_sources().ok()?;
        let own = own().unwrap_or_else(nothing);
        let run = exercise.toml.runs.first().cloned().unwrap_or_default();
        let workshop = self.lab.workshop();
        let built = build::compile_anew(workshop, self.confinement, &exercise.slug, &own);
        matches!(built, Ok(Built::Program(program))
            if self.lab.runner().run(self.confinement, &program.path, &run).is_ok())
    }
}

/// Errors with a submission's program that may be its own doing are marked as such.
pub(super) fn of_submission(error: impl Into<GradeError>) -> GradeError {
    let error = error.into();
    let is_open = match &error {
        GradeError::Build(BuildError::BrokeOff { .. }) => true,
        GradeError::Build(BuildError::Sandbox(error)) => begun(error),
        GradeError::Run(RunError::Sandbox(error)) => begun(error),
        GradeError::Run(error) => {
            matches!(error, RunError::NoClock { .. } | RunError::NotStrict | RunError::Start { .. })
        }
        _ => false,
    };
    if is_open { GradeError::OfSubmission(Box::new(error)) } else { error }
}

/// True when all layers were in force, and what was confined did not begin.
fn begun(error: &SandboxError) -> bool {
    matches!(error, SandboxError::NotInForce { layer: None, .. } | SandboxError::Ended)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::build::Silent;
    use crate::grade::CourseLab;
    use course::Course;
    use model::fault::{Blame, Fault};
    use model::spec::Run;

    fn lab() -> CourseLab {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
        CourseLab::open(Course::open(&root).unwrap(), &mut Silent).unwrap()
    }

    /// A program that works, with some of its bytes changed.
    fn spoilt(lab: &CourseLab, folder: &Path, bytes: &[u8], other: &[u8]) -> PathBuf {
        let sources = Sources::from([(PROGRAM.to_owned(), "fn main() {}\n".to_owned())]);
        let Built::Program(program) = lab.compile("count", &sources).unwrap() else {
            panic!("it compiles")
        };
        let mut content = fs::read(&program.path).unwrap();
        let at = content.windows(bytes.len()).position(|window| window == bytes).unwrap();
        content[at..at + bytes.len()].copy_from_slice(other);
        let path = folder.join("program");
        // Under another name, so that nobody else has it open for writing when it is started.
        fs::write(folder.join("new"), content).unwrap();
        let copied = std::process::Command::new("cp").arg(folder.join("new")).arg(&path).status();
        assert!(copied.unwrap().success());
        fs::set_permissions(&path, fs::metadata(&program.path).unwrap().permissions()).unwrap();
        path
    }

    /// What is said of a program that was spoilt so.
    fn check(bytes: &[u8], other: &[u8]) {
        let (lab, folder) = (lab(), tempfile::tempdir().unwrap());
        let program = spoilt(&lab, folder.path(), bytes, other);
        let grading = lab.grading();
        let exercise = lab.course().exercise("count").unwrap();
        let attempt = || {
            let ran = lab.runner().run(grading.confinement, &program, &Run::default());
            ran.map_err(of_submission)
        };
        let errors = grading.or_its_own_doing(exercise, attempt).unwrap().unwrap_err();
        assert!(errors.first_message.contains("does not start"), "{}", errors.first_message);
        assert_eq!(errors.verdict, model::verdict::Verdict::DidNotCompile);
    }

    #[test]
    fn a_program_with_a_linker_of_its_own_is_the_submissions_doing() {
        check(b"/lib64/ld-linux-x86-64.so.2", b"/lib64/ld-nothere-86-64.so.");
    }

    #[test]
    fn a_program_with_a_symbol_that_nobody_defines_is_the_submissions_doing() {
        check(b"\0__libc_start_main\0", b"\0__libc_start_nope\0");
    }

    #[test]
    fn where_nothing_starts_it_is_ours() {
        let lab = lab();
        let grading = lab.grading();
        let exercise = lab.course().exercise("count").unwrap();
        let nowhere = Run { args: vec!["\0".to_owned()], ..Run::default() };
        let program = Path::new("/dev/null");
        let attempt = || {
            let ran = lab.runner().run(grading.confinement, program, &nowhere);
            ran.map_err(|_| GradeError::OfSubmission(Box::new(RunError::NotStrict.into())))
        };
        // With a first run that no program can be started with, the course's own fails, too.
        let mut broken = exercise.clone();
        broken.toml.runs = vec![nowhere.clone()];
        let error = grading.or_its_own_doing(&broken, attempt).unwrap_err();
        assert_eq!(error.fault(), Fault::Ours);
    }
}
