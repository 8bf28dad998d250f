//! What each known mistake of an exercise consists of, seen against the right programs.

use super::GradeError;
use super::known::read;
use course::sources::Sources;
use course::{Exercise, Variant};
use judge::diagnose::{Source, point_of};
use model::known::KnownProgram;

/// The headers of known-wrong programs, with what each consists of.
pub(super) fn headers(
    exercise: &Exercise,
    variants: &[Variant],
) -> Result<Vec<KnownProgram>, GradeError> {
    let mut right = vec![source(exercise, &exercise.reference_sources()?.unwrap_or_default())];
    for variant in exercise.also()? {
        right.push(source(exercise, &exercise.variant_sources(&variant)?));
    }
    let headers = variants.iter().map(|variant| {
        let mut header = KnownProgram::parse(&variant.path, &read(variant)?)?;
        let own = source(exercise, &exercise.variant_sources(variant)?);
        header.point = Some(point_of(&header.sentence, &own, &right));
        Ok(header)
    });
    headers.collect()
}

/// The part of a program that a student writes.
pub(super) fn source(exercise: &Exercise, sources: &Sources) -> Source {
    let own = sources.iter().filter(|(path, _)| exercise.is_students(path));
    Source::new(own.map(|(_, text)| text.as_str()))
}
