//! Which of several known mistakes with the same transcript a submission shows.

use super::{Candidate, Source};
use crate::course::known::KnownProgram;

/// The candidates in the order in which their sentences are to be tried. Those whose `source`
/// patterns fit come first, the most patterns before fewer; those that do not fit count only when
/// no other remains.
pub(super) fn in_order<'a>(
    alike: Vec<&'a Candidate<'a>>,
    source: &Source,
) -> Vec<&'a Candidate<'a>> {
    let (mut fitting, others): (Vec<_>, Vec<_>) =
        alike.into_iter().partition(|candidate| fits(candidate.program, source));
    // The sort is stable, so that equally exact ones keep the order of their names.
    fitting.sort_by_key(|candidate| {
        std::cmp::Reverse(candidate.program.source.len() + candidate.program.source_not.len())
    });
    if fitting.is_empty() { others } else { fitting }
}

/// True when all that must be in the source is there, and nothing that must not.
pub(super) fn fits(program: &KnownProgram, source: &Source) -> bool {
    program.source.iter().all(|pattern| source.holds(pattern))
        && !program.source_not.iter().any(|pattern| source.holds(pattern))
}
