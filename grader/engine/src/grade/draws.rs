//! Random runs. Many are drawn from a seed, and of these as many are made as the course asks for,
//! chosen so that together they show whatever a grading has to see: else a wrong program would be
//! accepted because what it gets wrong was not drawn.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::checks::{self, Check};
use super::choosing::{Choosing, richest_first};
use super::goals::{Deck, Goal};
use super::{CourseLab, GradeError};
use crate::build::Program;
use crate::parallel;
use course::Exercise;
use course::manifest::Draws;
use judge::report::Visibility;
use model::spec::Run;
use model::transcript::{End, Line};

const SHELF: &str = "draws";
/// Draws that are looked at together; mostly the first of these suffice.
const BATCH: u64 = 32;
/// Draws that are looked at in all, before something is said to be never reached.
const MOST: u64 = 256;
/// So far are the draws of one seed from those of the next.
const STRIDE: u64 = 1000;

/// The draws of a grading.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Hand {
    pub(super) checks: Vec<Check>,
    /// What they ought to show and do not.
    pub(super) open: BTreeSet<Goal>,
    /// What of this some draws show for which there is no place.
    #[serde(default)]
    pub(super) crowded: BTreeSet<Goal>,
    /// How many were looked at.
    pub(super) drawn: usize,
}

impl CourseLab {
    /// The random checks of an exercise that belong to a seed; none in a copy without solutions.
    pub(super) fn draw(&self, exercise: &Exercise, seed: u64) -> Result<Vec<Check>, GradeError> {
        let Hand { checks, open, drawn, .. } = self.hand(exercise, seed)?;
        match (open.into_iter().next(), exercise.draw_path()) {
            (Some(goal), Some(path)) => Err(GradeError::NeverReached { path, goal, drawn }),
            _ => Ok(checks),
        }
    }

    /// The same, with what they fail to show.
    pub(super) fn hand(&self, exercise: &Exercise, seed: u64) -> Result<Hand, GradeError> {
        let (Some(draws), Some(path)) = (exercise.draws(), exercise.draw_path()) else {
            return Ok(Hand::default());
        };
        let key = self.of_exercise("draws", exercise)?.part("seed", seed.to_string()).finish();
        let deal = || {
            let sources = exercise.draw_sources()?;
            let sources = sources.ok_or_else(|| GradeError::NoDraw { path: path.clone() })?;
            let program = self.build_own(exercise, &path, &sources)?;
            let questions = exercise.toml.questions;
            let dealer = Dealer { draws, path: path.clone(), program, questions };
            self.deal(&self.deck(exercise)?, &dealer, seed)
        };
        self.store().cached(SHELF, &key, deal, |_| true)
    }

    fn deal(&self, deck: &Deck<'_>, dealer: &Dealer<'_>, seed: u64) -> Result<Hand, GradeError> {
        let places = dealer.draws.count as usize;
        // What the fixed runs tell apart the draws need not.
        let mut wanted = deck.wanted();
        for check in checks::fixed(deck.exercise)? {
            let reached = self.reached(deck, &check)?;
            wanted.retain(|goal| !(goal.is_pair() && reached.contains(goal)));
        }
        let mut choosing = Choosing::new(places, wanted);
        let mut drawn: Vec<Run> = Vec::new();
        let mut shown = BTreeSet::new();
        for begin in (0..MOST).step_by(BATCH as usize) {
            let first = seed.wrapping_mul(STRIDE).wrapping_add(begin);
            let batch = self.batch(dealer, first, &mut drawn)?;
            for (seed, run) in richest_first(batch, |(_, run)| features(run), choosing.open()) {
                if choosing.is_done() {
                    break;
                }
                let expected = self.observe(&deck.reference, &run)?.transcript;
                if expected.end != End::OK {
                    return Err(
                        dealer.failed(seed, format!("the reference {} on it", expected.end))
                    );
                }
                let (visibility, seed) = (Visibility::Hidden, Some(seed));
                let check = Check { run, expected, visibility, seed };
                // What else it shows is asked only as long as that decides.
                let reached = match choosing.open().iter().all(Goal::is_feature) {
                    true => features(&check.run),
                    false => self.reached(deck, &check)?,
                };
                choosing.offer(check, &reached);
                shown.extend(reached);
            }
            if choosing.is_done() {
                break;
            }
        }
        if drawn.len() < places {
            let (path, different) = (dealer.path.clone(), drawn.len() as u64);
            return Err(GradeError::DrawsRepeat { path, different, draws: MOST });
        }
        let (mut checks, open) = choosing.finish();
        checks.sort_by_key(|check| check.seed);
        let crowded = open.intersection(&shown).cloned().collect();
        Ok(Hand { checks, open, crowded, drawn: drawn.len() })
    }

    /// The next runs, from this seed on, without those that were `drawn` before.
    fn batch(
        &self,
        dealer: &Dealer<'_>,
        first: u64,
        drawn: &mut Vec<Run>,
    ) -> Result<Vec<(u64, Run)>, GradeError> {
        let seeds: Vec<u64> = (0..BATCH).map(|index| first.wrapping_add(index)).collect();
        let runs = parallel::map(&seeds, |&seed| self.one_run(dealer, seed));
        let mut batch = Vec::new();
        for (seed, run) in seeds.into_iter().zip(runs) {
            let run = run?;
            if !drawn.iter().any(|earlier| asks_the_same(earlier, &run)) {
                drawn.push(run.clone());
                batch.push((seed, run));
            }
        }
        Ok(batch)
    }

    /// What the draw program prints for this seed.
    fn one_run(&self, dealer: &Dealer<'_>, seed: u64) -> Result<Run, GradeError> {
        let ask = Run { args: vec![seed.to_string()], ..Run::default() };
        let answer = self.observe(&dealer.program, &ask)?.transcript;
        let lines = |text: &mut dyn Iterator<Item = &Line>| {
            text.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
        };
        if answer.end != End::OK {
            let said = lines(&mut answer.lines.iter());
            return Err(dealer.failed(seed, format!("it {}\n{said}", answer.end)));
        }
        let printed: Run = toml::from_str(&lines(&mut answer.stdout()))
            .map_err(|error| dealer.failed(seed, format!("it printed no run: {error}")))?;
        let Draws { points, schedules, bounds, features, .. } = dealer.draws;
        if let Some(unknown) = printed.features.iter().find(|feature| !features.contains(feature)) {
            let said = format!(
                "it has the feature `{unknown}`, which is none of the `features` of `[draws]` in \
                 hidden.toml"
            );
            return Err(dealer.failed(seed, said));
        }
        let (points, schedules, bounds) = (*points, *schedules, bounds.clone());
        let (name, questions) =
            (format!("random run {seed}"), dealer.questions | printed.questions);
        Ok(Run { name, points, schedules, bounds, questions, ..printed })
    }
}

/// The program that draws, and what is asked of it.
struct Dealer<'a> {
    draws: &'a Draws,
    path: PathBuf,
    program: Program,
    /// What is asked of the world outside is judged.
    questions: bool,
}

impl Dealer<'_> {
    fn failed(&self, seed: u64, said: String) -> GradeError {
        GradeError::DrawFails { path: self.path.clone(), seed, said }
    }
}

fn features(run: &Run) -> BTreeSet<Goal> {
    run.features.iter().cloned().map(Goal::Feature).collect()
}

/// True when a program could not tell the two runs apart.
fn asks_the_same(one: &Run, other: &Run) -> bool {
    let Run { name, features, .. } = other.clone();
    *other == Run { name, features, ..one.clone() }
}
