//! The line on which a running program asks how the world outside it is.
//!
//! Nothing is told ahead: a call is asked for when it begins and answered when it is over, so the
//! only way to an answer is to wait for it. How many calls were going on at once, were answered and
//! were given up is counted here, and what was asked when is kept where a run is judged by it. What a program says is not believed: what is not a question
//! begins nothing, what is kept is bounded, and a program that says more is hung up on.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

use model::spec::Answers;
use model::transcript::Question;

use super::lines::milliseconds;

/// Bytes of one line.
const LONGEST_LINE: usize = 4096;
/// Bytes that are read at once, and how often: all of it is more than what a socket holds.
const PIECE: usize = 16 << 10;
const MOST_PIECES: usize = 32;
/// Bytes that are kept of calls that are going on, and of answers that nobody has read.
const MOST_KEPT: usize = 8 << 20;
/// Bytes that a call takes besides its answer.
const ONE_CALL: usize = 128;
const MILLISECOND: u64 = 1_000_000;

/// Our end of the line.
pub(super) struct Channel<'a> {
    /// Absent once hung up.
    socket: Option<UnixStream>,
    heard: Vec<u8>,
    unsent: Vec<u8>,
    lab: &'a BTreeMap<String, Answers>,
    /// How often each of the keys was asked.
    asked: BTreeMap<&'a str, usize>,
    /// Calls that are going on, by when they will be over and in which order they began.
    open: BTreeMap<(u64, u64), Call>,
    /// Their places by the numbers that the program gave them.
    places: BTreeMap<u64, (u64, u64)>,
    begun: u64,
    kept: usize,
    at_once: u64,
    answered: u64,
    given_up: u64,
    /// What was asked, where that is kept, and the bytes of it.
    questions: Option<(Vec<Question>, usize)>,
}

/// What is known of all calls in the end.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// How many went on at once, were answered and were given up, where there were any.
    pub(super) figures: BTreeMap<String, u64>,
    /// What was asked when, where that is kept.
    pub(super) questions: Vec<Question>,
}

/// A call that is going on.
struct Call {
    number: u64,
    says: String,
}

impl<'a> Channel<'a> {
    /// The line over `socket`, on which is told what `lab` says.
    pub(super) fn new(socket: UnixStream, lab: &'a BTreeMap<String, Answers>) -> io::Result<Self> {
        socket.set_nonblocking(true)?;
        Ok(Channel {
            socket: Some(socket),
            heard: Vec::new(),
            unsent: Vec::new(),
            lab,
            asked: BTreeMap::new(),
            open: BTreeMap::new(),
            places: BTreeMap::new(),
            begun: 0,
            kept: 0,
            at_once: 0,
            answered: 0,
            given_up: 0,
            questions: None,
        })
    }

    /// The same, which keeps what is asked and when.
    pub(super) fn keeping_questions(self, keeps: bool) -> Self {
        Channel { questions: keeps.then(Default::default), ..self }
    }

    /// What to wait on for questions, and whether there are answers for which there was no room.
    pub(super) fn socket(&self) -> Option<(BorrowedFd<'_>, bool)> {
        self.socket.as_ref().map(|socket| (socket.as_fd(), !self.unsent.is_empty()))
    }

    /// When the next of the calls is over.
    pub(super) fn next(&self) -> Option<u64> {
        self.open.first_key_value().map(|(&(due, _), _)| due)
    }

    /// What came of it all.
    pub(super) fn into_told(self) -> Told {
        let figures = [
            ("calls at once", self.at_once),
            ("calls answered", self.answered),
            ("calls given up", self.given_up),
        ];
        let figures = figures.into_iter().filter(|&(_, figure)| figure > 0);
        let figures = figures.map(|(name, figure)| (name.to_owned(), figure)).collect();
        let mut questions = self.questions.unwrap_or_default().0;
        questions.sort();
        Told { figures, questions }
    }

    /// Hears what was said by now, which is at this time.
    pub(super) fn serve(&mut self, now: u64) {
        if self.listen(now).is_err() {
            self.hang_up();
        }
    }

    /// Answers all calls that are over at this time. True when something was said, if only of what
    /// there was no room for before.
    pub(super) fn answer(&mut self, now: u64) -> bool {
        while let Some(call) = self.open.first_entry().filter(|call| call.key().0 <= now) {
            let Call { number, says } = call.remove();
            self.places.remove(&number);
            self.answered += 1;
            let line = format!("{number} {says}\n");
            self.kept = self.kept - ONE_CALL - says.len() + line.len();
            self.unsent.extend_from_slice(line.as_bytes());
        }
        self.send().unwrap_or_else(|_| {
            self.hang_up();
            false
        })
    }

    fn hang_up(&mut self) {
        self.socket = None;
        self.open.clear();
        self.places.clear();
        self.unsent.clear();
    }

    fn listen(&mut self, now: u64) -> io::Result<()> {
        let mut piece = [0; PIECE];
        for _ in 0..MOST_PIECES {
            let Some(socket) = &mut self.socket else { return Ok(()) };
            let count = match socket.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                other => other?,
            };
            self.heard.extend_from_slice(&piece[..count]);
            let heard = std::mem::take(&mut self.heard);
            let mut lines = heard.split_inclusive(|&byte| byte == b'\n');
            for line in lines.by_ref() {
                match line.strip_suffix(b"\n") {
                    Some(line) => self.hear(&String::from_utf8_lossy(line), now),
                    None => self.heard = line.to_vec(),
                }
            }
            if count == 0
                || self.heard.len() >= LONGEST_LINE
                || self.kept > MOST_KEPT
                || self.questions.as_ref().is_some_and(|(_, bytes)| *bytes > MOST_KEPT)
            {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }

    /// Says what there is room for. True when that was something.
    fn send(&mut self) -> io::Result<bool> {
        let Some(socket) = &mut self.socket else { return Ok(false) };
        let mut sent = 0;
        while sent < self.unsent.len() {
            match socket.write(&self.unsent[sent..]) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                count => sent += count?,
            }
        }
        self.unsent.drain(..sent);
        self.kept -= sent;
        Ok(sent > 0)
    }

    /// A call that begins, as its number, the question and how it is if the run does not say; or
    /// the end of one that is given up.
    fn hear(&mut self, line: &str, now: u64) {
        let Some((number, rest)) = line.split_once(' ') else { return };
        let Ok(number) = number.parse::<u64>() else { return };
        match rest.split_once('\t') {
            Some((question, foreseen)) => self.begin(number, question, foreseen, now),
            None => self.give_up(number),
        }
    }

    fn begin(&mut self, number: u64, question: &str, foreseen: &str, now: u64) {
        let answer = self.says(question).map(str::to_owned);
        let answer = answer.as_deref().unwrap_or(foreseen);
        let (takes, says) = answer.split_once(' ').unwrap_or((answer, ""));
        let Ok(takes) = takes.parse::<u64>() else { return };
        if self.places.contains_key(&number) {
            return;
        }
        let place = (now.saturating_add(takes.saturating_mul(MILLISECOND)), self.begun);
        self.begun += 1;
        if let Some((questions, bytes)) = &mut self.questions {
            *bytes += ONE_CALL + question.len();
            questions.push(Question { at_ms: milliseconds(now), asks: question.to_owned() });
        }
        let says = says.trim().to_owned();
        self.kept += ONE_CALL + says.len();
        self.open.insert(place, Call { number, says });
        self.places.insert(number, place);
        self.at_once = self.at_once.max(self.open.len() as u64);
    }

    fn give_up(&mut self, number: u64) {
        let Some(call) = self.places.remove(&number).and_then(|place| self.open.remove(&place))
        else {
            return;
        };
        self.kept -= ONE_CALL + call.says.len();
        self.given_up += 1;
    }

    /// What the run says of exactly this, else of all that begin with the same word.
    fn says(&mut self, question: &str) -> Option<&'a str> {
        let word = question.split(' ').next().unwrap_or(question);
        let found = self.lab.get_key_value(question).or_else(|| self.lab.get_key_value(word));
        let (key, answers) = found?;
        match answers {
            Answers::One(answer) => Some(answer),
            Answers::Several(answers) => {
                let times = self.asked.entry(key).or_default();
                *times += 1;
                answers.get((*times - 1) % answers.len().max(1)).map(String::as_str)
            }
        }
    }
}

#[cfg(test)]
mod tests;
