//! How the world is as the exercise foresees it: what its `main.rs` says, else what can be made of
//! the question itself. A grader that started the program may have another one.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;
use std::time::Duration;

use crate::grader::Grader;

/// How one thing in the world will be, this once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// How long it takes.
    pub(crate) takes: Duration,
    /// What comes of it: a number, or a word such as `offline`.
    pub(crate) says: String,
}

/// What the exercise says, and the grader if there is one.
struct World {
    of_the_exercise: &'static [(&'static str, &'static str)],
    grader: Option<Grader>,
}

static WORLD: OnceLock<World> = OnceLock::new();

/// Opens the lab, once, before anything else in `main`. `world` pairs what may be asked, such as
/// `"fetch a"`, or `"fetch"` for all others, with milliseconds and an answer, such as `"1000 17"`.
pub fn open(world: &'static [(&'static str, &'static str)]) {
    // Opened a second time it stays as it is.
    WORLD.get_or_init(|| World { of_the_exercise: world, grader: Grader::take() });
}

/// What decides how long things take, where it is not the exercise.
pub(crate) fn grader() -> Option<&'static Grader> {
    WORLD.get()?.grader.as_ref()
}

/// How this will be, as far as the exercise knows.
pub(crate) fn foresee(question: &str) -> Answer {
    let world = WORLD.get().map_or(&[][..], |world| world.of_the_exercise);
    let word = question.split(' ').next().unwrap_or(question);
    let says = |what: &str| world.iter().find(|(asked, _)| *asked == what);
    says(question)
        .or_else(|| says(word))
        .and_then(|(_, answer)| Answer::parse(answer))
        .unwrap_or_else(|| Answer::made_of(question))
}

/// As [`Answer::parse`] reads it.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.takes.as_millis(), self.says)
    }
}

impl Answer {
    /// `1000 17`: milliseconds, and the rest.
    fn parse(text: &str) -> Option<Answer> {
        let (takes, says) = text.split_once(' ').unwrap_or((text, ""));
        let takes = Duration::from_millis(takes.parse().ok()?);
        Some(Answer { takes, says: says.trim().to_owned() })
    }

    /// Nobody said anything: half a second to three and a half, and a number of two digits. The
    /// same for the same question.
    fn made_of(question: &str) -> Answer {
        let mut hasher = DefaultHasher::new();
        question.hash(&mut hasher);
        let chance = hasher.finish();
        let takes = Duration::from_millis(500 + chance % 61 * 50);
        Answer { takes, says: (10 + chance / 61 % 90).to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(u64, &str)>) {
        let expected = expected.map(|(takes, says)| Answer {
            takes: Duration::from_millis(takes),
            says: says.to_owned(),
        });
        assert_eq!(Answer::parse(text), expected, "{text}");
    }

    #[test]
    fn an_answer_is_milliseconds_and_the_rest() {
        check("1000 17", Some((1000, "17")));
        check("3000 offline", Some((3000, "offline")));
        check("250", Some((250, "")));
        check("soon 17", None);
    }

    #[test]
    fn what_nobody_said_is_the_same_every_time() {
        assert_eq!(Answer::made_of("fetch x"), Answer::made_of("fetch x"));
        assert_ne!(Answer::made_of("fetch x"), Answer::made_of("fetch y"));
    }
}
