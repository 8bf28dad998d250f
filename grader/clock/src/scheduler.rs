//! Who runs next, and when time moves. Pure: no system calls, no threads, no globals.
//!
//! The main type is [`Scheduler`]. One thread at a time holds the token and runs; every other
//! thread is ready, waits, or is done. When nobody is ready, every thread waits, so the only
//! thing that can happen next is the earliest deadline: that is when virtual time moves.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use trace::{ThreadId, WaitsFor};

/// One file descriptor and the `poll` events that a thread waits for on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interest {
    pub(crate) fd: i32,
    pub(crate) events: i16,
}

/// What a thread waits on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum On {
    /// Only its deadline.
    Time,
    /// A wake-up of this address, by a waker whose bits meet these.
    Futex { address: usize, bits: u32 },
    /// The end of a thread.
    Join(ThreadId),
    /// Any of these becoming ready.
    Files(Vec<Interest>),
    /// Its own return from a call that is not taken over.
    Unseen,
}

impl On {
    /// The same in the words of a record.
    pub(crate) fn what(&self) -> WaitsFor {
        match self {
            On::Time => WaitsFor::Time,
            On::Futex { .. } => WaitsFor::Futex,
            On::Join(target) => WaitsFor::Join(*target),
            On::Files(_) => WaitsFor::Files,
            On::Unseen => WaitsFor::Unseen,
        }
    }
}

/// How a wait was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Woken {
    ByAnother,
    ByTime,
}

#[derive(Debug)]
enum State {
    /// Created, but the system has not yet said that it exists.
    Unborn,
    Ready(Woken),
    Running,
    Waiting {
        on: On,
        deadline: Option<u64>,
        /// Waits are numbered, so that of two equal ones the older comes first.
        number: u64,
        since: u64,
    },
    Done,
}

/// All threads of the program and the virtual time.
#[derive(Debug)]
pub(crate) struct Scheduler {
    now: u64,
    waits: u64,
    threads: Vec<State>,
    ready: VecDeque<ThreadId>,
    /// The last of the ready has just had the turn and given it up.
    stepped_back: bool,
    deadlines: BTreeSet<(u64, u64, ThreadId)>,
    futexes: BTreeMap<usize, VecDeque<ThreadId>>,
    /// Threads that were not woken by what they waited for, and have not waited since.
    gave_up: BTreeSet<ThreadId>,
    /// State of the stream that picks among the ready; absent for first come, first served.
    chance: Option<u64>,
}

impl Scheduler {
    /// A program whose first thread runs at time 0. Schedule 0 is first come, first served;
    /// every other number is one reproducible order of its own.
    pub(crate) fn new(schedule: u64) -> Scheduler {
        Scheduler {
            now: 0,
            waits: 0,
            threads: vec![State::Running],
            ready: VecDeque::new(),
            stepped_back: false,
            deadlines: BTreeSet::new(),
            futexes: BTreeMap::new(),
            gave_up: BTreeSet::new(),
            chance: (schedule != 0).then_some(schedule),
        }
    }

    /// Nanoseconds since the start.
    pub(crate) fn now(&self) -> u64 {
        self.now
    }

    /// A new thread, which cannot run before [`Scheduler::born`].
    pub(crate) fn create(&mut self) -> ThreadId {
        self.threads.push(State::Unborn);
        (self.threads.len() - 1) as ThreadId
    }

    /// The system has created the thread: it is ready.
    pub(crate) fn born(&mut self, thread: ThreadId) {
        self.make_ready(thread, Woken::ByAnother);
    }

    /// The system could not create the thread.
    pub(crate) fn stillborn(&mut self, thread: ThreadId) {
        self.threads[thread as usize] = State::Done;
    }

    /// The running thread waits, at most until the deadline.
    pub(crate) fn wait(&mut self, thread: ThreadId, on: On, deadline: Option<u64>) {
        self.waits += 1;
        let number = self.waits;
        if let On::Futex { address, .. } = on {
            self.futexes.entry(address).or_default().push_back(thread);
        }
        if let Some(deadline) = deadline {
            self.deadlines.insert((deadline, number, thread));
        }
        self.threads[thread as usize] = State::Waiting { on, deadline, number, since: self.now };
        self.gave_up.remove(&thread);
    }

    /// The running thread goes to the back of the queue, and whatever the schedule, another goes
    /// before it.
    pub(crate) fn step_back(&mut self, thread: ThreadId) {
        self.make_ready(thread, Woken::ByAnother);
        self.stepped_back = true;
    }

    /// The running thread ends; those who wait for its end become ready.
    pub(crate) fn finish(&mut self, thread: ThreadId) {
        self.threads[thread as usize] = State::Done;
        for waiter in 0..self.threads.len() as ThreadId {
            if let State::Waiting { on: On::Join(target), .. } = &self.threads[waiter as usize]
                && *target == thread
            {
                self.wake(waiter, Woken::ByAnother);
            }
        }
    }

    /// True when nobody woke the thread from what was its last wait for another.
    pub(crate) fn gave_up(&self, thread: ThreadId) -> bool {
        self.gave_up.contains(&thread)
    }

    /// When the last of those that wait began to.
    pub(crate) fn all_wait_since(&self) -> u64 {
        let since = self.threads.iter().map(|state| match state {
            State::Waiting { since, .. } => *since,
            _ => 0,
        });
        since.max().unwrap_or(0)
    }

    /// True when the thread has ended.
    pub(crate) fn is_done(&self, thread: ThreadId) -> bool {
        matches!(self.threads.get(thread as usize), None | Some(State::Done))
    }

    /// Wakes up to `most` waiters of the address whose bits meet `bits`, oldest first.
    pub(crate) fn wake_futex(&mut self, address: usize, most: usize, bits: u32) -> usize {
        let Some(waiters) = self.futexes.get(&address) else { return 0 };
        let chosen: Vec<ThreadId> = waiters
            .iter()
            .copied()
            .filter(|&waiter| match &self.threads[waiter as usize] {
                State::Waiting { on: On::Futex { bits: theirs, .. }, .. } => theirs & bits != 0,
                _ => false,
            })
            .take(most)
            .collect();
        for &waiter in &chosen {
            self.wake(waiter, Woken::ByAnother);
        }
        chosen.len()
    }

    /// Moves up to `most` waiters of one address to another without waking them.
    pub(crate) fn requeue_futex(&mut self, from: usize, to: usize, most: usize) -> usize {
        let Some(waiters) = self.futexes.get_mut(&from) else { return 0 };
        let count = most.min(waiters.len());
        let moved: Vec<ThreadId> = waiters.drain(..count).collect();
        for &waiter in &moved {
            if let State::Waiting { on: On::Futex { address, .. }, .. } =
                &mut self.threads[waiter as usize]
            {
                *address = to;
            }
        }
        self.futexes.entry(to).or_default().extend(moved);
        count
    }

    /// What a waiting thread waited for has come; a thread that does not wait is left alone.
    pub(crate) fn wake(&mut self, thread: ThreadId, woken: Woken) {
        let State::Waiting { on, deadline, number, .. } = &self.threads[thread as usize] else {
            return;
        };
        if let Some(deadline) = deadline {
            self.deadlines.remove(&(*deadline, *number, thread));
        }
        if let On::Futex { address, .. } = on
            && let Some(waiters) = self.futexes.get_mut(address)
        {
            waiters.retain(|&waiter| waiter != thread);
            if waiters.is_empty() {
                self.futexes.remove(address);
            }
        }
        self.make_ready(thread, woken);
    }

    /// Takes the next thread off the queue and lets it run.
    pub(crate) fn next(&mut self) -> Option<(ThreadId, Woken)> {
        let last_stepped_back = std::mem::take(&mut self.stepped_back) && self.ready.len() > 1;
        let index = self.choose(self.ready.len() - usize::from(last_stepped_back));
        let thread = self.ready.remove(index)?;
        let state = std::mem::replace(&mut self.threads[thread as usize], State::Running);
        let State::Ready(woken) = state else { return None };
        Some((thread, woken))
    }

    /// Whether the schedule takes the turn away from a thread that could go on: every other time,
    /// by chance; never first come, first served.
    pub(crate) fn interrupts(&mut self) -> bool {
        !self.ready.is_empty() && self.choose(2) == 1
    }

    /// True when a thread is ready to run.
    pub(crate) fn has_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// The earliest deadline of all waiting threads.
    pub(crate) fn next_deadline(&self) -> Option<u64> {
        self.deadlines.first().map(|&(deadline, ..)| deadline)
    }

    /// Moves time to the earliest deadline and makes ready the one thread that it belongs to:
    /// of several at the same instant the oldest wait, so that each runs until it waits again
    /// before the next one does. True when time moved.
    pub(crate) fn jump(&mut self) -> bool {
        let Some(&(deadline, _, oldest)) = self.deadlines.first() else { return false };
        let thread = if self.chance.is_none() { oldest } else { self.choose_due(deadline, oldest) };
        let moved = self.move_to(deadline);
        if let State::Waiting { on: On::Futex { .. }, .. } = &self.threads[thread as usize] {
            self.gave_up.insert(thread);
        }
        self.wake(thread, Woken::ByTime);
        moved
    }

    /// Moves time forward and makes nobody ready. True when time moved.
    pub(crate) fn move_to(&mut self, instant: u64) -> bool {
        let moved = instant > self.now;
        self.now = self.now.max(instant);
        moved
    }

    /// True when the deadline of another thread has come that goes before this one, which waits:
    /// of both the oldest wait, or as the schedule's chance says.
    pub(crate) fn is_another_due_before(&mut self, thread: ThreadId) -> bool {
        let State::Waiting { number, .. } = self.threads[thread as usize] else { return false };
        match self.deadlines.first() {
            Some(&(deadline, older, other)) if deadline <= self.now && other != thread => {
                if self.chance.is_some() { self.choose(2) == 1 } else { older < number }
            }
            _ => false,
        }
    }

    /// One of those whose deadline this is.
    fn choose_due(&mut self, deadline: u64, oldest: ThreadId) -> ThreadId {
        let all = (deadline, 0, 0)..=(deadline, u64::MAX, ThreadId::MAX);
        let chosen = self.choose(self.deadlines.range(all.clone()).count());
        self.deadlines.range(all).nth(chosen).map_or(oldest, |&(.., thread)| thread)
    }

    /// The place of the one to take among so many that may go: the first, or what the schedule's
    /// chance says.
    fn choose(&mut self, count: usize) -> usize {
        match &mut self.chance {
            Some(state) if count > 1 => (crate::chance::split_mix(state) % count as u64) as usize,
            _ => 0,
        }
    }

    /// True when the thread is blocked in a call that is not taken over.
    pub(crate) fn is_unseen(&self, thread: ThreadId) -> bool {
        matches!(&self.threads[thread as usize], State::Waiting { on: On::Unseen, .. })
    }

    /// Threads that wait for files, the oldest wait first.
    pub(crate) fn waiting_for_files(&self) -> Vec<(ThreadId, &[Interest])> {
        let mut found: Vec<(u64, ThreadId, &[Interest])> = Vec::new();
        for (thread, state) in self.threads.iter().enumerate() {
            if let State::Waiting { on: On::Files(interests), number, .. } = state {
                found.push((*number, thread as ThreadId, interests));
            }
        }
        found.sort_by_key(|&(number, ..)| number);
        found.into_iter().map(|(_, thread, interests)| (thread, interests)).collect()
    }

    /// Every thread that waits, with what for.
    pub(crate) fn waiting(&self) -> Vec<(ThreadId, WaitsFor)> {
        self.all_waiting().map(|(thread, what, _)| (thread, what)).collect()
    }

    /// Every thread that waits and that time alone will not wake.
    pub(crate) fn waiting_for_ever(&self) -> Vec<(ThreadId, WaitsFor)> {
        let for_ever = self.all_waiting().filter(|(_, _, deadline)| deadline.is_none());
        for_ever.map(|(thread, what, _)| (thread, what)).collect()
    }

    fn all_waiting(&self) -> impl Iterator<Item = (ThreadId, WaitsFor, Option<u64>)> {
        let all = self.threads.iter().enumerate();
        all.filter_map(|(thread, state)| match state {
            State::Waiting { on, deadline, .. } => Some((thread as ThreadId, on.what(), *deadline)),
            _ => None,
        })
    }

    fn make_ready(&mut self, thread: ThreadId, woken: Woken) {
        self.threads[thread as usize] = State::Ready(woken);
        self.ready.push_back(thread);
    }
}

#[cfg(test)]
mod tests;
