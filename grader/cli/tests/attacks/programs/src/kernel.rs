//! Calls into corners of the kernel that no exercise needs.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;

use crate::call::{at, c, call, fork_with, get_pid_by_the_old_gate, place};
use crate::files::read;
use crate::{Attack, Loot, Means};

pub(crate) const ATTACKS: &[Attack] = &[
    ("new_user_space", |_| unshare(libc::CLONE_NEWUSER)),
    ("new_mounts", |_| new_mounts()),
    ("new_network", |_| unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWNET)),
    ("new_processes", |_| new_processes()),
    ("clone_by_struct", |_| clone_by_struct()),
    ("enter_mounts", enter_mounts),
    ("mount", |_| mount()),
    ("mount_by_the_new_calls", |_| mount_by_the_new_calls()),
    ("mount_writable_again", |_| mount_writable_again()),
    ("unmount", |_| unmount()),
    ("change_root_twice", change_root_twice),
    ("extended_filter", |_| extended_filter()),
    ("performance", |_| performance()),
    ("add_key", add_key),
    ("session_key", |_| session_key()),
    ("load_module", |_| is_considered(call(libc::SYS_init_module, [0, 0, 0]))),
    ("reboot", |_| is_considered(call(libc::SYS_reboot, [0, 0, 0, 0]))),
    ("swap", |_| swap()),
    ("set_clock", |_| set_clock()),
    ("name_the_machine", |_| name_the_machine()),
    ("kernel_log", |_| kernel_log()),
    ("watch_files", watch_files),
    ("watch_everything", |_| is_considered(call(libc::SYS_fanotify_init, [0, 0]))),
    ("old_gate", |_| Ok(format!("process {}", get_pid_by_the_old_gate()?))),
    ("third_gate", |_| third_gate()),
    ("real_time", |_| real_time()),
    ("memory_policy", |_| memory_policy()),
    ("write_a_setting", |_| write_a_setting()),
    ("descriptor_of_a_process", |_| descriptor_of_a_process()),
];

/// For calls that only the powerful may make: a caller that hears anything but "you may not" may. They
/// are made so that even the powerful get nothing done.
fn is_considered(answer: io::Result<usize>) -> Loot {
    match answer {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(error),
        Err(error) if error.raw_os_error() == Some(libc::ENOSYS) => Err(error),
        answer => Ok(format!("{answer:?}")),
    }
}

fn unshare(flags: i32) -> Loot {
    call(libc::SYS_unshare, [flags as usize])?;
    Ok("a namespace of its own".into())
}

/// In a user space of its own a plain user is root, and half of the kernel is open to him.
fn new_mounts() -> Loot {
    unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWNS)?;
    mount()
}

fn new_processes() -> Loot {
    if fork_with(libc::CLONE_NEWUSER | libc::CLONE_NEWPID)? {
        std::process::exit(0);
    }
    Ok("a process with processes of its own".into())
}

/// Its flags lie in memory, where no filter reads.
fn clone_by_struct() -> Loot {
    let mut arguments = [0_u64; 11];
    arguments[0] = libc::CLONE_NEWUSER as u64;
    arguments[4] = libc::SIGCHLD as u64;
    if call(libc::SYS_clone3, [place(&mut arguments), size_of_val(&arguments)])? == 0 {
        std::process::exit(0);
    }
    Ok("a process in a namespace".into())
}

fn enter_mounts(means: &Means) -> Loot {
    let parent = std::os::unix::process::parent_id();
    let of = |process: &str| File::open(format!("/proc/{process}/ns/mnt"));
    let space = of(means.argument(0)).or_else(|_| of("1")).or_else(|_| of(&parent.to_string()))?;
    call(libc::SYS_setns, [space.as_raw_fd() as usize, libc::CLONE_NEWNS as usize])?;
    Ok("in their mounts".into())
}

fn mount() -> Loot {
    fs::create_dir_all("mounted")?;
    let (kind, there) = (c("tmpfs"), c("mounted"));
    call(libc::SYS_mount, [at(&kind), at(&there), at(&kind), 0, 0])?;
    // What works is undone, so that a run without defences leaves nothing.
    call(libc::SYS_umount2, [at(&there), libc::MNT_DETACH as usize])?;
    Ok("mounted".into())
}

fn mount_by_the_new_calls() -> Loot {
    let kind = c("tmpfs");
    is_considered(call(libc::SYS_fsopen, [at(&kind), 0]))
}

/// What the sandbox lays read-only over the system, made writable. The folder is our own, so that
/// nothing is changed where nothing is laid over.
fn mount_writable_again() -> Loot {
    let here = c(".");
    let flags = (libc::MS_REMOUNT | libc::MS_BIND) as usize;
    is_considered(call(libc::SYS_mount, [0, at(&here), 0, flags, 0]))
}

fn unmount() -> Loot {
    let here = c(".");
    is_considered(call(libc::SYS_umount2, [at(&here), libc::MNT_DETACH as usize]))
}

/// The old way out of a root that is not one's own.
fn change_root_twice(means: &Means) -> Loot {
    fs::create_dir_all("inside")?;
    let (inside, here) = (c("inside"), c("."));
    call(libc::SYS_chroot, [at(&inside)])?;
    let up = c("../../../../../../../../../../../..");
    call(libc::SYS_chdir, [at(&up)])?;
    call(libc::SYS_chroot, [at(&here)])?;
    read(means.argument(0))
}

fn extended_filter() -> Loot {
    const MAP_CREATE: usize = 0;
    // An array of one element.
    let mut attributes = [2_u32, 4, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let length = size_of_val(&attributes);
    call(libc::SYS_bpf, [MAP_CREATE, place(&mut attributes), length])?;
    Ok("a map in the kernel".into())
}

fn performance() -> Loot {
    // A software counter of our own process, without what the kernel does for it.
    const EXCLUDE_KERNEL_AND_HYPERVISOR: u64 = (1 << 5) | (1 << 6);
    let mut attributes = [0_u64; 16];
    attributes[0] = 1 | (128 << 32);
    attributes[5] = EXCLUDE_KERNEL_AND_HYPERVISOR;
    let arguments = [place(&mut attributes), 0, usize::MAX, usize::MAX, 0];
    call(libc::SYS_perf_event_open, arguments)?;
    Ok("a counter".into())
}

/// A word for what comes later: keys of a user stay when the process is gone.
fn add_key(means: &Means) -> Loot {
    const USER: usize = (-4_i32) as usize;
    let (kind, name, word) = (c("user"), c(&means.mark), c("word"));
    let key = call(libc::SYS_add_key, [at(&kind), at(&name), at(&word), 4, USER])?;
    call(libc::SYS_keyctl, [libc::KEYCTL_SET_TIMEOUT as usize, key, 1])?;
    Ok(format!("key {key}"))
}

fn session_key() -> Loot {
    let session = call(libc::SYS_keyctl, [libc::KEYCTL_JOIN_SESSION_KEYRING as usize, 0])?;
    Ok(format!("keys {session}"))
}

fn swap() -> Loot {
    let nowhere = c("/nonexistent");
    is_considered(call(libc::SYS_swapon, [at(&nowhere), 0]))
}

/// With a time that there is not, so that it never is set.
fn set_clock() -> Loot {
    let mut never = [0_i64, -1];
    let clock = libc::CLOCK_REALTIME as usize;
    is_considered(call(libc::SYS_clock_settime, [clock, place(&mut never)]))
}

/// By the name that it has already.
fn name_the_machine() -> Loot {
    let name = fs::read_to_string("/proc/sys/kernel/hostname")?;
    let text = c(name.trim());
    call(libc::SYS_sethostname, [at(&text), name.trim().len()])?;
    Ok("named".into())
}

fn kernel_log() -> Loot {
    const READ_ALL: usize = 3;
    let mut bytes = vec![0_u8; 4096];
    let count = call(libc::SYS_syslog, [READ_ALL, place(&mut *bytes), bytes.len()])?;
    Ok(format!("{count} bytes"))
}

/// Who does what with a file: when results are written, say.
fn watch_files(means: &Means) -> Loot {
    let events = call(libc::SYS_inotify_init1, [0])?;
    let path = c(means.argument(0));
    let all = libc::IN_ALL_EVENTS as usize;
    call(libc::SYS_inotify_add_watch, [events, at(&path), all])?;
    Ok("watching".into())
}

/// The calls of the interface with short pointers.
fn third_gate() -> Loot {
    const SHORT: libc::c_long = 0x4000_0000;
    Ok(format!("process {}", call(SHORT + libc::SYS_getpid, [])?))
}

fn real_time() -> Loot {
    let mut priority = 1_i32;
    let first = libc::SCHED_FIFO as usize;
    call(libc::SYS_sched_setscheduler, [0, first, place(&mut priority)])?;
    Ok("before everybody else".into())
}

fn memory_policy() -> Loot {
    call(libc::SYS_set_mempolicy, [libc::MPOL_DEFAULT as usize, 0, 0])?;
    Ok("set".into())
}

/// A setting of the whole kernel, to what it is.
fn write_a_setting() -> Loot {
    let path = "/proc/sys/kernel/hostname";
    let value = fs::read(path)?;
    fs::write(path, value)?;
    Ok("written".into())
}

fn descriptor_of_a_process() -> Loot {
    let own = std::process::id() as usize;
    let descriptor = call(libc::SYS_pidfd_open, [own, 0])?;
    call(libc::SYS_pidfd_getfd, [descriptor, 1, 0])?;
    Ok("a copy".into())
}
