//! The known-wrong programs of an exercise: built, run as the submission was, and compared.

use super::checks::Check;
use super::{CourseLab, GradeError, points};
use crate::build::{Built, Program};
use crate::parallel;
use course::sources::{self, Sources};
use course::{Exercise, Variant};
use judge::diagnose::{Candidate, Signature, signature};
use judge::{bring_together, compare};
use model::known::KnownProgram;
use model::observation::Observation;
use model::spec::Run;
use model::transcript::Transcript;

const SIGNATURES: &str = "signatures";

/// A known-wrong program, ready to run.
#[derive(Debug)]
pub(super) struct KnownRun {
    pub(super) header: KnownProgram,
    program: Program,
}

impl CourseLab {
    /// The known-wrong programs of an exercise; none in a copy without solutions.
    pub(super) fn known(&self, exercise: &Exercise) -> Result<Vec<KnownRun>, GradeError> {
        let variants = exercise.known_wrong()?;
        let headers = points::headers(exercise, &variants)?;
        let known = variants.iter().zip(headers).collect::<Vec<_>>();
        let known = parallel::map(&known, |(variant, header)| {
            let sources = exercise.variant_sources(variant)?;
            let program = self.build_own(exercise, &variant.path, &sources)?;
            Ok(KnownRun { header: header.clone(), program })
        });
        known.into_iter().collect()
    }

    /// What the known-wrong programs do on the run of a check.
    pub(super) fn candidates<'a>(
        &self,
        exercise: &Exercise,
        known: &'a [KnownRun],
        check: &Check,
    ) -> Result<Vec<Candidate<'a>>, GradeError> {
        let signatures = parallel::map(known, |known| self.signature(exercise, known, check));
        let candidates = known.iter().zip(signatures);
        candidates
            .map(|(known, signature)| {
                Ok(Candidate { program: &known.header, signature: signature? })
            })
            .collect()
    }

    fn signature(
        &self,
        exercise: &Exercise,
        known: &KnownRun,
        check: &Check,
    ) -> Result<Signature, GradeError> {
        let Run { bounds, within, .. } = &check.run;
        let order = &exercise.toml.order;
        let key = self
            .of_run("signature", &known.program, &check.run)?
            .part("environment", self.environment.as_str())
            .part("expected", check.expected.to_string())
            .part("rules", serde_json::to_string(&(order, bounds, within)).unwrap_or_default())
            .finish();
        let sign = || {
            // Nothing asks for more of it than this, so nothing else is kept.
            let mut seen = self.run(&known.program, &check.run)?.observation;
            bring_together(&mut seen.transcript, &check.expected, within);
            let comparison = compare(&seen, &check.expected, order, bounds);
            Ok(signature(&seen, &comparison, order))
        };
        self.store().cached(SIGNATURES, &key, sign, |_| true)
    }

    /// The reference, ready to run.
    ///
    /// # Errors
    /// When the course has no reference, it does not compile, or the machine fails.
    pub fn reference(&self, exercise: &Exercise) -> Result<Program, GradeError> {
        let sources = exercise.reference_sources()?.unwrap_or_default();
        let path = exercise.solution.clone().unwrap_or_default().join(exercise.root());
        self.build_own(exercise, &path, &sources)
    }

    /// What the reference writes on a run: what a right program writes.
    ///
    /// # Errors
    /// When the course has no reference, it does not compile, or the machine fails.
    pub fn reference_transcript(
        &self,
        exercise: &Exercise,
        run: &Run,
    ) -> Result<Transcript, GradeError> {
        Ok(self.observe(&self.reference(exercise)?, run)?.transcript)
    }

    /// What a program of the exercise's `also/` or `wrong/` does on a run.
    ///
    /// # Errors
    /// When it does not compile, or the machine fails.
    pub fn observe_variant(
        &self,
        exercise: &Exercise,
        variant: &Variant,
        run: &Run,
    ) -> Result<Observation, GradeError> {
        let sources = exercise.variant_sources(variant)?;
        let program = self.build_own(exercise, &variant.path, &sources)?;
        Ok(self.run(&program, run)?.observation)
    }

    /// Builds a program of the course, which must compile.
    pub(super) fn build_own(
        &self,
        exercise: &Exercise,
        path: &std::path::Path,
        sources: &Sources,
    ) -> Result<Program, GradeError> {
        match self.compile(&exercise.slug, sources)? {
            Built::Program(program) => Ok(program),
            Built::Refused(errors) => {
                let is_draw = exercise.draw_path().as_deref() == Some(path);
                let root = if is_draw { sources::PROGRAM } else { exercise.root() };
                let at = errors.first.filter(|place| place.file == root);
                let at = at.map(|place| (place.line, place.column.unwrap_or(1)));
                let (path, said) = (path.to_path_buf(), errors.rendered);
                Err(GradeError::DoesNotCompile { path, at, said })
            }
        }
    }
}

/// Right programs that deserve a word once accepted.
pub(super) fn with_remarks(exercise: &Exercise) -> Result<Vec<KnownProgram>, GradeError> {
    let mut found = Vec::new();
    for variant in exercise.also()? {
        found.extend(KnownProgram::parse_remark(&variant.path, &read(&variant)?)?);
    }
    Ok(found)
}

pub(super) fn read(variant: &Variant) -> Result<String, GradeError> {
    std::fs::read_to_string(&variant.path)
        .map_err(|source| GradeError::Read { path: variant.path.clone(), source })
}
