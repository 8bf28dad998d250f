//! Which of several known mistakes with the same transcript a submission shows. Its source and
//! what compilers find in it choose here, and nowhere else: they never fail anybody.

use super::point::agrees;
use super::{Candidate, Source};
use model::known::KnownProgram;

/// The candidates in the order in which their sentences are to be tried: of those that nothing in
/// the source contradicts the one with the most `source` patterns and findings first.
pub(super) fn in_order<'a>(alike: &[&'a Candidate<'a>], source: &Source) -> Vec<&'a Candidate<'a>> {
    let mut fitting: Vec<_> =
        alike.iter().copied().filter(|candidate| may_be_said(candidate, source)).collect();
    // The sort is stable, so that equally exact ones keep the order of their names.
    fitting.sort_by_key(|candidate| {
        let KnownProgram { source, source_not, finding, .. } = candidate.program;
        std::cmp::Reverse(source.len() + source_not.len() + finding.len())
    });
    fitting
}

/// True when the sentence may be said of the source.
fn may_be_said(candidate: &Candidate<'_>, source: &Source) -> bool {
    fits(candidate.program, source) && agrees(candidate.program, source)
}

/// True when all that must be in the source, or found in it, is there, and nothing that must not.
pub(super) fn fits(program: &KnownProgram, source: &Source) -> bool {
    program.source.iter().all(|pattern| source.holds(pattern))
        && !program.source_not.iter().any(|pattern| source.holds(pattern))
        && program.finding.iter().all(|lint| source.has_finding(lint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::Signature;

    fn check(found: &[&str], expected: &[&str]) {
        let program = |name: &str, finding: &[&str]| KnownProgram {
            name: name.to_owned(),
            finding: finding.iter().map(|&lint| lint.to_owned()).collect(),
            ..KnownProgram::default()
        };
        let programs = [program("plain", &[]), program("unused", &["unused_must_use"])];
        let candidates = programs
            .each_ref()
            .map(|program| Candidate { program, signature: Signature::default() });
        let source = Source::new(["x();"]).with_findings(found.iter().map(|&lint| lint.to_owned()));
        let chosen = in_order(&candidates.iter().collect::<Vec<_>>(), &source);
        let names: Vec<&str> = chosen.iter().map(|each| each.program.name.as_str()).collect();
        assert_eq!(names, expected, "{found:?}");
    }

    #[test]
    fn what_a_lint_found_chooses() {
        check(&["unused_must_use"], &["unused", "plain"]);
        check(&["dead_code"], &["plain"]);
    }
}
