//! Why the draws of a grading do not show what they ought to: each cause has its own cure.

use std::collections::BTreeMap;

use super::Goal;
use model::words;

/// Why the draws do not show something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cause {
    /// Some of those that were looked at do, but so many places are taken by what shows more.
    NoRoom(usize),
    /// Only the fixed run of this name does.
    OnlyFixed(String),
    /// Only the run of this name does, under another schedule than the first.
    OnlySchedule(String),
    /// Neither a fixed run nor one of the draws does.
    Nowhere,
}

/// Where each goal was seen to be reached, besides in the draws that were chosen.
#[derive(Debug, Default)]
pub(super) struct ReachedElsewhere {
    /// Under the first schedule, in the first fixed run of this name.
    pub(super) fixed: BTreeMap<Goal, String>,
    /// Under another schedule, in the first run of this name.
    pub(super) rescheduled: BTreeMap<Goal, String>,
}

impl ReachedElsewhere {
    /// Why none of the draws shows the goal.
    pub(super) fn cause(&self, goal: &Goal, crowded_out_of: Option<usize>) -> Cause {
        let named = |runs: &BTreeMap<Goal, String>| runs.get(goal).cloned();
        match (crowded_out_of, named(&self.fixed), named(&self.rescheduled)) {
            (Some(places), _, _) => Cause::NoRoom(places),
            (None, Some(run), _) => Cause::OnlyFixed(run),
            (None, None, Some(run)) => Cause::OnlySchedule(run),
            (None, None, None) => Cause::Nowhere,
        }
    }
}

/// What is said of a goal that none of so many draws shows, and what to do.
pub(super) fn said(goal: &Goal, cause: &Cause, draws: usize) -> String {
    let none = format!("none of {}", words::count(draws as u64, "draw", "draws"));
    let what = match goal {
        Goal::Mistake(name) => format!("the known mistake `{name}`"),
        Goal::Feature(feature) => format!("the feature `{feature}`"),
        Goal::Apart(one, other) => format!("the difference between `{one}` and `{other}`"),
    };
    match (cause, goal) {
        (Cause::NoRoom(places), _) => format!(
            "there are draws that show {what}, but no place for one beside what else {} to show: \
             ask for more draws (`count`)",
            words::count(*places as u64, "draw has", "draws have")
        ),
        (Cause::OnlyFixed(run), _) => format!(
            "{none} shows {what}, but fixed runs do, \"{run}\" first: let `draw.rs` make such \
             runs, or name those that do in its header (`- seen in: `{run}``)"
        ),
        (Cause::OnlySchedule(run), _) => format!(
            "{none} shows {what} under the first schedule; it shows in \"{run}\" under another: \
             let a fixed run with `schedules` show it, and name that in its header (`- seen in:`)"
        ),
        (Cause::Nowhere, Goal::Mistake(_)) => format!(
            "neither a fixed run nor one of {} shows {what}: if it does what the reference does, \
             it belongs into `also/`; if not, let `draw.rs` or a run show where it differs",
            words::count(draws as u64, "draw", "draws")
        ),
        (Cause::Nowhere, Goal::Feature(_)) => {
            format!("{none} shows {what}: `draw.rs` never makes it, or calls it something else")
        }
        (Cause::Nowhere, Goal::Apart(..)) => format!(
            "no fixed run and {none} shows {what}: let the draws differ more, or declare \
             `- same as:` in the header of one of them"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(seen: &ReachedElsewhere, goal: &Goal, crowded: Option<usize>, expected: &str) {
        let said = said(goal, &seen.cause(goal, crowded), 256);
        assert!(said.contains(expected), "{said}");
    }

    #[test]
    fn each_cause_has_its_cure() {
        let goal = Goal::Mistake("late".into());
        let run = || BTreeMap::from([(goal.clone(), "a long run".to_owned())]);
        let nowhere = ReachedElsewhere::default();
        check(&nowhere, &goal, None, "it belongs into `also/`");
        check(&nowhere, &goal, Some(3), "3 draws have to show: ask for more draws (`count`)");
        let fixed = ReachedElsewhere { fixed: run(), ..ReachedElsewhere::default() };
        check(&fixed, &goal, None, "fixed runs do, \"a long run\" first: let `draw.rs`");
        let rescheduled = ReachedElsewhere { rescheduled: run(), ..ReachedElsewhere::default() };
        check(&rescheduled, &goal, None, "it shows in \"a long run\" under another");
        check(&nowhere, &Goal::Feature("a".into()), None, "`draw.rs` never makes it");
        check(&nowhere, &Goal::Apart("a".into(), "b".into()), None, "`- same as:`");
    }
}
