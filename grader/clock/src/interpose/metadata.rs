//! The times of files, which are those of the virtual wall clock, and their numbers.
//!
//! What the program writes is stamped with the time at which it did. Any other time that lies
//! ahead of the virtual clock is the kernel's own: that of a file which was there before the
//! program began, or of a change that was not stamped. The first is shown as made at the start,
//! the second as made now, so that no file is ever from the future.

use std::ffi::{c_char, c_int, c_long, c_uint};
use std::sync::OnceLock;

use libc::{off_t, off64_t, timespec};

use super::time::{latest_wall_clock, wall_clock};
use crate::{numbers, raw, turn, world};

/// The kernel's own time when the program began; no file that the program makes has an earlier one.
static BEGAN: OnceLock<u64> = OnceLock::new();

/// Remembers when the program began.
pub(crate) fn remember() {
    // The kernel stamps files with this clock, which lags behind, or with the exact one.
    BEGAN.get_or_init(|| real_time(libc::CLOCK_REALTIME_COARSE));
}

fn real_time(clock: libc::clockid_t) -> u64 {
    let mut time = timespec { tv_sec: 0, tv_nsec: 0 };
    let arguments = [clock as usize, (&raw mut time) as usize, 0, 0, 0, 0];
    // SAFETY: the pointer is to a local.
    unsafe { raw::call(libc::SYS_clock_gettime, arguments) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// The program has changed what is in a file: that was now.
pub(super) fn written(fd: c_int) {
    let now = raw::timespec_of(wall_clock());
    let times = [timespec { tv_sec: 0, tv_nsec: libc::UTIME_OMIT }, now];
    let arguments = [fd as usize, 0, (&raw const times) as usize, 0, 0, 0];
    // SAFETY: the times are a local; no path means the file itself.
    unsafe { raw::call(libc::SYS_utimensat, arguments) };
}

/// The program has opened a file in such a way that it may have made or emptied it.
pub(super) fn opened(fd: c_int, flags: c_int) {
    let Some((file, born, is_regular)) = birth(fd) else { return };
    let is_new = BEGAN.get().is_some_and(|&began| born >= began) && {
        let Some(mut world) = world::lock() else { return };
        let is_new = !world.births.contains_key(&file);
        world.births.entry(file).or_insert_with(wall_clock);
        is_new
    };
    if is_regular && (is_new || flags & libc::O_TRUNC != 0) {
        written(fd);
    }
}

/// What a descriptor leads to, when it was made, and whether it is a file on a disk.
fn birth(fd: c_int) -> Option<((u64, u64), u64, bool)> {
    // SAFETY: all zeroes is a valid value of this plain structure.
    let mut file: libc::statx = unsafe { std::mem::zeroed() };
    let wanted = libc::STATX_BASIC_STATS | libc::STATX_BTIME;
    let arguments = [
        fd as usize,
        c"".as_ptr() as usize,
        libc::AT_EMPTY_PATH as usize,
        wanted as usize,
        (&raw mut file) as usize,
        0,
    ];
    // SAFETY: the pointers are to a constant and to a local.
    let answer = unsafe { raw::call(libc::SYS_statx, arguments) };
    let born = file.stx_btime.tv_sec as u64 * 1_000_000_000 + u64::from(file.stx_btime.tv_nsec);
    let kind = u32::from(file.stx_mode) & libc::S_IFMT;
    (answer == 0).then_some((identity(&file), born, kind == libc::S_IFREG))
}

fn identity(file: &libc::statx) -> (u64, u64) {
    (libc::makedev(file.stx_dev_major, file.stx_dev_minor), file.stx_ino)
}

/// Seconds and nanoseconds of a time as it is to be shown; nothing when it is no time of the
/// kernel's own.
fn shown(seconds: i64, nanoseconds: u32) -> Option<u64> {
    let time = u64::try_from(seconds).ok()? * 1_000_000_000 + u64::from(nanoseconds);
    if time <= latest_wall_clock() || time > real_time(libc::CLOCK_REALTIME) {
        return None;
    }
    let before = BEGAN.get().is_none_or(|&began| time <= began);
    let start = world::settings().map_or(time, |settings| settings.wall_clock);
    Some(if before { start } else { wall_clock() })
}

fn show_stat(file: &mut libc::stat) {
    let changed = shown(file.st_mtime, file.st_mtime_nsec as u32);
    if let Some(time) = changed {
        (file.st_mtime, file.st_mtime_nsec) = parts(time);
    }
    if shown(file.st_ctime, file.st_ctime_nsec as u32).is_some() {
        (file.st_ctime, file.st_ctime_nsec) = (file.st_mtime, file.st_mtime_nsec);
    }
    if let Some(time) = shown(file.st_atime, file.st_atime_nsec as u32) {
        (file.st_atime, file.st_atime_nsec) = parts(time);
    }
    (file.st_dev, file.st_ino) = numbers::shown(file.st_dev, file.st_ino);
}

fn parts(time: u64) -> (i64, i64) {
    let time = raw::timespec_of(time);
    (time.tv_sec, time.tv_nsec)
}

fn show_statx(file: &mut libc::statx) {
    let set = |at: &mut libc::statx_timestamp, time: u64| {
        let (seconds, nanoseconds) = parts(time);
        (at.tv_sec, at.tv_nsec) = (seconds, nanoseconds as u32);
    };
    let of = |at: &libc::statx_timestamp| shown(at.tv_sec, at.tv_nsec);
    if let Some(time) = of(&file.stx_mtime) {
        set(&mut file.stx_mtime, time);
    }
    let changed = file.stx_mtime.tv_sec as u64 * 1_000_000_000 + u64::from(file.stx_mtime.tv_nsec);
    if of(&file.stx_ctime).is_some() {
        set(&mut file.stx_ctime, changed);
    }
    if let Some(time) = of(&file.stx_atime) {
        set(&mut file.stx_atime, time);
    }
    if of(&file.stx_btime).is_some() {
        let born = world::lock().and_then(|world| world.births.get(&identity(file)).copied());
        set(&mut file.stx_btime, born.unwrap_or(changed));
    }
    let (system, number) = identity(file);
    let (system, number) = numbers::shown(system, number);
    (file.stx_dev_major, file.stx_dev_minor) = (0, system as u32);
    file.stx_ino = number;
}

/// # Safety
/// As `statx(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn statx(
    folder: c_int,
    path: *const c_char,
    flags: c_int,
    wanted: c_uint,
    file: *mut libc::statx,
) -> c_int {
    let arguments =
        [folder as usize, path as usize, flags as usize, wanted as usize, file as usize, 0];
    // SAFETY: passed on as it came.
    let answer = raw::answer(unsafe { raw::call(libc::SYS_statx, arguments) }) as c_int;
    if answer == 0 && turn::me().is_some() {
        // SAFETY: the kernel has filled it.
        show_statx(unsafe { &mut *file });
    }
    answer
}

/// # Safety
/// As `fstatat(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstatat(
    folder: c_int,
    path: *const c_char,
    file: *mut libc::stat,
    flags: c_int,
) -> c_int {
    let arguments = [folder as usize, path as usize, file as usize, flags as usize, 0, 0];
    // SAFETY: passed on as it came.
    let answer = raw::answer(unsafe { raw::call(libc::SYS_newfstatat, arguments) }) as c_int;
    if answer == 0 && turn::me().is_some() {
        // SAFETY: the kernel has filled it.
        show_stat(unsafe { &mut *file });
    }
    answer
}

/// # Safety
/// As `fstat(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstat(fd: c_int, file: *mut libc::stat) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { fstatat(fd, c"".as_ptr(), file, libc::AT_EMPTY_PATH) }
}

/// # Safety
/// As `stat(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stat(path: *const c_char, file: *mut libc::stat) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { fstatat(libc::AT_FDCWD, path, file, 0) }
}

/// # Safety
/// As `lstat(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lstat(path: *const c_char, file: *mut libc::stat) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { fstatat(libc::AT_FDCWD, path, file, libc::AT_SYMLINK_NOFOLLOW) }
}

/// # Safety
/// As `fstatat64(2)`, whose structure is the same.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstatat64(
    folder: c_int,
    path: *const c_char,
    file: *mut libc::stat64,
    flags: c_int,
) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { fstatat(folder, path, file.cast(), flags) }
}

/// # Safety
/// As `fstat64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstat64(fd: c_int, file: *mut libc::stat64) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { fstat(fd, file.cast()) }
}

/// # Safety
/// As `stat64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stat64(path: *const c_char, file: *mut libc::stat64) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { stat(path, file.cast()) }
}

/// # Safety
/// As `lstat64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lstat64(path: *const c_char, file: *mut libc::stat64) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { lstat(path, file.cast()) }
}

/// Makes a call that changes what is in a file.
fn change(fd: c_int, number: c_long, arguments: [usize; 6]) -> isize {
    // SAFETY: the caller's arguments.
    let answer = unsafe { raw::call(number, arguments) };
    if answer >= 0 && turn::me().is_some() {
        written(fd);
    }
    raw::answer(answer)
}

/// # Safety
/// As `ftruncate(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftruncate(fd: c_int, length: off_t) -> c_int {
    change(fd, libc::SYS_ftruncate, [fd as usize, length as usize, 0, 0, 0, 0]) as c_int
}

/// # Safety
/// As `ftruncate64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftruncate64(fd: c_int, length: off64_t) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { ftruncate(fd, length) }
}
