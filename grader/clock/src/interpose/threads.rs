//! Threads: each is known to the scheduler from its creation to its end.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::OnceLock;

use libc::{pthread_attr_t, pthread_key_t, pthread_t};
use trace::{Record, Refusal, ThreadId};

use crate::scheduler::On;
use crate::ungoverned::{self, Create, Routine};
use crate::{busy, refused, tasks, turn, wait_slot, world};

type Join = unsafe extern "C" fn(pthread_t, *mut *mut c_void) -> c_int;
type Name = unsafe extern "C" fn(pthread_t, *const c_char) -> c_int;

/// libc's own functions, and the key whose destructor tells us that a thread ends.
struct System {
    create: Create,
    join: Join,
    name: Name,
    at_end: pthread_key_t,
}

static SYSTEM: OnceLock<Option<System>> = OnceLock::new();

fn system() -> Option<&'static System> {
    SYSTEM.get_or_init(find).as_ref()
}

fn find() -> Option<System> {
    let mut at_end = 0;
    // SAFETY: the names are libc's, and the types are those of its headers.
    unsafe {
        let join = libc::dlsym(libc::RTLD_NEXT, c"pthread_join".as_ptr());
        let name = libc::dlsym(libc::RTLD_NEXT, c"pthread_setname_np".as_ptr());
        if join.is_null() || name.is_null() {
            return None;
        }
        if libc::pthread_key_create(&mut at_end, Some(ending)) != 0 {
            return None;
        }
        Some(System {
            create: ungoverned::create()?,
            join: std::mem::transmute::<*mut c_void, Join>(join),
            name: std::mem::transmute::<*mut c_void, Name>(name),
            at_end,
        })
    }
}

/// Finds libc's own functions, before the program can have changed anything.
pub(crate) fn prepare() {
    system();
}

/// What a new thread needs to begin.
struct Birth {
    thread: ThreadId,
    routine: Routine,
    argument: *mut c_void,
}

extern "C" fn begin(birth: *mut c_void) -> *mut c_void {
    // SAFETY: `pthread_create` below made it of a box, for this thread alone.
    let birth = unsafe { Box::from_raw(birth.cast::<Birth>()) };
    world::set_me(birth.thread);
    arm(FIRST_ROUND);
    turn::await_turn(birth.thread);
    (birth.routine)(birth.argument)
}

/// libc calls destructors of keys in rounds; a value set in one is seen in the next. Rust's
/// thread locals may still run in the first, so the end of a thread is the last.
const FIRST_ROUND: usize = 1;
const LAST_ROUND: usize = 3;

fn arm(round: usize) {
    if let Some(system) = system() {
        // SAFETY: the key was created, and the value is a number that is never dereferenced.
        unsafe { libc::pthread_setspecific(system.at_end, ptr::without_provenance(round)) };
    }
}

unsafe extern "C" fn ending(round: *mut c_void) {
    let round = round.addr();
    if round < LAST_ROUND {
        return arm(round + 1);
    }
    if let Some(me) = turn::me()
        && let Some(world) = world::lock()
    {
        turn::finish(me, world);
    }
}

/// # Safety
/// As `pthread_create(3)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_create(
    handle: *mut pthread_t,
    attributes: *const pthread_attr_t,
    routine: Routine,
    argument: *mut c_void,
) -> c_int {
    let Some(system) = system() else { return libc::EAGAIN };
    let Some(me) = turn::me() else {
        // SAFETY: passed on as it came.
        return unsafe { (system.create)(handle, attributes, routine, argument) };
    };
    let Some(mut world) = world::lock() else { return libc::EAGAIN };
    let thread = world.scheduler.create();
    if thread as usize >= wait_slot::MOST_THREADS {
        world.scheduler.stillborn(thread);
        drop(world);
        refused::say(Refusal::Thread);
        return libc::EAGAIN;
    }
    drop(world);
    let birth = Box::into_raw(Box::new(Birth { thread, routine, argument }));
    // SAFETY: the caller's handle and attributes; `begin` takes the box over.
    let answer = unsafe { (system.create)(handle, attributes, begin, birth.cast()) };
    let Some(mut world) = world::lock() else { return answer };
    if answer != 0 {
        world.scheduler.stillborn(thread);
        // SAFETY: no thread was created, so the box is still ours.
        drop(unsafe { Box::from_raw(birth) });
        drop(world);
        refused::say(Refusal::Thread);
        return answer;
    }
    // SAFETY: the system has filled the handle.
    let handle = unsafe { *handle };
    world.handles.retain(|&(old, _)| old != handle);
    world.handles.push((handle, thread));
    world.record(&Record::Created { at: world::now(), thread });
    busy::happened(world::now());
    world.scheduler.born(thread);
    drop(world);
    turn::may_be_interrupted(me);
    0
}

/// # Safety
/// As `pthread_join(3)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_join(handle: pthread_t, value: *mut *mut c_void) -> c_int {
    let Some(system) = system() else { return libc::ESRCH };
    if let Some(me) = turn::me()
        && let Some(mut world) = tasks::lock_to_wait(me)
        && let Some(index) = world.handles.iter().position(|&(known, _)| known == handle)
    {
        let (_, thread) = world.handles.remove(index);
        if !world.scheduler.is_done(thread) {
            turn::block(me, world, On::Join(thread), None);
        }
    }
    // SAFETY: passed on as it came; the thread has ended or does so in a moment.
    unsafe { (system.join)(handle, value) }
}

/// # Safety
/// As `pthread_setname_np(3)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setname_np(handle: pthread_t, name: *const c_char) -> c_int {
    let Some(system) = system() else { return libc::ESRCH };
    // SAFETY: the call takes no arguments.
    let own = unsafe { libc::pthread_self() } == handle;
    if let Some(me) = turn::me()
        && own
        && let Some(world) = world::lock()
    {
        // SAFETY: the caller's name ends in a NUL.
        let name = unsafe { std::ffi::CStr::from_ptr(name) }.to_string_lossy().into_owned();
        world.record(&Record::Named { thread: me, name });
    }
    // SAFETY: passed on as it came.
    unsafe { (system.name)(handle, name) }
}
