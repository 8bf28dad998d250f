//! What a program says that says anything at all, on all of its lines to the grader, at any time.
//!
//! Mostly it says what a clock would, so that it is listened to for long; now and then something
//! that no clock says.

use trace::door::{MESSAGE_BYTES, Message};

use super::{Chance, WORDS};

/// One of the lines from a program to its grader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// What the clock records.
    Records,
    /// Questions to the world outside.
    Lab,
    /// What the clock says of the time.
    Door,
}

/// A program that talks.
pub struct Talker {
    chance: Chance,
    to: u64,
    limit: u64,
    written: [u64; 2],
    asked: u64,
    /// Once in so many times it says what no clock says.
    slips: usize,
}

impl Talker {
    /// Says the same for the same number; the time may be moved as far as the limit.
    pub fn new(number: u64, limit: u64) -> Talker {
        let mut chance = Chance(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let slips = [2, 30, 300, 3000][chance.below(4)];
        Talker { chance, to: 0, limit, written: [0; 2], asked: 0, slips }
    }

    /// What it says next.
    pub fn say(&mut self) -> (Line, Vec<u8>) {
        match self.chance.below(10) {
            0 => (Line::Stdout, self.write(0)),
            1 => (Line::Stderr, self.write(1)),
            2 => (Line::Records, self.record()),
            3 | 4 => (Line::Lab, self.question()),
            _ if self.chance.below(self.slips) == 0 => (Line::Door, self.lie()),
            _ => (Line::Door, self.step()),
        }
    }

    fn step(&mut self) -> Vec<u8> {
        let step = self.chance.next() >> (24 + self.chance.below(40));
        self.to = self.to.saturating_add(step).min(self.limit);
        Message { to: self.to, written: self.written }.to_bytes().to_vec()
    }

    fn lie(&mut self) -> Vec<u8> {
        let to = match self.chance.below(5) {
            0 => self.to.saturating_sub(self.chance.next() >> self.chance.below(64)),
            1 => self.limit.saturating_add(1 + self.chance.below(9) as u64),
            2 => u64::MAX,
            3 => self.to,
            _ => self.chance.next(),
        };
        let written = [self.chance.next() >> self.chance.below(64), self.written[1]];
        let mut message = Message { to, written }.to_bytes().to_vec();
        match self.chance.below(6) {
            0 => message.truncate(self.chance.below(MESSAGE_BYTES)),
            1 => message.resize(MESSAGE_BYTES + self.chance.below(5000), 7),
            _ => {}
        }
        message
    }

    fn write(&mut self, output: usize) -> Vec<u8> {
        let text = self.anything();
        self.written[output] += text.len() as u64;
        text
    }

    fn record(&mut self) -> Vec<u8> {
        let letter = b"ATGHSIWECDBNLRX"[self.chance.below(15)];
        let (one, other) = (self.chance.next() >> self.chance.below(64), self.chance.below(9));
        let mut record = format!("{} {one} {other} {one}\n", char::from(letter)).into_bytes();
        if self.chance.below(9) == 0 {
            record = self.anything();
        }
        record
    }

    fn question(&mut self) -> Vec<u8> {
        self.asked += 1;
        let number = self.asked - self.chance.below(3).min(self.asked as usize) as u64;
        match self.chance.below(8) {
            0 => format!("{number} given up\n").into_bytes(),
            1 => self.anything(),
            2 => format!("{number} fetch {number}\t{} x\n", self.chance.next()).into_bytes(),
            _ => format!("{number} fetch {number}\t{} x\n", self.chance.below(5000)).into_bytes(),
        }
    }

    fn anything(&mut self) -> Vec<u8> {
        let words = (0..self.chance.below(6)).map(|_| WORDS[self.chance.below(WORDS.len())]);
        words.collect::<Vec<_>>().concat()
    }
}
