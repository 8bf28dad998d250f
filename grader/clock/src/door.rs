//! Asking the grader, who keeps the time, to come along to the time of the clock, before the
//! program does something that can be seen from outside.
//!
//! What was written until then is the grader's to see first, so that it knows without a word of
//! ours when each byte came. A program that sleeps and says nothing costs no message.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

use libc::c_int;
use trace::ThreadId;
use trace::door::{ANSWER_BYTES, Answer, MESSAGE_BYTES, Message};

use crate::world::{self, World};
use crate::{raw, stop};

/// Bytes written to standard output and to standard error.
static WRITTEN: [AtomicU64; 2] = [const { AtomicU64::new(0) }; 2];
/// Answers that nobody has waited for.
static OWED: AtomicU32 = AtomicU32::new(0);
/// The program has said its last word; what it writes all the same makes another.
static OVER: AtomicBool = AtomicBool::new(false);

/// How far the grader has come.
#[derive(Default)]
pub(crate) struct Door {
    /// The time that it keeps.
    now: u64,
    /// The output that was written to since it last looked.
    wrote_to: Option<c_int>,
    /// Questions to the world outside may be open.
    has_questions: bool,
    /// When the world outside last answered.
    answered: Option<u64>,
}

impl World {
    /// Before bytes are written to one of the outputs: those of an earlier instant, and those of
    /// the other output, are the grader's before these.
    pub(crate) fn before_write(&mut self, output: c_int) {
        if self.door.wrote_to.is_some_and(|other| other != output) {
            self.come_along();
        } else {
            self.be_at_one();
        }
        self.door.wrote_to = Some(output);
    }

    /// Before the world outside is asked: the question is of this instant.
    pub(crate) fn before_question(&mut self) {
        self.be_at_one();
        self.door.has_questions = true;
    }

    /// Whether only the grader knows what happens next.
    pub(crate) fn has_questions(&self) -> bool {
        self.door.has_questions
    }

    /// Goes to this instant, or to the next answer of the world outside if that comes before. True
    /// when there are answers.
    pub(crate) fn go_on(&mut self, to: u64) -> bool {
        let Some(answer) = self.ask(to) else { return false };
        self.move_to(answer.now);
        answer.said
    }

    /// Whether a deadline goes before a thread that a file has made ready. Usually none does: time
    /// has not come to it yet. But what the world outside answers is due like a deadline.
    pub(crate) fn is_another_due_before(&mut self, thread: ThreadId) -> bool {
        self.door.answered == Some(world::now()) && self.scheduler.is_another_due_before(thread)
    }

    fn be_at_one(&mut self) {
        if self.door.now != world::now() {
            self.come_along();
        }
    }

    /// Waits until the grader has taken what was written and has come to the time of the clock.
    pub(crate) fn come_along(&mut self) {
        self.ask(world::now());
    }

    /// What the grader says to a time to go to; nothing where there is none.
    fn ask(&mut self, to: u64) -> Option<Answer> {
        let door = send(to)?;
        let mut packet = [0; ANSWER_BYTES];
        let owed = OWED.swap(0, Ordering::Relaxed) + 1;
        for _ in 0..owed {
            if !raw::read_packet(door, &mut packet) {
                // Nobody is there to believe this run.
                stop::unheard();
            }
        }
        let answer = Answer::parse(packet);
        let Answer { now, said, open } = answer;
        let answered = if said { Some(now) } else { self.door.answered };
        self.door = Door { now, wrote_to: None, has_questions: open, answered };
        Some(answer)
    }
}

/// So many bytes were written to one of the outputs.
pub(crate) fn wrote(output: c_int, bytes: usize) {
    WRITTEN[usize::from(output != libc::STDOUT_FILENO)].fetch_add(bytes as u64, Ordering::Relaxed);
    if OVER.load(Ordering::Relaxed) {
        last_word();
    }
}

/// The program is over, or as good as that: says so, and waits for nobody.
pub(crate) fn last_word() {
    OVER.store(true, Ordering::Relaxed);
    if send(world::now()).is_some() {
        OWED.fetch_add(1, Ordering::Relaxed);
    }
}

/// Says where the program goes; the descriptor on which the answer comes, where there is a grader.
fn send(to: u64) -> Option<c_int> {
    let door = world::settings().map(|settings| settings.door).filter(|&door| door >= 0)?;
    let written = WRITTEN.each_ref().map(|bytes| bytes.load(Ordering::Relaxed));
    let packet: [u8; MESSAGE_BYTES] = Message { to, written }.to_bytes();
    if !raw::write_all(door, &packet) {
        stop::unheard();
    }
    Some(door)
}
