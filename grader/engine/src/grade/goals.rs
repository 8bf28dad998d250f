//! What the runs of a grading have to show together: every known mistake, every two programs that
//! ought to differ, and every feature that the draws are asked for.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::checks::{self, Check};
use super::known::KnownRun;
use super::missed::{self, ReachedElsewhere};
use super::{CourseLab, GradeError, Seed};
use crate::build::Program;
use course::Exercise;
use judge::compare;
use judge::diagnose::signature;

/// Something that some run of every grading must show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Goal {
    /// The known-wrong program of this name does something else than the reference.
    Mistake(String),
    /// A draw has this feature.
    Feature(String),
    /// These two known-wrong programs do something else than each other.
    Apart(String, String),
}

impl Goal {
    pub(super) fn is_pair(&self) -> bool {
        matches!(self, Goal::Apart(..))
    }

    pub(super) fn is_feature(&self) -> bool {
        matches!(self, Goal::Feature(_))
    }
}

/// In how many runs of a grading each goal is reached.
#[derive(Debug, Default)]
pub struct Coverage {
    /// How many runs it makes.
    pub runs: usize,
    /// Mistakes and features, and in how many of the runs each shows.
    pub shown: BTreeMap<Goal, usize>,
    /// What the draws ought to reach and do not, and why a grading would stop.
    pub missed: Vec<(Goal, String)>,
}

impl Coverage {
    fn count(&mut self, reached: BTreeSet<Goal>) {
        for goal in reached {
            if let Some(runs) = self.shown.get_mut(&goal) {
                *runs += 1;
            }
        }
    }

    fn never(&self) -> impl Iterator<Item = &Goal> {
        self.shown.iter().filter(|(_, runs)| **runs == 0).map(|(goal, _)| goal)
    }
}

impl CourseLab {
    /// What the runs of a grading with the usual seed show.
    ///
    /// # Errors
    /// When the course is so broken that nothing can be run, or the machine fails.
    pub fn coverage(&self, exercise: &Exercise) -> Result<Coverage, GradeError> {
        let hand = self.hand(exercise, Seed::USUAL)?;
        let deck = self.deck(exercise)?;
        let fixed = checks::fixed(exercise)?;
        let mut coverage =
            Coverage { runs: fixed.len() + hand.checks.len(), ..Coverage::default() };
        let mistakes = deck.known.iter().map(|known| Goal::Mistake(known.header.name.clone()));
        let features = deck.features().iter().cloned().map(Goal::Feature);
        coverage.shown = mistakes.chain(features).map(|goal| (goal, 0)).collect();
        let checks: Vec<&Check> = fixed.iter().chain(&hand.checks).collect();
        let mut elsewhere = ReachedElsewhere::default();
        for check in &checks {
            let reached = self.reached(&deck, check)?;
            if check.seed.is_none() {
                note(&mut elsewhere.fixed, &reached, &check.run.name);
            }
            coverage.count(reached);
        }
        // Some show only under another schedule than the first.
        if coverage.never().next().is_some() {
            for check in checks {
                let never: BTreeSet<Goal> = coverage.never().cloned().collect();
                let mut reached = BTreeSet::new();
                for schedule in (1..=check.run.schedules).map(|it| check.run.schedule + it) {
                    let mut check = check.clone();
                    check.run.schedule = schedule;
                    reached.extend(self.reached(&deck, &check)?);
                }
                note(&mut elsewhere.rescheduled, &reached, &check.run.name);
                coverage.count(reached.intersection(&never).cloned().collect());
            }
        }
        let missed = hand.open.into_iter().map(|goal| {
            let crowded = hand.crowded.contains(&goal).then_some(hand.checks.len());
            let why = missed::said(&goal, &elsewhere.cause(&goal, crowded), hand.drawn);
            (goal, why)
        });
        coverage.missed = missed.collect();
        Ok(coverage)
    }

    /// The programs that [`CourseLab::reached`] runs.
    pub(super) fn deck<'a>(&self, exercise: &'a Exercise) -> Result<Deck<'a>, GradeError> {
        let reference = self.reference(exercise)?;
        Ok(Deck { exercise, reference, known: self.known(exercise)? })
    }

    /// What a run shows.
    pub(super) fn reached(
        &self,
        deck: &Deck<'_>,
        check: &Check,
    ) -> Result<BTreeSet<Goal>, GradeError> {
        let order = &deck.exercise.toml.order;
        let reference = self.observe(&deck.reference, &check.run)?;
        let comparison = compare(&reference, &check.expected, order, &check.run.bounds);
        let right = signature(&reference, &comparison, order);
        let candidates = self.candidates(deck.exercise, &deck.known, check)?;
        let name = |index: usize| candidates[index].program.name.clone();
        let mut reached: BTreeSet<Goal> =
            check.run.features.iter().cloned().map(Goal::Feature).collect();
        for (index, candidate) in candidates.iter().enumerate() {
            if candidate.signature != right {
                reached.insert(Goal::Mistake(name(index)));
            }
            let others = (0..index).filter(|&it| candidates[it].signature != candidate.signature);
            reached.extend(others.map(|other| Goal::Apart(name(other), name(index))));
        }
        Ok(reached)
    }
}

/// Notes for each goal the first run in which it was reached.
fn note(runs: &mut BTreeMap<Goal, String>, reached: &BTreeSet<Goal>, run: &str) {
    for goal in reached {
        runs.entry(goal.clone()).or_insert_with(|| run.to_owned());
    }
}

/// The programs of the course by which it is found out what a run shows.
pub(super) struct Deck<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) reference: Program,
    pub(super) known: Vec<KnownRun>,
}

impl Deck<'_> {
    /// What the draws have to reach: each mistake that no header ascribes to fixed runs, each
    /// feature, and each pair of programs that does not say that it looks alike.
    pub(super) fn wanted(&self) -> BTreeSet<Goal> {
        let mut wanted: BTreeSet<Goal> =
            self.features().iter().cloned().map(Goal::Feature).collect();
        let name = |known: &KnownRun| known.header.name.clone();
        for (index, one) in self.known.iter().enumerate() {
            if one.header.seen_in.is_empty() {
                wanted.insert(Goal::Mistake(name(one)));
            }
            let others = self.known[..index].iter().filter(|other| !may_coincide(one, other));
            wanted.extend(others.map(|other| Goal::Apart(name(other), name(one))));
        }
        wanted
    }

    fn features(&self) -> &[String] {
        self.exercise.draws().map_or(&[], |draws| &draws.features)
    }
}

/// True for known-wrong programs of which one says that it may look like the other.
fn may_coincide(one: &KnownRun, other: &KnownRun) -> bool {
    one.header.same_as.contains(&other.header.name)
        || other.header.same_as.contains(&one.header.name)
}
