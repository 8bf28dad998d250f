//! What is kept of a run once it is judged: more than anybody reads, and never as much as a
//! program can make.

use super::{Comparison, Difference};
use model::limits::GradingLimits;
use model::observation::Observation;
use model::transcript::{Remark, Stream};

/// Takes from an observation, and from what differs in it, what is behind the bounds on what is
/// kept.
pub fn reduce(observation: &mut Observation, comparison: &mut Comparison) {
    reduce_to(GradingLimits::ALL, observation, comparison);
}

fn reduce_to(most: GradingLimits, observation: &mut Observation, comparison: &mut Comparison) {
    let lines = &mut observation.transcript.lines;
    let mut bytes = 0;
    let fits = lines.iter().take(most.kept_lines).take_while(|line| {
        bytes += line.text.len();
        bytes <= most.kept_line_bytes
    });
    let fits = fits.count();
    // What is spoken of first is kept, however far behind it stands: as far as the reference goes.
    let first = comparison.differences.first().and_then(last_line);
    let mut stdout = lines.iter().enumerate().filter(|(_, line)| line.stream == Stream::Stdout);
    let spoken_of = first.and_then(|first| stdout.nth(first)).map_or(0, |(at, _)| at + 1);
    let kept = fits.max(spoken_of);
    if kept == lines.len() {
        return;
    }
    lines.truncate(kept);
    lines.shrink_to_fit();
    let kept = lines.iter().filter(|line| line.stream == Stream::Stdout).count();
    let is_kept = |difference: &Difference| last_line(difference).is_none_or(|line| line < kept);
    comparison.differences.retain(is_kept);
    comparison.differences.shrink_to_fit();
    let remarks = &mut observation.transcript.remarks;
    if !remarks.contains(&Remark::CutOff) {
        remarks.push(Remark::CutOff);
    }
}

/// The last line of the submission's that a difference is about, by its index in stdout.
fn last_line(difference: &Difference) -> Option<usize> {
    match *difference {
        Difference::Text { actual, .. }
        | Difference::Extra { actual }
        | Difference::Time { actual, .. } => Some(actual),
        Difference::Order { early, late } => Some(early.max(late)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::observation::Trace;
    use model::transcript::{End, Line, Transcript};

    /// Lines that are kept of five, each of two letters, of which those from `first` on are too
    /// many; and how many differences.
    fn check(first: usize, kept_lines: usize, kept_line_bytes: usize, expected: (usize, usize)) {
        let most = GradingLimits { kept_lines, kept_line_bytes, ..GradingLimits::ALL };
        let line = |at_ms| Line { at_ms, stream: Stream::Stdout, text: "ab".to_owned() };
        let transcript = Transcript {
            lines: (0..5).map(line).collect(),
            end: End::OK,
            ended_at_ms: 5,
            files: Default::default(),
            questions: Vec::new(),
            remarks: Vec::new(),
        };
        let mut observation = Observation { transcript, trace: Trace::default() };
        let extra = (first..5).map(|actual| Difference::Extra { actual });
        let mut comparison = Comparison { differences: extra.chain([Difference::End]).collect() };
        reduce_to(most, &mut observation, &mut comparison);
        let seen = (observation.transcript.lines.len(), comparison.differences.len());
        assert_eq!(seen, expected);
        let is_whole = expected.0 == 5;
        assert_eq!(observation.transcript.remarks.is_empty(), is_whole);
    }

    #[test]
    fn what_is_short_is_kept_whole() {
        check(0, 5, 10, (5, 6));
    }

    #[test]
    fn what_is_long_is_cut_with_all_that_is_said_of_it() {
        check(0, 3, 10, (3, 4));
        check(0, 5, 7, (3, 4));
        check(0, 5, 0, (1, 2));
    }

    #[test]
    fn what_is_spoken_of_first_is_kept() {
        check(3, 2, 10, (4, 2));
    }
}
