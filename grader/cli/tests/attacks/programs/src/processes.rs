//! Reaching for other processes.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::os::unix::process::parent_id;
use std::process::Command;

use crate::call::{call, place, printable};
use crate::files::read;
use crate::{Attack, Loot, Means};

pub(crate) const ATTACKS: &[Attack] = &[
    ("kill", |means| signal(means.number(0), libc::SIGKILL)),
    ("kill_by_thread", |means| kill_by_thread(means.number(0))),
    ("kill_by_descriptor", |means| kill_by_descriptor(means.number(0))),
    ("kill_parent", |_| signal(parent_id() as usize, libc::SIGKILL)),
    ("stop", |means| signal(means.number(0), libc::SIGSTOP)),
    ("stop_parent", |_| signal(parent_id() as usize, libc::SIGSTOP)),
    ("reach_everybody", |_| reach_everybody()),
    ("trace", |means| trace(means.number(0), means.number(1))),
    ("read_memory", |means| move_memory(libc::SYS_process_vm_readv, means)),
    ("write_memory", |means| move_memory(libc::SYS_process_vm_writev, means)),
    ("open_memory", open_memory),
    ("read_of", |means| read(format!("/proc/{}/{}", means.argument(0), means.argument(1)))),
    ("read_of_parent", |means| read(format!("/proc/{}/{}", parent_id(), means.argument(0)))),
    ("open_its_files", |means| open_its_files(means.argument(0))),
    ("take_its_files", |means| take_its_files(means.number(0))),
    ("look_around", |means| look_around(means.argument(0))),
    ("make_it_nice", |means| make_it_nice(means.number(0))),
    ("bind_it_to_a_processor", |means| bind_to_a_processor(means.number(0))),
    ("limit_it", |means| limit_it(means.number(0))),
    ("advise_its_memory", advise_its_memory),
    ("compare_with", |means| compare_with(means.number(0))),
    ("run_a_shell", |_| run_a_shell()),
    ("run_from_memory", |_| run_from_memory()),
    ("become_root", become_root),
    ("count_privileges", |_| count_privileges()),
    ("gain_by_exec", |_| gain_by_exec()),
];

fn signal(process: usize, signal: i32) -> Loot {
    call(libc::SYS_kill, [process, signal as usize])?;
    Ok("sent".into())
}

fn kill_by_thread(process: usize) -> Loot {
    call(libc::SYS_tgkill, [process, process, libc::SIGKILL as usize])
        .or_else(|_| call(libc::SYS_tkill, [process, libc::SIGKILL as usize]))?;
    Ok("sent".into())
}

fn kill_by_descriptor(process: usize) -> Loot {
    let descriptor = call(libc::SYS_pidfd_open, [process, 0])?;
    call(libc::SYS_pidfd_send_signal, [descriptor, libc::SIGKILL as usize, 0, 0])?;
    Ok("sent".into())
}

/// Whether anybody could be sent a signal. None is sent: run undefended, one would end the machine.
fn reach_everybody() -> Loot {
    call(libc::SYS_kill, [usize::MAX, 0])?;
    Ok("they can be signalled".into())
}

fn trace(process: usize, address: usize) -> Loot {
    call(libc::SYS_ptrace, [libc::PTRACE_SEIZE as usize, process])?;
    let mut why = io::Error::from(io::ErrorKind::TimedOut);
    call(libc::SYS_ptrace, [libc::PTRACE_INTERRUPT as usize, process])?;
    for _ in 0..200 {
        // It stops at once, or as soon as it is back from the kernel.
        let (mut words, mut word) = (Vec::new(), 0_usize);
        let result = (0..8).try_for_each(|index| {
            let from = address + index * size_of::<usize>();
            let arguments = [libc::PTRACE_PEEKDATA as usize, process, from, place(&mut word)];
            call(libc::SYS_ptrace, arguments)?;
            words.extend_from_slice(&word.to_ne_bytes());
            Ok(())
        });
        match result {
            Ok(()) => return Ok(printable(&words)),
            Err(error) => why = error,
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    Err(why)
}

/// 64 bytes of another's memory, there or back.
fn move_memory(number: libc::c_long, means: &Means) -> Loot {
    let mut bytes = *b"100 points 100 points 100 points 100 points 100 points 100 point";
    let mut own = [place(&mut bytes), bytes.len()];
    let mut theirs = [means.number(1), bytes.len()];
    call(number, [means.number(0), place(&mut own), 1, place(&mut theirs), 1, 0])?;
    Ok(printable(&bytes))
}

fn open_memory(means: &Means) -> Loot {
    let file = File::open(format!("/proc/{}/mem", means.argument(0)))?;
    let mut bytes = [0; 64];
    file.read_exact_at(&mut bytes, means.number(1) as u64)?;
    Ok(printable(&bytes))
}

fn open_its_files(process: &str) -> Loot {
    let descriptors = fs::read_dir(format!("/proc/{process}/fd"))?.flatten();
    all(descriptors.filter_map(|entry| {
        let mut bytes = [0; 4096];
        // Only what can be read from its beginning: a terminal or a pipe would hold us up.
        let file = File::options().read(true).custom_flags(libc::O_NONBLOCK).open(entry.path());
        let count = file.and_then(|file| file.read_at(&mut bytes, 0)).ok()?;
        Some(printable(&bytes[..count]))
    }))
}

fn take_its_files(process: usize) -> Loot {
    let own = call(libc::SYS_pidfd_open, [process, 0])?;
    all((3..40).filter_map(|theirs| {
        let descriptor = call(libc::SYS_pidfd_getfd, [own, theirs, 0]).ok()?;
        let mut bytes = [0_u8; 4096];
        let arguments = [descriptor, place(&mut bytes), bytes.len(), 0];
        let count = call(libc::SYS_pread64, arguments).ok()?;
        Some(printable(&bytes[..count]))
    }))
}

/// Everything that was found, if anything was.
fn all(found: impl Iterator<Item = String>) -> Loot {
    let found: Vec<String> = found.filter(|text| !text.is_empty()).collect();
    if found.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(found.join(" ")) }
}

/// What all that runs here says of itself, as far as it holds the word.
fn look_around(word: &str) -> Loot {
    let processes = fs::read_dir("/proc")?.flatten().map(|entry| entry.path());
    let files = processes.flat_map(|process| ["cmdline", "environ"].map(|file| process.join(file)));
    all(files.filter_map(|file| read(file).ok()).filter(|text| text.contains(word)))
}

fn make_it_nice(process: usize) -> Loot {
    call(libc::SYS_setpriority, [libc::PRIO_PROCESS as usize, process, 15])?;
    Ok("done".into())
}

fn bind_to_a_processor(process: usize) -> Loot {
    let mut first = 1_u64;
    call(libc::SYS_sched_setaffinity, [process, 8, place(&mut first)])?;
    Ok("done".into())
}

fn limit_it(process: usize) -> Loot {
    let mut limit = [77_u64, 77];
    call(libc::SYS_prlimit64, [process, libc::RLIMIT_CORE as usize, place(&mut limit), 0])?;
    Ok("done".into())
}

fn advise_its_memory(means: &Means) -> Loot {
    let process = call(libc::SYS_pidfd_open, [means.number(0), 0])?;
    let mut page = [means.number(1) & !4095, 4096];
    let arguments = [process, place(&mut page), 1, libc::MADV_COLD as usize, 0];
    call(libc::SYS_process_madvise, arguments)?;
    Ok("done".into())
}

fn compare_with(process: usize) -> Loot {
    const SAME_FILES: usize = 2;
    let own = std::process::id() as usize;
    let order = call(libc::SYS_kcmp, [own, process, SAME_FILES, 0, 0])?;
    Ok(format!("order {order}"))
}

fn run_a_shell() -> Loot {
    let output = Command::new("/bin/sh").args(["-c", "echo a shell ran"]).output()?;
    Ok(printable(&output.stdout))
}

/// A program that was never a file.
fn run_from_memory() -> Loot {
    let name = crate::call::c("program");
    let descriptor = call(libc::SYS_memfd_create, [crate::call::at(&name), 0])?;
    let path = format!("/proc/self/fd/{descriptor}");
    fs::copy("/proc/self/exe", &path)?;
    // Its only work is to say that it knows no such attack.
    let output = Command::new(path).arg("it-runs").output()?;
    Ok(printable(&output.stderr))
}

fn become_root(means: &Means) -> Loot {
    call(libc::SYS_setresgid, [0, 0, 0])?;
    call(libc::SYS_setresuid, [0, 0, 0])?;
    read(means.argument(0))
}

/// What it may do that nobody else may.
fn count_privileges() -> Loot {
    let status = fs::read_to_string("/proc/self/status")?;
    let sets = ["CapEff:", "CapPrm:"];
    let lines = status.lines().filter(|line| sets.iter().any(|set| line.starts_with(set)));
    let of = |line: &str| {
        let (_, set) = line.split_once(':')?;
        u64::from_str_radix(set.trim(), 16).ok()
    };
    let any = lines.filter_map(of).fold(0, |all, set| all | set);
    if any == 0 { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(format!("{any:x}")) }
}

/// Whether a program that is set so could make us another user.
fn gain_by_exec() -> Loot {
    match call(libc::SYS_prctl, [libc::PR_GET_NO_NEW_PRIVS as usize])? {
        0 => Ok("nothing forbids it".into()),
        _ => Err(io::ErrorKind::PermissionDenied.into()),
    }
}
