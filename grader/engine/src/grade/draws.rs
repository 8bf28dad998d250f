//! Random runs. A draw in which two programs that ought to differ do the same is thrown away and
//! drawn again: by such a run a wrong program would be accepted, or get the wrong sentence. So is
//! one that was drawn before.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::checks::Check;
use super::known::KnownRun;
use super::{CourseLab, GradeError};
use crate::build::Program;
use course::Exercise;
use course::manifest::Draws;
use judge::compare;
use judge::diagnose::signature;
use judge::report::Visibility;
use model::spec::Run;
use model::transcript::End;

const SHELF: &str = "draws";
/// Draws that may be thrown away for one that counts.
const MOST_ATTEMPTS: u64 = 100;

impl CourseLab {
    /// The random checks of an exercise, from the first seed on; none in a copy without
    /// solutions.
    pub(super) fn draw(&self, exercise: &Exercise, seed: u64) -> Result<Vec<Check>, GradeError> {
        let draws = exercise.hidden.as_ref().and_then(|hidden| hidden.draws.as_ref());
        let (Some(draws), Some(solution)) = (draws, &exercise.solution) else {
            return Ok(Vec::new());
        };
        let key = self.of_exercise("draws", exercise)?.part("seed", seed.to_string()).finish();
        self.store().cached(
            SHELF,
            &key,
            || self.draw_now(exercise, draws, solution, seed),
            |_| true,
        )
    }

    fn draw_now(
        &self,
        exercise: &Exercise,
        draws: &Draws,
        solution: &Path,
        seed: u64,
    ) -> Result<Vec<Check>, GradeError> {
        let path = solution.join("draw.rs");
        let sources =
            exercise.draw_sources()?.ok_or_else(|| GradeError::NoDraw { path: path.clone() })?;
        let deck = Deck {
            exercise,
            draws,
            program: self.build_own(exercise, &path, &sources)?,
            path,
            reference: self.reference(exercise)?,
            known: self.known(exercise)?,
        };
        let mut checks = Vec::new();
        for index in 0..u64::from(draws.count) {
            checks.push(self.draw_one(&deck, seed + index, &checks)?);
        }
        Ok(checks)
    }

    fn draw_one(
        &self,
        deck: &Deck<'_>,
        first: u64,
        earlier: &[Check],
    ) -> Result<Check, GradeError> {
        let mut last_pair = None;
        for attempt in 0..MOST_ATTEMPTS {
            // Far enough from the seeds of the draws beside it that none is drawn twice.
            let seed = first + attempt * 1_000_003;
            let mut run = self.one_run(deck, seed)?;
            if earlier.iter().any(|earlier| asks_the_same(&earlier.run, &run)) {
                continue;
            }
            run.name = format!("random run {seed}");
            run.points = deck.draws.points;
            run.schedules = deck.draws.schedules;
            run.bounds = deck.draws.bounds.clone();
            let expected = self.observe(&deck.reference, &run)?.transcript;
            if expected.end != End::OK {
                return Err(deck.failed(seed, format!("the reference {} on it", expected.end)));
            }
            let check = Check { run, expected, visibility: Visibility::Hidden, seed: Some(seed) };
            match self.coinciding(deck, &check)? {
                None => return Ok(check),
                Some(pair) => last_pair = Some(pair),
            }
        }
        let path = deck.path.clone();
        Err(match last_pair {
            Some((one, other)) => GradeError::DrawsCoincide { path, one, other },
            None => GradeError::DrawsRepeat {
                path,
                different: earlier.len() as u64,
                draws: MOST_ATTEMPTS,
            },
        })
    }

    /// What the draw program prints for this seed.
    fn one_run(&self, deck: &Deck<'_>, seed: u64) -> Result<Run, GradeError> {
        let ask = Run { args: vec![seed.to_string()], ..Run::default() };
        let answer = self.observe(&deck.program, &ask)?.transcript;
        let lines = |text: &mut dyn Iterator<Item = &model::transcript::Line>| {
            text.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
        };
        if answer.end != End::OK {
            let said = lines(&mut answer.lines.iter());
            return Err(deck.failed(seed, format!("it {}\n{said}", answer.end)));
        }
        toml::from_str(&lines(&mut answer.stdout()))
            .map_err(|error| deck.failed(seed, format!("it printed no run: {error}")))
    }

    /// Two programs that ought to differ and do the same on this run.
    fn coinciding(
        &self,
        deck: &Deck<'_>,
        check: &Check,
    ) -> Result<Option<(String, String)>, GradeError> {
        let order = &deck.exercise.toml.order;
        let reference = self.observe(&deck.reference, &check.run)?;
        let comparison = compare(&reference, &check.expected, order, &check.run.bounds);
        let mut seen: HashMap<String, Vec<Option<&KnownRun>>> = HashMap::new();
        let own = signature(&reference, &comparison, order).to_string();
        seen.entry(own).or_default().push(None);
        let candidates = self.candidates(deck.exercise, &deck.known, check)?;
        for (known, candidate) in deck.known.iter().zip(candidates) {
            if !known.header.seen_in.is_empty() {
                continue;
            }
            let others = seen.entry(candidate.signature.to_string()).or_default();
            let clash = others.iter().find(|other| !may_coincide(known, **other));
            if let Some(clash) = clash {
                let other = clash.map_or("the reference", |other| &other.header.name);
                return Ok(Some((known.header.name.clone(), other.to_string())));
            }
            others.push(Some(known));
        }
        Ok(None)
    }
}

/// True when a program could not tell the two runs apart.
fn asks_the_same(drawn: &Run, printed: &Run) -> bool {
    let Run { name, points, schedules, bounds, .. } = drawn.clone();
    *drawn == Run { name, points, schedules, bounds, ..printed.clone() }
}

/// True for known-wrong programs of which one says that it may look like the other.
fn may_coincide(known: &KnownRun, other: Option<&KnownRun>) -> bool {
    other.is_some_and(|other| {
        known.header.same_as.contains(&other.header.name)
            || other.header.same_as.contains(&known.header.name)
    })
}

/// What the draws of one exercise are made with.
struct Deck<'a> {
    exercise: &'a Exercise,
    draws: &'a Draws,
    path: PathBuf,
    program: Program,
    reference: Program,
    known: Vec<KnownRun>,
}

impl Deck<'_> {
    fn failed(&self, seed: u64, said: String) -> GradeError {
        GradeError::DrawFails { path: Path::new(&self.path).to_path_buf(), seed, said }
    }
}
