//! What there is one of: the scheduler behind its lock, the settings, the current time and the
//! counts, and the identity of each thread.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};

use trace::settings::Settings;
use trace::{Record, RecordBuffer, Tampering, ThreadId};

use crate::door::Door;
use crate::lock::{Guard, Lock};
use crate::numbers::Numbers;
use crate::recorded::Recorded;
use crate::scheduler::Scheduler;
use crate::task_counter::TaskCounter;
use crate::wait_slot::MOST_THREADS;
use crate::{busy, raw, short, stop};

/// State that is only touched with the lock held.
pub(crate) struct World {
    pub(crate) scheduler: Scheduler,
    /// The thread that has the turn; nobody while all wait and one is blocked unseen.
    pub(crate) running: Option<ThreadId>,
    /// Which system handle belongs to which thread, for those that can still be joined.
    pub(crate) handles: Vec<(libc::pthread_t, ThreadId)>,
    /// State of the stream of chance that the program is given.
    pub(crate) chance: u64,
    /// Turns given, so that files are looked at now and then even if a thread is always ready.
    pub(crate) turns: u64,
    /// When a thread last wrote or ended.
    pub(crate) last_event: u64,
    /// Lines of standard output so far.
    pub(crate) stdout_lines: u64,
    /// How often time has moved.
    pub(crate) jumps: u64,
    /// Which waits were recorded with their stack.
    pub(crate) recorded: Recorded,
    /// What is known of the program's tasks.
    pub(crate) task_counter: TaskCounter,
    /// When files were made, by device and inode: the kernel's own time of it cannot be changed.
    pub(crate) births: BTreeMap<(u64, u64), u64>,
    /// Numbers of files, as the program sees them.
    pub(crate) numbers: Numbers,
    /// Child processes whose end has not been seen, each with a descriptor that says when it is.
    pub(crate) children: Vec<(libc::pid_t, libc::c_int)>,
    /// How far the grader has come, who keeps the time.
    pub(crate) door: Door,
    /// The program has had children: what they started may still write to it.
    pub(crate) had_children: bool,
    /// The program has network sockets, on which an answer may take a moment of real time.
    pub(crate) has_sockets: bool,
}

static WORLD: Lock<Option<World>> = Lock::new(None);
static SETTINGS: OnceLock<Settings> = OnceLock::new();
static ACTIVE: AtomicBool = AtomicBool::new(false);
static NOW: AtomicU64 = AtomicU64::new(0);

/// How often the program called anything that this library takes over.
pub(crate) static CALLS: AtomicU64 = AtomicU64::new(0);

/// A thread is, or was, blocked in a call that is not taken over; it may come back at any moment.
pub(crate) static ANY_UNSEEN: AtomicBool = AtomicBool::new(false);

/// The system's numbers of the threads.
static NUMBERS: [AtomicI32; MOST_THREADS] = [const { AtomicI32::new(0) }; MOST_THREADS];

const NOT_GOVERNED: ThreadId = ThreadId::MAX;

thread_local! {
    static ME: Cell<ThreadId> = const { Cell::new(NOT_GOVERNED) };
}

/// Puts the clock in force, with the calling thread as the first of the program.
pub(crate) fn begin(settings: Settings) {
    let world = World {
        scheduler: Scheduler::new(settings.schedule),
        running: Some(0),
        handles: Vec::new(),
        chance: settings.schedule,
        turns: 0,
        jumps: 0,
        last_event: 0,
        stdout_lines: 0,
        recorded: Recorded::default(),
        task_counter: TaskCounter::default(),
        births: BTreeMap::new(),
        numbers: Numbers::default(),
        children: Vec::new(),
        door: Door::default(),
        had_children: false,
        has_sockets: false,
    };
    *WORLD.lock() = Some(world);
    if SETTINGS.set(settings).is_ok() {
        set_me(0);
        ACTIVE.store(true, Ordering::Release);
    }
}

/// In a forked child: from here on every call goes to the system.
pub(crate) extern "C" fn end() {
    ACTIVE.store(false, Ordering::Release);
}

/// The calling thread, when it is one that the clock governs.
pub(crate) fn who() -> Option<ThreadId> {
    if !ACTIVE.load(Ordering::Relaxed) {
        return None;
    }
    let me = ME.get();
    (me != NOT_GOVERNED).then_some(me)
}

/// The system's number of a thread.
pub(crate) fn system_number(thread: ThreadId) -> libc::pid_t {
    NUMBERS.get(thread as usize).map_or(0, |number| number.load(Ordering::Relaxed))
}

/// What it would be to use a descriptor, if it is one on which the clock speaks to the grader.
pub(crate) fn tampering_with(fd: libc::c_int) -> Option<Tampering> {
    match settings().filter(|_| fd >= 0)? {
        settings if settings.records == fd => Some(Tampering::Records),
        settings if settings.door == fd => Some(Tampering::Door),
        settings if settings.channel == fd => Some(Tampering::Channel),
        _ => None,
    }
}

/// Gives the calling thread its identity.
pub(crate) fn set_me(thread: ThreadId) {
    ME.set(thread);
    if let Some(number) = NUMBERS.get(thread as usize) {
        number.store(raw::thread_number(), Ordering::Relaxed);
    }
}

/// The settings of this run.
pub(crate) fn settings() -> Option<&'static Settings> {
    SETTINGS.get()
}

/// Virtual nanoseconds since the start.
pub(crate) fn now() -> u64 {
    NOW.load(Ordering::Relaxed)
}

/// The locked world.
pub(crate) struct Locked(Guard<'static, Option<World>>);

/// Locks the world; `None` before [`begin`].
pub(crate) fn lock() -> Option<Locked> {
    let guard = WORLD.lock();
    guard.is_some().then_some(Locked(guard))
}

/// Locks the world, unless it is locked.
pub(crate) fn try_lock() -> Option<Locked> {
    let guard = WORLD.try_lock()?;
    guard.is_some().then_some(Locked(guard))
}

impl std::ops::Deref for Locked {
    type Target = World;

    fn deref(&self) -> &World {
        match &*self.0 {
            Some(world) => world,
            // `Locked` is only made of a world that is there, and it is never taken out again.
            None => unreachable!("the world does not end"),
        }
    }
}

impl std::ops::DerefMut for Locked {
    fn deref_mut(&mut self) -> &mut World {
        match &mut *self.0 {
            Some(world) => world,
            None => unreachable!("the world does not end"),
        }
    }
}

impl World {
    /// Moves time to the earliest deadline.
    pub(crate) fn jump(&mut self) {
        let before = now();
        if self.scheduler.jump() {
            self.time_moved(before);
        }
    }

    /// Moves time to this instant, at which no deadline is.
    pub(crate) fn move_to(&mut self, instant: u64) {
        let before = now();
        if self.scheduler.move_to(instant) {
            self.time_moved(before);
        }
    }

    fn time_moved(&mut self, before: u64) {
        let to = self.scheduler.now();
        self.jumps += 1;
        NOW.store(to, Ordering::Relaxed);
        busy::time_moved(to, to - before);
        short::time_moved(to - before);
        self.record(&Record::Jumped { to });
        // What they write comes unseen, at any moment of real time.
        if self.had_children {
            self.come_along();
        }
    }

    /// Sends a record to the grader.
    pub(crate) fn record(&self, record: &Record) {
        if let Some(settings) = settings()
            && !raw::write_all(settings.records, RecordBuffer::new(record).as_bytes())
        {
            // Nobody is there to believe this run.
            stop::unheard();
        }
    }
}
