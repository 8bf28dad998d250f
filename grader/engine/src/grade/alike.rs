//! Which known-wrong programs do what a submission does: in the run that failed, and of those that
//! look alike in it, in most of the other runs.

use std::cell::OnceCell;

use super::check_run::CheckRun;
use super::known::KnownRun;
use super::{CourseLab, GradeError, Published};
use course::Exercise;
use judge::diagnose::Candidate;

/// The known-wrong programs of an exercise. They are only built when their digests do not do.
pub(super) struct Known<'a> {
    lab: &'a CourseLab,
    exercise: &'a Exercise,
    published: Option<Published>,
    built: OnceCell<Vec<KnownRun>>,
}

impl<'a> Known<'a> {
    pub(super) fn of(lab: &'a CourseLab, exercise: &'a Exercise) -> Result<Known<'a>, GradeError> {
        let published = Published::of(exercise)?;
        Ok(Known { lab, exercise, published, built: OnceCell::new() })
    }

    /// What they do in the run of a check. Of several with other sentences that do there what the
    /// submission does, only those that do so in the most of all runs: a run in which two mistakes
    /// look the same does not say which of the two it is.
    pub(super) fn most_like(
        &self,
        check_runs: &[CheckRun],
        index: usize,
    ) -> Result<Vec<Candidate<'_>>, GradeError> {
        let mut candidates = self.candidates(&check_runs[index])?;
        let own = check_runs[index].signature(self.exercise);
        candidates.retain(|candidate| candidate.signature == own);
        let is_one =
            |[one, other]: &[Candidate<'_>; 2]| one.program.sentence == other.program.sentence;
        if candidates.array_windows().all(is_one) {
            return Ok(candidates);
        }
        let mut agreeing = vec![0; candidates.len()];
        // What is said of a run that students see depends on no run that they do not see.
        let is_seen = check_runs[index].report.may_be_shown();
        for check_run in check_runs.iter().filter(|it| !is_seen || it.report.may_be_shown()) {
            let own = check_run.signature(self.exercise);
            let does = |candidate: &Candidate<'_>| candidate.signature == own;
            let same = self.candidates(check_run)?;
            let names: Vec<&str> =
                same.iter().filter(|it| does(it)).map(|it| it.program.name.as_str()).collect();
            for (candidate, runs) in candidates.iter().zip(&mut agreeing) {
                *runs += usize::from(names.contains(&candidate.program.name.as_str()));
            }
        }
        let most = agreeing.iter().copied().max();
        let mut agreeing = agreeing.into_iter();
        candidates.retain(|_| agreeing.next() == most);
        Ok(candidates)
    }

    fn candidates(&self, check_run: &CheckRun) -> Result<Vec<Candidate<'_>>, GradeError> {
        let check = &check_run.check;
        match &self.published {
            Some(published) if published.covers(check) => Ok(published.candidates(check)),
            // Known-wrong programs do what they do under the virtual clock.
            _ if self.lab.real.is_some() => Ok(Vec::new()),
            _ => self.lab.candidates(self.exercise, self.built()?, check),
        }
    }

    fn built(&self) -> Result<&[KnownRun], GradeError> {
        match self.built.get() {
            Some(built) => Ok(built),
            None => {
                let built = self.lab.known(self.exercise)?;
                Ok(self.built.get_or_init(|| built))
            }
        }
    }
}
