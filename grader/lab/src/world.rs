//! How the world is: what the grader answers, else what the exercise's `main.rs` says, else what
//! can be made of the question itself.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// How one thing in the world will be, this once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// How long it takes.
    pub(crate) takes: Duration,
    /// What comes of it: a number, or a word such as `offline`.
    pub(crate) says: String,
}

/// What the exercise says, and the line to the grader if there is one.
struct World {
    of_the_exercise: &'static [(&'static str, &'static str)],
    grader: Option<Mutex<UnixStream>>,
}

static WORLD: OnceLock<World> = OnceLock::new();

/// Opens the lab, once, before anything else in `main`. `world` pairs what may be asked, such as
/// `"fetch a"`, or `"fetch"` for all others, with milliseconds and an answer, such as `"1000 17"`.
pub fn open(world: &'static [(&'static str, &'static str)]) {
    // Opened a second time it stays as it is.
    WORLD.get_or_init(|| World { of_the_exercise: world, grader: channel::take().map(Mutex::new) });
}

/// How this will be. It is asked at the moment at which it begins.
pub(crate) fn ask(question: &str) -> Answer {
    let Some(world) = WORLD.get() else { return Answer::made_of(question) };
    let answered = world.grader.as_ref().and_then(|grader| ask_grader(&mut lock(grader), question));
    let word = question.split(' ').next().unwrap_or(question);
    let says = |what: &str| world.of_the_exercise.iter().find(|(asked, _)| *asked == what);
    let known = || says(question).or_else(|| says(word));
    answered
        .or_else(|| known().map(|(_, answer)| (*answer).to_owned()))
        .and_then(|answer| Answer::parse(&answer))
        .unwrap_or_else(|| Answer::made_of(question))
}

/// Tells the grader a figure; it keeps the highest of each name.
pub(crate) fn note(figure: &str, value: usize) {
    if let Some(grader) = WORLD.get().and_then(|world| world.grader.as_ref()) {
        // A grader that has gone away needs no figures.
        let _ = lock(grader).write_all(format!("{figure} = {value}\n").as_bytes());
    }
}

/// One line there, one line back; nothing when the grader leaves the answer to us.
fn ask_grader(grader: &mut UnixStream, question: &str) -> Option<String> {
    // A name with a line break in it would be two questions.
    let question: String = question.chars().filter(|char| !char.is_control()).collect();
    grader.write_all(format!("{question}?\n").as_bytes()).ok()?;
    let mut answer = Vec::new();
    let mut piece = [0; 128];
    while answer.last() != Some(&b'\n') {
        let count = grader.read(&mut piece).ok().filter(|&count| count > 0)?;
        answer.extend_from_slice(&piece[..count]);
    }
    let answer = String::from_utf8(answer).ok()?;
    Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty())
}

fn lock(grader: &Mutex<UnixStream>) -> MutexGuard<'_, UnixStream> {
    grader.lock().unwrap_or_else(PoisonError::into_inner)
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

    #[test]
    fn the_grader_is_asked_first_and_may_leave_it_to_the_exercise() {
        let (ours, theirs) = UnixStream::pair().expect("a pair of sockets");
        let grader = std::thread::spawn(move || {
            let mut heard = String::new();
            let mut theirs = theirs;
            for answer in ["70 x\n", "\n"] {
                let mut piece = [0; 64];
                let count = theirs.read(&mut piece).expect("a question");
                heard += &String::from_utf8_lossy(&piece[..count]);
                theirs.write_all(answer.as_bytes()).expect("it is waited for");
            }
            heard
        });
        let mut ours = ours;
        assert_eq!(ask_grader(&mut ours, "fetch a").as_deref(), Some("70 x"));
        assert_eq!(ask_grader(&mut ours, "fetch\nb"), None);
        assert_eq!(grader.join().expect("it does not panic"), "fetch a?\nfetchb?\n");
    }
}
