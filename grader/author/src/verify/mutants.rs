//! Proves of an exercise that its checks notice small changes: every mutant of what the reference
//! has and the starter has not is refused, or excused with a reason.

pub(super) mod arms;
mod changes;
mod mutant;

use std::path::{Path, PathBuf};

use thiserror::Error;

use model::fault::{Blame, Fault};

use super::CourseFinding;
use course::Exercise;
use course::manifest::Equivalent;
use course::sources::Sources;
use engine::grade::{CourseLab, GradeError};
use engine::parallel;
use model::verdict::Verdict;
use model::words;
use mutant::Mutant;

/// Why an exercise's mutants could not be looked at.
#[derive(Debug, Error)]
pub enum MutantsError {
    /// A file of the reference, or the one that the starter has in its place, is no Rust.
    #[error("cannot read {}: {said}", path.display())]
    NotRust {
        /// The file of the reference.
        path: PathBuf,
        /// What is wrong with it.
        said: String,
    },
    /// They could not be graded.
    #[error(transparent)]
    Grade(#[from] GradeError),
}

impl Blame for MutantsError {
    fn fault(&self) -> Fault {
        match self {
            MutantsError::NotRust { .. } => Fault::Author,
            MutantsError::Grade(error) => error.fault(),
        }
    }
}

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Refused by a check.
    Refused,
    /// Refused by the compiler.
    NotCompiled,
    /// Accepted, as the reference is.
    Survived,
}

/// Mutants of the reference that no check refuses, excuses for none of them, and how many there
/// were. `progress` is told each step.
///
/// # Errors
/// When they cannot be listed, the machine fails, or the course is broken.
pub fn mutants(
    lab: &CourseLab,
    exercise: &Exercise,
    progress: &dyn Fn(&str),
) -> Result<Vec<CourseFinding>, MutantsError> {
    let Some(reference) = exercise.reference_sources().map_err(GradeError::from)? else {
        return Ok(Vec::new());
    };
    let progress = |step: &str| progress(&format!("{}: {step}", exercise.folder()));
    progress("the mutants of the reference");
    let starter = exercise.starter_sources().map_err(GradeError::from)?;
    let mut mutants = Vec::new();
    for (file, text) in reference.iter().filter(|(file, _)| exercise.is_students(file)) {
        let given = starter.get(file).map_or("", String::as_str);
        let path = exercise.solution.clone().unwrap_or_default().join(file);
        let listed = changes::list(file, text, given);
        mutants.extend(
            listed.map_err(|error| MutantsError::NotRust { path, said: error.to_string() })?,
        );
    }
    let mut fates = Vec::new();
    let judge = |mutant: &Mutant| fate(lab, exercise, mutant, &reference);
    parallel::in_order(&mutants, judge, |fate| -> Result<(), MutantsError> {
        fates.push(fate?);
        progress(&format!("{} of {} mutants", fates.len(), mutants.len()));
        Ok(())
    })?;
    findings(exercise, &reference, &mutants, &fates)
}

fn fate(
    lab: &CourseLab,
    exercise: &Exercise,
    mutant: &Mutant,
    sources: &Sources,
) -> Result<Fate, MutantsError> {
    Ok(match lab.verdict(exercise, &mutant.of(sources))? {
        Verdict::Accepted => Fate::Survived,
        Verdict::DidNotCompile => Fate::NotCompiled,
        _ => Fate::Refused,
    })
}

fn findings(
    exercise: &Exercise,
    sources: &Sources,
    mutants: &[Mutant],
    fates: &[Fate],
) -> Result<Vec<CourseFinding>, MutantsError> {
    let solution = exercise.solution.clone().unwrap_or_default();
    let excuses = exercise.hidden.as_ref().map_or(&[][..], |hidden| &hidden.equivalent);
    let judged: Vec<(&Mutant, Fate)> = mutants.iter().zip(fates.iter().copied()).collect();
    let is_excused = |excuse: &Equivalent, mutant: &Mutant| {
        *excuse.mutant.get_ref() == mutant.change && excuse.line.trim() == mutant.line(sources)
    };
    let mut findings = Vec::new();
    let mut excused = 0;
    for (mutant, _) in judged.iter().filter(|(_, fate)| *fate == Fate::Survived) {
        if excuses.iter().any(|excuse| is_excused(excuse, mutant)) {
            excused += 1;
            continue;
        }
        let what = format!(
            "no check refuses the mutant `{}`: add a run in which it shows, or an `[[equivalent]]` \
             to hidden.toml with `line = {:?}`",
            mutant.change,
            mutant.line(sources)
        );
        let finding = CourseFinding::fault(&solution.join(&mutant.file), what);
        findings.push(finding.at(mutant.place(sources)));
    }
    let path = exercise.hidden_path().unwrap_or_default();
    for excuse in excuses {
        let fates = judged.iter().filter(|(mutant, _)| is_excused(excuse, mutant));
        let fates: Vec<Fate> = fates.map(|(_, fate)| *fate).collect();
        if let Some(what) = misplaced(excuse, &fates) {
            let place = exercise.place_in_hidden(excuse.mutant.span().start);
            findings.push(CourseFinding::fault(&path, what).at(place.map_err(GradeError::from)?));
        }
    }
    findings.push(summary(&solution.join(exercise.root()), fates, excused));
    findings.sort();
    Ok(findings)
}

/// What is wrong with an excuse, given what became of the mutants that it speaks of.
fn misplaced(excuse: &Equivalent, fates: &[Fate]) -> Option<String> {
    let mutant = excuse.mutant.get_ref();
    if fates.is_empty() {
        Some(format!("there is no mutant `{mutant}` at that line; remove the excuse, or mend it"))
    } else if !fates.contains(&Fate::Survived) {
        Some(format!("`{mutant}` is refused and needs no excuse; remove it"))
    } else if excuse.reason.trim().is_empty() {
        Some(format!("say in `reason` why `{mutant}` makes no difference"))
    } else {
        None
    }
}

fn summary(reference: &Path, fates: &[Fate], excused: usize) -> CourseFinding {
    let of = |fate: Fate| fates.iter().filter(|other| **other == fate).count();
    let what = format!(
        "{}: {} refused by a check, {} by the compiler, {excused} excused, {} left",
        words::count(fates.len() as u64, "mutant", "mutants"),
        of(Fate::Refused),
        of(Fate::NotCompiled),
        of(Fate::Survived) - excused,
    );
    CourseFinding::remark(reference, what)
}
