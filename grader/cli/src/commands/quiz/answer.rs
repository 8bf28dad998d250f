//! An answer: a time, or never.

use std::fmt;

use model::transcript::Transcript;
use model::words;

use super::question::END;

/// When a line comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// After so many milliseconds.
    At(u64),
    /// Not at all.
    Never,
}

impl Answer {
    /// When the line comes for the first time.
    pub(super) fn of(transcript: &Transcript, line: &str) -> Answer {
        if line == END {
            return Answer::At(transcript.ended_at_ms);
        }
        let found = transcript.stdout().find(|it| it.text == line);
        found.map_or(Answer::Never, |it| Answer::At(it.at_ms))
    }

    /// What a student types: `2`, `2.5 s`, `700ms`, `never`. Without a unit it is seconds.
    pub(super) fn parse(typed: &str) -> Option<Answer> {
        let typed = typed.trim().to_lowercase();
        if typed == "never" {
            return Some(Answer::Never);
        }
        let (number, unit) = match typed.strip_suffix("ms") {
            Some(number) => (number, 1.0),
            None => (typed.strip_suffix('s').unwrap_or(&typed), 1000.0),
        };
        let time: f64 = number.trim().replace(',', ".").parse().ok()?;
        let at_ms = (time * unit).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within bounds"
        )]
        (0.0..1e15).contains(&at_ms).then_some(Answer::At(at_ms as u64))
    }

    /// True when the other says the same, give or take so many milliseconds.
    pub(super) fn is(self, other: &Answer, slack: u64) -> bool {
        match (self, *other) {
            (Answer::At(one), Answer::At(other)) => one.abs_diff(other) <= slack,
            (one, other) => one == other,
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::At(at_ms) => write!(f, "is at {}", words::time(*at_ms)),
            Answer::Never => write!(f, "never comes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: Option<Answer>) {
        assert_eq!(Answer::parse(typed), expected, "{typed:?}");
    }

    #[test]
    fn a_time_may_be_typed_in_many_ways() {
        check("2", Some(Answer::At(2000)));
        check(" 2.5 s", Some(Answer::At(2500)));
        check("2,5s\n", Some(Answer::At(2500)));
        check("700 ms", Some(Answer::At(700)));
        check("0", Some(Answer::At(0)));
        check("Never", Some(Answer::Never));
    }

    #[test]
    fn what_is_no_time_is_none() {
        check("", None);
        check("soon", None);
        check("-1", None);
        check("inf", None);
        check("NaN", None);
        check("1e300", None);
        check("s", None);
    }

    #[test]
    fn what_never_comes_comes_at_no_time() {
        assert!(Answer::Never.is(&Answer::Never, 0));
        assert!(!Answer::Never.is(&Answer::At(0), 100));
        assert!(Answer::At(1000).is(&Answer::At(1090), 100));
        assert!(!Answer::At(1000).is(&Answer::At(1001), 0));
    }
}
