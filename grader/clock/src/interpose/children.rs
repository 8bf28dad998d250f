//! Child processes. They run in real time, without the clock; while one lives and is waited for,
//! the clock stands still, so that to the program it takes no time.
//!
//! A program does not become another one: in that there would be no clock.

use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::sync::OnceLock;

use libc::{pid_t, posix_spawn_file_actions_t, posix_spawnattr_t, rusage, siginfo_t};
use trace::{Record, Refusal, ThreadId};

use crate::scheduler::{Interest, On};
use crate::world::{self, World};
use crate::{raw, refused, turn};

type Spawn = unsafe extern "C" fn(
    *mut pid_t,
    *const c_char,
    *const posix_spawn_file_actions_t,
    *const posix_spawnattr_t,
    *const *mut c_char,
    *const *mut c_char,
) -> c_int;
type Fork = unsafe extern "C" fn() -> pid_t;
type Replace = unsafe extern "C" fn(*const c_char, *const *const c_char) -> c_int;

/// libc's own functions.
struct System {
    spawn: Option<Spawn>,
    spawn_by_name: Option<Spawn>,
    fork: Option<Fork>,
    replace: Option<Replace>,
}

static SYSTEM: OnceLock<System> = OnceLock::new();

fn system() -> &'static System {
    // SAFETY: the names are libc's, and the types are those of its headers; an address that is
    // not there is none.
    SYSTEM.get_or_init(|| unsafe {
        let find = |name: &CStr| libc::dlsym(libc::RTLD_NEXT, name.as_ptr());
        System {
            spawn: std::mem::transmute::<*mut c_void, Option<Spawn>>(find(c"posix_spawn")),
            spawn_by_name: std::mem::transmute::<*mut c_void, Option<Spawn>>(find(c"posix_spawnp")),
            fork: std::mem::transmute::<*mut c_void, Option<Fork>>(find(c"fork")),
            replace: std::mem::transmute::<*mut c_void, Option<Replace>>(find(c"execvp")),
        }
    })
}

/// A child is about to be started: what it writes comes at this time, or later.
fn about_to_start() {
    if turn::me().is_some()
        && let Some(mut world) = world::lock()
    {
        world.come_along();
    }
}

/// A child was started.
fn started(child: pid_t, name: &str) {
    let Some(mut world) = world::lock() else { return };
    let name = name.rsplit('/').next().unwrap_or_default().to_owned();
    world.record(&Record::Spawned { at: world::now(), child: child as u32, name });
    world.had_children = true;
    world.children.extend(raw::pidfd(child).map(|pidfd| (child, pidfd)));
}

fn spawn(
    spawn: Option<Spawn>,
    child: *mut pid_t,
    path: *const c_char,
    actions: *const posix_spawn_file_actions_t,
    attributes: *const posix_spawnattr_t,
    lists: [*const *mut c_char; 2],
) -> c_int {
    let Some(spawn) = spawn else { return libc::ENOSYS };
    about_to_start();
    let [arguments, surroundings] = lists;
    // SAFETY: passed on as it came.
    let answer = unsafe { spawn(child, path, actions, attributes, arguments, surroundings) };
    if answer != 0 {
        refused::say(Refusal::Program);
    } else if !child.is_null() && turn::me().is_some() {
        // SAFETY: the system has filled in the child, and the path ends in a NUL.
        let (child, path) = unsafe { (*child, CStr::from_ptr(path)) };
        started(child, &path.to_string_lossy());
    }
    answer
}

/// # Safety
/// As `posix_spawn(3)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn(
    child: *mut pid_t,
    path: *const c_char,
    actions: *const posix_spawn_file_actions_t,
    attributes: *const posix_spawnattr_t,
    arguments: *const *mut c_char,
    surroundings: *const *mut c_char,
) -> c_int {
    spawn(system().spawn, child, path, actions, attributes, [arguments, surroundings])
}

/// # Safety
/// As `posix_spawnp(3)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnp(
    child: *mut pid_t,
    path: *const c_char,
    actions: *const posix_spawn_file_actions_t,
    attributes: *const posix_spawnattr_t,
    arguments: *const *mut c_char,
    surroundings: *const *mut c_char,
) -> c_int {
    spawn(system().spawn_by_name, child, path, actions, attributes, [arguments, surroundings])
}

/// # Safety
/// As `fork(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fork() -> pid_t {
    let Some(fork) = system().fork else { return raw::fail(libc::ENOSYS) as pid_t };
    about_to_start();
    // SAFETY: passed on as it came.
    let child = unsafe { fork() };
    if child < 0 {
        refused::say(Refusal::Program);
    } else if child > 0 && turn::me().is_some() {
        started(child, "a copy of the program");
    }
    child
}

/// # Safety
/// As `execve(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execve(
    path: *const c_char,
    arguments: *const *const c_char,
    surroundings: *const *const c_char,
) -> c_int {
    if turn::me().is_some() {
        return raw::fail(libc::EPERM) as c_int;
    }
    let arguments = [path as usize, arguments as usize, surroundings as usize, 0, 0, 0];
    // SAFETY: passed on as it came.
    raw::answer(unsafe { raw::call(libc::SYS_execve, arguments) }) as c_int
}

/// # Safety
/// As `execvp(3)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execvp(path: *const c_char, arguments: *const *const c_char) -> c_int {
    match system().replace {
        // SAFETY: passed on as it came.
        Some(replace) if turn::me().is_none() => unsafe { replace(path, arguments) },
        _ => raw::fail(libc::EPERM) as c_int,
    }
}

/// Waits until one of these files says that a child has ended, as long as `ask`, which makes a
/// call without waiting, has no answer. Without files the child is one that nobody saw start.
fn wait(me: ThreadId, files: impl Fn(&World) -> Vec<c_int>, mut ask: impl FnMut() -> bool) {
    while !ask() {
        let Some(world) = world::lock() else { return };
        let files = files(&world).into_iter().map(|fd| Interest { fd, events: libc::POLLIN });
        let files: Vec<Interest> = files.collect();
        if files.is_empty() {
            return;
        }
        turn::wait(me, world, On::Files(files), None);
    }
}

fn files_of(world: &World, meant: impl Fn(pid_t) -> bool) -> Vec<c_int> {
    world.children.iter().filter(|(child, _)| meant(*child)).map(|&(_, pidfd)| pidfd).collect()
}

/// What asking without waiting brought. That a child has not ended yet is a fact of real time.
fn asked(found: bool) {
    if !found && let Some(world) = world::lock() {
        let why = String::from("it asked whether a child process had ended, instead of waiting");
        world.record(&Record::Inexact { at: world::now(), why });
    }
}

/// The end of a child has been seen.
fn reaped(child: pid_t) {
    let Some(mut world) = world::lock() else { return };
    if let Some(index) = world.children.iter().position(|&(known, _)| known == child) {
        let (_, pidfd) = world.children.remove(index);
        raw::close(pidfd);
        world.record(&Record::Reaped { child: child as u32 });
    }
}

/// # Safety
/// As `wait4(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wait4(
    child: pid_t,
    status: *mut c_int,
    options: c_int,
    usage: *mut rusage,
) -> pid_t {
    let call = |options: c_int| {
        let arguments = [child as usize, status as usize, options as usize, usage as usize, 0, 0];
        // SAFETY: the caller's arguments.
        unsafe { raw::call(libc::SYS_wait4, arguments) }
    };
    let Some(me) = turn::me() else { return raw::answer(call(options)) as pid_t };
    let waits = options & libc::WNOHANG == 0;
    let mut found = 0;
    if waits {
        let files = |world: &World| files_of(world, |known| child <= 0 || child == known);
        wait(me, files, || {
            found = call(options | libc::WNOHANG);
            found != 0
        });
    }
    if found == 0 {
        found = call(options);
    }
    if found > 0 {
        reaped(found as pid_t);
    }
    if !waits {
        asked(found != 0);
    }
    raw::answer(found) as pid_t
}

/// # Safety
/// As `waitpid(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn waitpid(child: pid_t, status: *mut c_int, options: c_int) -> pid_t {
    // SAFETY: passed on as it came.
    unsafe { wait4(child, status, options, std::ptr::null_mut()) }
}

/// # Safety
/// As `waitid(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn waitid(
    kind: c_uint,
    id: c_uint,
    info: *mut siginfo_t,
    options: c_int,
) -> c_int {
    let call = |options: c_int| {
        let arguments = [kind as usize, id as usize, info as usize, options as usize, 0, 0];
        // SAFETY: the caller's arguments.
        raw::answer(unsafe { raw::call(libc::SYS_waitid, arguments) }) as c_int
    };
    let found = || {
        // SAFETY: the caller's buffer, which the kernel has filled with zeroes or a child.
        if info.is_null() { 0 } else { unsafe { (*info).si_pid() } }
    };
    let Some(me) = turn::me().filter(|_| !info.is_null()) else { return call(options) };
    let waits = options & libc::WNOHANG == 0;
    if waits {
        let files = |world: &World| match kind {
            libc::P_PIDFD => vec![id as c_int],
            libc::P_PID => files_of(world, |child| child as c_uint == id),
            _ => files_of(world, |_| true),
        };
        wait(me, files, || call(options | libc::WNOHANG | libc::WNOWAIT) != 0 || found() != 0);
    }
    let answer = call(options);
    if answer == 0 && found() != 0 && options & libc::WNOWAIT == 0 {
        reaped(found());
    }
    if !waits {
        asked(answer != 0 || found() != 0);
    }
    answer
}
