//! Proves of an exercise that its checks can fail, and that they accept whatever is right.
//!
//! Nothing here trusts that a file says what it should: every program of the exercise is graded
//! as if it had been handed in.

mod coverage;
mod hints;
mod mutants;
mod place;
mod public_half;
mod reference;
mod windows;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use course::sources::Sources;
use course::submission::Submission;
use course::{CourseError, Exercise, Variant};
use engine::grade::{Checks, Choice, CourseLab, GradeError};
use engine::parallel;
use judge::report::ExerciseReport;
use model::known::KnownProgram;
use model::observation::Observation;
use model::transcript::End;
use model::verdict::Verdict;

pub use mutants::{MutantsError, mutants};

/// Something about an exercise that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CourseFinding {
    /// The file that it is about.
    pub path: PathBuf,
    /// Line and column in it, from 1, where it is about one.
    pub place: Option<(usize, usize)>,
    /// What is wrong, and what to do about it.
    pub what: String,
    /// False for what is worth knowing, but no fault.
    pub is_fault: bool,
}

impl CourseFinding {
    fn fault(path: &Path, what: impl Into<String>) -> CourseFinding {
        CourseFinding { path: path.to_owned(), place: None, what: what.into(), is_fault: true }
    }

    fn remark(path: &Path, what: impl Into<String>) -> CourseFinding {
        CourseFinding { path: path.to_owned(), place: None, what: what.into(), is_fault: false }
    }

    fn at(self, place: (usize, usize)) -> CourseFinding {
        CourseFinding { place: Some(place), ..self }
    }
}

/// Random runs count as one check, drawn several times.
const RANDOM: &str = "random runs";
/// How often the reference is run to see whether it always writes the same.
const RUNS: usize = 50;

/// Everything that is not as it should be with an exercise. `progress` is told each step.
///
/// # Errors
/// When the machine fails, or the course is so broken that nothing can be run.
pub fn verify(
    lab: &CourseLab,
    exercise: &Exercise,
    progress: &dyn Fn(&str),
) -> Result<Vec<CourseFinding>, GradeError> {
    let progress = |step: &str| progress(&format!("{}: {step}", exercise.folder()));
    progress("what is written about it");
    let written = written::findings(lab.course(), exercise)?;
    if written.iter().any(|finding| finding.is_fault) {
        // It is found at once, and the rest takes its time.
        return Ok(written);
    }
    if exercise.solution.is_some() {
        progress("whether the reference ends");
        let endless = reference::endless(lab, exercise)?;
        if !endless.is_empty() {
            return Ok(endless);
        }
    }
    progress("whether the known-wrong programs end");
    let endless = endless(lab, exercise)?;
    if !endless.is_empty() {
        // Everything else would be compared with them, and wait for them, run after run.
        return Ok(endless);
    }
    progress("what the runs of a grading show");
    let mut findings = coverage::findings(lab, exercise)?;
    if findings.iter().any(|finding| finding.is_fault) {
        // There is no grading without draws.
        return Ok(findings);
    }
    progress("the public half");
    findings.extend(public_half::findings(lab, exercise)?);
    if exercise.solution.is_none() {
        let what = "there is no solution, so nothing shows that its checks can fail";
        findings.push(CourseFinding::remark(&exercise.dir, what));
        return Ok(findings);
    }
    progress("the reference and other right programs");
    findings.extend(right_programs(lab, exercise)?);
    findings.extend(reference::leftovers(lab, exercise)?);
    progress("the same transcript every time");
    findings.extend(steady(lab, exercise)?);
    findings.extend(windows::findings(lab, exercise)?);
    progress("the known-wrong programs");
    findings.extend(wrong_programs(lab, exercise)?);
    findings.sort();
    Ok(findings)
}

/// All checks, under all schedules that the course asks for. What was found of the same program,
/// by the same lab, for the same exercise, holds still.
fn graded(
    lab: &CourseLab,
    exercise: &Exercise,
    sources: &Sources,
) -> Result<ExerciseReport, GradeError> {
    let submission = Submission { sources: sources.clone(), ignored: Vec::new() };
    lab.grade_once(exercise, &submission, Choice { checks: Checks::All, ..Choice::default() })
}

/// The reference and all of `also/` are accepted in every check.
fn right_programs(lab: &CourseLab, exercise: &Exercise) -> Result<Vec<CourseFinding>, GradeError> {
    let mut findings = Vec::new();
    let reference = exercise.solution.clone().unwrap_or_default().join(exercise.root());
    let mut programs = vec![(reference, exercise.reference_sources()?.unwrap_or_default())];
    for variant in exercise.also()? {
        let sources = exercise.variant_sources(&variant)?;
        programs.push((variant.path, sources));
    }
    let reports = parallel::map(&programs, |(_, sources)| graded(lab, exercise, sources));
    for ((path, _), report) in programs.iter().zip(reports) {
        let report = report?;
        if !report.is_accepted() {
            findings.push(CourseFinding::fault(
                path,
                format!("should be accepted, and is not: {}", told(&report)),
            ));
        }
    }
    Ok(findings)
}

/// The reference writes the same, to the byte and the millisecond, however often it is run.
fn steady(lab: &CourseLab, exercise: &Exercise) -> Result<Vec<CourseFinding>, GradeError> {
    let reference = lab.reference(exercise)?;
    let path = exercise.solution.clone().unwrap_or_default().join(exercise.root());
    let mut findings = Vec::new();
    for run in exercise.toml.runs.iter().chain(exercise.hidden_runs()) {
        if let Some(number) = lab.first_other(&reference, run, RUNS)? {
            let what = format!("run {number} of \"{}\" is another than the first", run.name);
            findings.push(CourseFinding::fault(&path, what));
        }
    }
    Ok(findings)
}

/// Every known-wrong program is refused with the sentence that it carries, and every check
/// refuses one that no other check refuses.
fn wrong_programs(lab: &CourseLab, exercise: &Exercise) -> Result<Vec<CourseFinding>, GradeError> {
    let mut findings = Vec::new();
    let variants = exercise.known_wrong()?;
    let headers = headers(&variants)?;
    let sentence =
        |name: &str| headers.iter().find(|known| known.name == name).map(|known| &known.sentence);
    let mut refused_by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let grade = |variant: &Variant| graded(lab, exercise, &exercise.variant_sources(variant)?);
    // The first finds out what all the others do, too, and is not disturbed at that.
    let (first, others) = variants.split_at(variants.len().min(1));
    let reports = parallel::map(first, grade).into_iter().chain(parallel::map(others, grade));
    for ((variant, header), report) in variants.iter().zip(&headers).zip(reports) {
        let report = report?;
        if report.is_accepted() {
            let what = "should be refused, and is accepted: add a run in which it shows";
            findings.push(CourseFinding::fault(&variant.path, what));
            continue;
        }
        let endless = report.checks.iter().find(|check| is_endless(&check.observation));
        findings.extend(endless.map(|check| never_ends(variant, check.name())));
        for check in report.checks.iter().filter(|check| check.verdict != Verdict::Accepted) {
            let by = refused_by.entry(variant.name.clone()).or_default();
            let name = if check.seed.is_some() { RANDOM } else { check.name() };
            by.insert(name.to_owned());
            let named = check.feedback.as_ref().and_then(|said| said.mistake.as_deref());
            // Two that look alike may say the same.
            if named.and_then(sentence) != Some(&header.sentence) {
                let what = format!(
                    "is answered in \"{}\" as {}: its sentence does not fit there, or another \
                     program does the same",
                    check.name(),
                    named.map_or("an unknown mistake".to_owned(), |name| format!("`{name}`")),
                );
                findings.push(CourseFinding::fault(&variant.path, what));
                break;
            }
        }
        if report.checks.is_empty() {
            let what = format!("should be refused when it runs, and is not: {}", told(&report));
            findings.push(CourseFinding::fault(&variant.path, what));
        }
    }
    if variants.is_empty() {
        let what = "there is no known-wrong program, so nothing shows that its checks can fail";
        findings.push(CourseFinding::fault(&exercise.solution.clone().unwrap_or_default(), what));
    }
    findings.extend(redundant(exercise, &refused_by));
    findings.extend(idle(exercise, &refused_by)?);
    Ok(findings)
}

/// Known-wrong programs that go on for ever in the first run already.
fn endless(lab: &CourseLab, exercise: &Exercise) -> Result<Vec<CourseFinding>, GradeError> {
    let Some(run) = exercise.toml.runs.first() else { return Ok(Vec::new()) };
    let variants = exercise.known_wrong()?;
    let seen = parallel::map(&variants, |variant| lab.observe_variant(exercise, variant, run));
    let mut findings = Vec::new();
    for (variant, seen) in variants.iter().zip(seen) {
        if is_endless(&seen?) {
            findings.push(never_ends(variant, &run.name));
        }
    }
    Ok(findings)
}

fn never_ends(variant: &Variant, run: &str) -> CourseFinding {
    let what = format!(
        "never ends in \"{run}\", and a student with another mistake there would wait for it, too: \
         let it end, or be stuck"
    );
    CourseFinding::fault(&variant.path, what)
}

/// True when the program had to be stopped. Waiting for nobody, and asking the clock in a circle,
/// are found out at once.
fn is_endless(Observation { transcript, trace }: &Observation) -> bool {
    matches!(transcript.end, End::OverLimit { .. }) || trace.computes
}

/// Checks that refuse nothing that no other check refuses: worth knowing, and often on purpose,
/// since a public run teaches what a hidden one only asks.
fn redundant(
    exercise: &Exercise,
    refused_by: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<CourseFinding> {
    let alone = |name: &str| refused_by.values().any(|by| by.len() == 1 && by.contains(name));
    let runs = exercise.toml.runs.iter().chain(exercise.hidden_runs());
    let names = runs.map(|run| run.name.as_str()).chain(exercise.draws().map(|_| RANDOM));
    let redundant: Vec<String> =
        names.filter(|name| !alone(name)).map(|name| format!("\"{name}\"")).collect();
    if redundant.is_empty() {
        return Vec::new();
    }
    let what = format!(
        "no known-wrong program is refused by one of these alone: {}",
        redundant.join(", ")
    );
    vec![CourseFinding::remark(&exercise.dir.join("exercise.toml"), what)]
}

/// Checks that no known-wrong program fails: nothing shows that they can.
fn idle(
    exercise: &Exercise,
    refused_by: &BTreeMap<String, BTreeSet<String>>,
) -> Result<Vec<CourseFinding>, GradeError> {
    let fails = |name: &str| refused_by.values().any(|by| by.contains(name));
    let halves = [
        (Some(exercise.dir.join("exercise.toml")), &exercise.toml.runs[..]),
        (exercise.hidden_path(), exercise.hidden_runs()),
    ];
    let what = |name: &str| {
        format!("no known-wrong program fails in \"{name}\": write one that does, or leave it out")
    };
    let mut findings = Vec::new();
    for (path, runs) in halves {
        let Some(path) = path.filter(|_| !runs.is_empty()) else { continue };
        let text = std::fs::read_to_string(&path)
            .map_err(|source| CourseError::Io { path: path.clone(), source })?;
        for (index, run) in runs.iter().enumerate().filter(|(_, run)| !fails(&run.name)) {
            let at = place::of_entry(&text, &["run", &index.to_string(), "name"]);
            findings.push(CourseFinding::fault(&path, what(&run.name)).at(at.unwrap_or((1, 1))));
        }
    }
    Ok(findings)
}

fn headers(variants: &[Variant]) -> Result<Vec<KnownProgram>, GradeError> {
    let header = |variant: &Variant| {
        let text = std::fs::read_to_string(&variant.path)
            .map_err(|source| CourseError::Io { path: variant.path.clone(), source })?;
        Ok(KnownProgram::parse(&variant.path, &text)?)
    };
    variants.iter().map(header).collect()
}

/// What a student would be told.
fn told(report: &ExerciseReport) -> String {
    let message = report.message().map(|message| message.sentence.clone());
    let check = report.first_failure().map(|check| format!("in \"{}\", ", check.name()));
    format!("{}{}", check.unwrap_or_default(), message.unwrap_or_default())
}
