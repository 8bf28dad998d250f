//! The line on which a running program asks how the world outside it is.
//!
//! Nothing is told before it is asked for, so a program cannot know a wait before it begins. What
//! a program says here is not believed either: figures are bounded in number, and a program
//! that asks without reading the answers is hung up on.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

use model::spec::Answers;

/// Bytes of one line.
const LONGEST_LINE: usize = 4096;
/// Figures that are kept.
const MOST_FIGURES: usize = 32;

/// Our end of the line.
pub(super) struct Channel<'a> {
    /// Absent once hung up.
    socket: Option<UnixStream>,
    heard: Vec<u8>,
    lab: &'a BTreeMap<String, Answers>,
    /// How often each of the keys was asked.
    asked: BTreeMap<&'a str, usize>,
    figures: BTreeMap<String, u64>,
}

impl<'a> Channel<'a> {
    /// The line over `socket`, on which is told what `lab` says.
    pub(super) fn new(socket: UnixStream, lab: &'a BTreeMap<String, Answers>) -> io::Result<Self> {
        socket.set_nonblocking(true)?;
        let (asked, figures) = (BTreeMap::new(), BTreeMap::new());
        Ok(Channel { socket: Some(socket), heard: Vec::new(), lab, asked, figures })
    }

    /// What to wait on for questions.
    pub(super) fn socket(&self) -> Option<BorrowedFd<'_>> {
        self.socket.as_ref().map(AsFd::as_fd)
    }

    /// The highest value of each figure that the program told.
    pub(super) fn into_figures(self) -> BTreeMap<String, u64> {
        self.figures
    }

    /// Reads what was said and answers every question in it.
    pub(super) fn serve(&mut self) {
        if self.listen().is_err() {
            self.socket = None;
        }
    }

    fn listen(&mut self) -> io::Result<()> {
        let mut piece = [0; 4096];
        let Some(socket) = &mut self.socket else { return Ok(()) };
        let count = match socket.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            other => other?,
        };
        self.heard.extend_from_slice(&piece[..count]);
        let mut answers = String::new();
        while let Some(end) = self.heard.iter().position(|&byte| byte == b'\n') {
            let line: Vec<u8> = self.heard.drain(..=end).collect();
            answers += &self.hear(&String::from_utf8_lossy(&line));
        }
        if count == 0 || self.heard.len() >= LONGEST_LINE {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Some(socket) = &mut self.socket else { return Ok(()) };
        socket.write_all(answers.as_bytes())
    }

    /// The answer to one line: a line to a question, nothing to a figure.
    fn hear(&mut self, line: &str) -> String {
        let line = line.trim_end();
        if let Some(question) = line.strip_suffix('?') {
            return self.answer(question).unwrap_or_default().to_owned() + "\n";
        }
        if let Some((name, value)) = line.split_once(" = ")
            && let Ok(value) = value.parse::<u64>()
            && (self.figures.len() < MOST_FIGURES || self.figures.contains_key(name))
        {
            let highest = self.figures.entry(name.to_owned()).or_default();
            *highest = value.max(*highest);
        }
        String::new()
    }

    /// What the run says of exactly this, else of all that begin with the same word.
    fn answer(&mut self, question: &str) -> Option<&'a str> {
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
mod tests {
    use super::*;

    fn check(said: &str, answers: &str, figures: &[(&str, u64)]) {
        let several = vec!["100 x".to_owned(), "200 y".to_owned()];
        let lab = BTreeMap::from([
            ("fetch a".to_owned(), Answers::One("1000 17".to_owned())),
            ("fetch".to_owned(), Answers::One("5 offline".to_owned())),
            ("use_item".to_owned(), Answers::Several(several)),
        ]);
        let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
        let mut channel = Channel::new(ours, &lab).expect("it can be set up");
        theirs.write_all(said.as_bytes()).expect("there is room");
        channel.serve();
        theirs.set_nonblocking(true).expect("it can be set up");
        let mut heard = [0; 256];
        let count = theirs.read(&mut heard).unwrap_or(0);
        assert_eq!(String::from_utf8_lossy(&heard[..count]), answers, "{said:?}");
        let figures: Vec<_> = figures.iter().map(|&(name, most)| (name.to_owned(), most)).collect();
        assert_eq!(channel.into_figures(), figures.into_iter().collect(), "{said:?}");
    }

    #[test]
    fn a_question_has_one_line_for_an_answer() {
        check("fetch a?\n", "1000 17\n", &[]);
        check("fetch b?\nfetch a?\n", "5 offline\n1000 17\n", &[]);
        check("use_item 1?\nuse_item 2?\nuse_item 3?\n", "100 x\n200 y\n100 x\n", &[]);
    }

    #[test]
    fn what_nobody_knows_is_left_to_the_program() {
        check("encode_frame 1?\n", "\n", &[]);
        check("fetch", "", &[]);
    }

    #[test]
    fn the_highest_of_each_figure_is_kept() {
        let figures = [("calls at once", 3), ("calls given up", 1)];
        check("calls at once = 3\ncalls given up = 1\ncalls at once = 2\n", "", &figures);
        check("calls at once = many\n", "", &[]);
    }

    #[test]
    fn fuzz_what_a_program_says_of_the_world() {
        let samples = [
            &b"fetch a?\nfetch b?\ncalls at once = 3\n"[..],
            b"use_item 1?\nuse_item 2?\n",
            b"none?\nx = 18446744073709551615\n",
        ];
        let lab = BTreeMap::from([
            ("fetch".to_owned(), Answers::One("5 offline".to_owned())),
            ("use_item".to_owned(), Answers::Several(Vec::new())),
        ]);
        let samples = samples.map(<[u8]>::to_vec);
        fuzz::fuzz("lab lines", &samples, &["?\n", " = 1\n", "fetch "], |bytes| {
            let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
            let mut channel = Channel::new(ours, &lab).expect("it can be set up");
            theirs.set_nonblocking(true).expect("it can be set up");
            let mut rounds = 0;
            for piece in bytes.chunks(5_000) {
                // Nobody reads the answers, so that there may be no room for them.
                let _ = theirs.write_all(piece);
                channel.serve();
                channel.serve();
                rounds += usize::from(channel.socket().is_some());
            }
            assert!(channel.heard.len() < 2 * LONGEST_LINE, "a bounded piece is kept");
            format!("{} {}", rounds.min(9), channel.into_figures().len())
        });
    }

    #[test]
    fn a_line_that_does_not_end_is_hung_up_on() {
        let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
        let lab = BTreeMap::new();
        let mut channel = Channel::new(ours, &lab).expect("it can be set up");
        theirs.write_all(&[b'x'; LONGEST_LINE]).expect("there is room");
        channel.serve();
        assert!(channel.socket().is_none());
    }
}
