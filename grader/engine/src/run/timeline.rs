//! Puts what the pipes brought and what the clock recorded together. Bytes and their times are
//! those that were seen from outside; records say what else happened, and explain.

use trace::{Record, Refusal, Tampering, WaitsFor, decode};

use super::collect::Collected;
use super::door::Forged;
use super::explain::{Stacks, Wait};
use super::lines::{self, Lines, milliseconds};
use super::output::Captured;
use super::{Clock, RunError};
use model::observation::{Batch, Exactness, Hold, Observation, RefusedCall, Right, Role, Trace};
use model::transcript::{End, Limit, Line, Place, Remark, Stream, Transcript};

/// An observation, with the stacks that can explain it.
pub(super) struct Reading {
    pub(super) observation: Observation,
    pub(super) stacks: Stacks,
    /// Strict mode was in force.
    pub(super) guarded: bool,
}

/// Reads one run.
pub(super) fn read(collected: &Collected, clock: &Clock) -> Result<Reading, RunError> {
    let records = String::from_utf8_lossy(&collected.heard.records);
    let mut timeline = Timeline::new(collected);
    let mut attached = false;
    let mut lines = records.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        match decode(line.trim_end_matches('\n')) {
            Ok(Record::Attached) => attached = true,
            Ok(record) => timeline.take(record),
            // The last record of a program that was killed may be cut.
            Err(_) if lines.peek().is_none() && !line.ends_with('\n') => {}
            Err(_) => timeline.inexact("the clock's records are broken"),
        }
    }
    if let (false, Clock::Virtual(path)) = (attached, clock) {
        let (path, end) = (path.clone(), collected.end.clone());
        return Err(RunError::NoClock {
            path,
            end,
            said: said_by_the_linker(&collected.heard.stderr),
        });
    }
    Ok(timeline.finish(collected))
}

/// The dynamic linker's own word for what it could not load, which it writes to standard error.
fn said_by_the_linker(stderr: &[u8]) -> String {
    let stderr = String::from_utf8_lossy(stderr);
    let said = stderr.lines().find(|line| line.starts_with("ERROR: ld.so:"));
    said.map_or(String::new(), |said| format!(": {said}"))
}

/// Nobody looks at more writes that bring several lines.
const MAX_BATCHES: usize = 64;

struct Timeline<'a> {
    heard: &'a Captured,
    trace: Trace,
    /// In the order in which they were over.
    holds: Vec<(Hold, Wait)>,
    stacks: Stacks,
    /// What the records say; of a program that was killed they know more than we do.
    now: u64,
    end: Option<End>,
    guarded: bool,
    ended: bool,
}

impl<'a> Timeline<'a> {
    fn new(collected: &'a Collected) -> Timeline<'a> {
        let heard = &collected.heard;
        Timeline {
            heard,
            trace: Trace { lab: heard.told.figures.clone(), ..Trace::default() },
            holds: Vec::new(),
            stacks: Stacks::default(),
            now: 0,
            end: None,
            guarded: false,
            ended: false,
        }
    }

    /// From here on times may be off; the first reason is the one to tell.
    fn inexact(&mut self, why: &str) {
        // The first reason is the one to tell.
        if self.trace.is_exact() {
            self.trace.exactness = Exactness::Unknown(why.to_owned());
        }
    }

    fn take(&mut self, record: Record) {
        match record {
            Record::Attached => {}
            Record::Loaded { bias, path } => self.stacks.objects.push((bias, path)),
            Record::Created { at, .. } => {
                self.now = at;
                self.trace.threads += 1;
            }
            Record::Named { thread, name } => {
                self.stacks.names.insert(thread, name);
            }
            Record::Finished { at, .. } => self.now = at,
            Record::Batch { first, lines } => {
                let batches = &mut self.trace.batches;
                if batches.len() < MAX_BATCHES {
                    batches.push(Batch { first: first as usize, lines: lines as usize });
                }
            }
            Record::Held { at, thread, for_ns, what, task, depth, stack } => {
                let hold = Hold {
                    thread: String::new(),
                    role: Role::Plain,
                    task,
                    from_ms: milliseconds(at),
                    for_ms: milliseconds(at.saturating_add(for_ns)) - milliseconds(at),
                    for_what: (what != WaitsFor::Time).then(|| String::from("another thread")),
                    place: None,
                };
                self.holds.push((hold, Wait { thread, what, depth, stack }));
            }
            Record::Tasks { at, alive, peak, spawned } => {
                self.now = at;
                let Trace { tasks_alive, tasks, tasks_spawned, .. } = &mut self.trace;
                (*tasks_alive, *tasks, *tasks_spawned) = (alive, peak, spawned);
                self.stacks.has_tasks = true;
            }
            Record::Jumped { to } => {
                self.now = to;
                self.trace.wakeups += 1;
            }
            Record::Busy { at, stack, .. } => {
                self.now = at;
                self.end = Some(End::Busy);
                // Who looks at the clock is caught looking.
                self.trace.computes = stack.is_empty();
                self.stacks.stopped = Some(stack);
            }
            Record::Circle { addresses } => self.stacks.circle.extend(addresses),
            Record::Stuck { at } => {
                self.now = at;
                self.end = Some(End::Stuck);
            }
            Record::Waits { thread, what, stack } => {
                self.stacks.waits.push(Wait { thread, what, depth: 0, stack });
            }
            Record::OverLimit { at } => {
                self.now = at;
                self.end = Some(End::OverLimit { limit: Limit::VirtualTime });
            }
            Record::OverWaits { at } => {
                self.now = at;
                self.end = Some(End::OverLimit { limit: Limit::Waits });
            }
            Record::Unseen { at, thread, stack } => {
                self.now = at;
                self.inexact("a thread waits in a call that the clock does not govern");
                self.stacks.unseen.get_or_insert((thread, stack));
            }
            Record::Inexact { at, why } => {
                self.now = at;
                self.inexact(&why);
            }
            Record::Guarded => self.guarded = true,
            Record::Tampered { at, how, stack, .. } => {
                self.now = at;
                self.end = Some(End::Tampered { what: done(how) });
                self.stacks.stopped = Some(stack);
            }
            Record::Refused { what, stack, .. } => {
                if self.trace.refused.is_none() {
                    let what = right(what);
                    self.trace.refused = Some(RefusedCall { what, place: None });
                    self.stacks.refused = Some(stack);
                }
            }
            Record::Spawned { child, name, .. } => {
                self.stacks.children.insert(child, name);
            }
            Record::Reaped { child } => {
                self.stacks.children.remove(&child);
            }
            Record::Ended { at, clock_reads } => {
                self.ended = true;
                self.now = at;
                self.trace.clock_reads = clock_reads;
            }
        }
    }

    fn finish(mut self, collected: &Collected) -> Reading {
        // Who keeps quiet about a thread has it all the same.
        self.trace.threads = self.trace.threads.max(self.heard.threads);
        let stopped = collected.end == End::Exited { code: trace::STOPPED_BY_CLOCK };
        // A program that cannot go on has been so since an earlier time; of one that was killed the
        // records know more than was asked for.
        let is_stopped = stopped && self.end.is_some();
        let now = if is_stopped { self.now } else { self.now.max(self.heard.now) };
        let now = self.heard.limit.map_or(now, |limit| now.min(limit));
        let Lines { lines, mut remarks } = lines::read(self.heard, now, collected.cut_off);
        let exited = matches!(collected.end, End::Exited { .. });
        if exited && !stopped && !self.ended {
            self.inexact("it ended without a word to the clock");
        }
        let Captured { stdout, stderr, known, .. } = self.heard;
        let mut differs = self.heard.differs;
        for (index, written) in [stdout, stderr].into_iter().enumerate() {
            // Who did not end by itself had no last word.
            differs[index] |=
                exited && self.ended | stopped && known[index] != written.len() as u64;
        }
        // What was cut off was written under the clock, which had counted it.
        if differs.contains(&true) && !collected.cut_off {
            remarks.insert(0, Remark::Untimed);
            // Standard error is not compared, so its times do not matter.
            if differs[0] {
                self.inexact("some of its output passed by the clock");
            }
        }
        // The clock's own word counts only when the program ended as the clock ends it.
        let end = match self.end {
            Some(end) if stopped => end,
            _ => panicked(&collected.end, &lines)
                .or_else(|| out_of_memory(&collected.end, &lines))
                .unwrap_or(collected.end.clone()),
        };
        let transcript = Transcript {
            lines,
            end,
            ended_at_ms: milliseconds(now),
            files: Default::default(),
            questions: self.heard.told.questions.clone(),
            remarks,
        };
        self.holds.sort_by_key(|(hold, _)| hold.from_ms);
        (self.trace.holds, self.stacks.holds) = self.holds.into_iter().unzip();
        let observation = Observation { transcript, trace: self.trace };
        Reading { observation, stacks: self.stacks, guarded: self.guarded }
    }
}

/// What a submission has no right to.
fn right(refusal: Refusal) -> Right {
    match refusal {
        Refusal::Program => Right::Program,
        Refusal::Network => Right::Network,
        Refusal::Lock => Right::Lock,
        Refusal::Thread => Right::Thread,
    }
}

/// What a program did to the clock, as a clause.
fn done(how: Tampering) -> String {
    match how {
        Tampering::Memory => String::from("it opened the memory of a process for writing"),
        Tampering::Records => String::from("it reached for the clock's own records"),
        Tampering::Door => String::from(Forged::Size.words()),
        Tampering::Channel => String::from("it spoke to the grader in the name of `lab`"),
        Tampering::Call(number) => format!("it made the system call {number}"),
    }
}

/// The signal by which a program ends itself.
const ABORTED: i32 = 6;

/// The panic that ended a program, when its exit code says that one did.
fn panicked(end: &End, lines: &[Line]) -> Option<End> {
    const EXIT_CODE_OF_A_PANIC: i32 = 101;
    let by_panic =
        matches!(end, End::Exited { code: EXIT_CODE_OF_A_PANIC } | End::Killed { signal: ABORTED });
    let mut stderr = lines.iter().filter(|line| line.stream == Stream::Stderr);
    let head = by_panic.then(|| {
        stderr.find(|line| {
            line.text.contains("' panicked at ")
                || (line.text.starts_with("thread '") && line.text.contains(" panicked at "))
        })
    })??;
    let place = head.text.rsplit_once(" panicked at ").and_then(|(_, place)| parse_place(place));
    let message: Vec<&str> = stderr
        .map(|line| line.text.as_str())
        .take_while(|text| !text.starts_with("note: run with `RUST_BACKTRACE"))
        .take(4)
        .collect();
    Some(End::Panicked { message: message.join("\n"), place })
}

/// A program that got no more memory says so before it aborts.
fn out_of_memory(end: &End, lines: &[Line]) -> Option<End> {
    let mut stderr = lines.iter().filter(|line| line.stream == Stream::Stderr);
    let is_it = *end == End::Killed { signal: ABORTED }
        && stderr.any(|line| line.text.starts_with("memory allocation of "));
    is_it.then_some(End::OverLimit { limit: Limit::Memory })
}

/// `src/main.rs:12:5:` as a place.
fn parse_place(text: &str) -> Option<Place> {
    let mut parts = text.trim_end_matches(':').rsplitn(3, ':');
    let column = parts.next()?.parse().ok();
    let line = parts.next()?.parse().ok()?;
    Some(Place { file: parts.next()?.to_string(), line, column })
}

#[cfg(test)]
mod tests;
