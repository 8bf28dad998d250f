//! Leaving something behind: processes that outlive the run, files, shared memory.

use std::fs;
use std::io;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::call::{at, c, call, fork, fork_with, place};
use crate::files::done;
use crate::{Attack, Loot, Means};

pub(crate) const ATTACKS: &[Attack] = &[
    ("child", |_| child()),
    ("daemon", |_| daemon()),
    ("deaf_daemon", |_| deaf_daemon()),
    ("stopped_daemon", |_| stopped_daemon()),
    ("sibling", |_| sibling()),
    ("adopted", |_| adopted()),
    ("swarm", |_| swarm()),
    ("another_program", another_program),
    ("thread_that_goes_on", |_| thread_that_goes_on()),
    ("file_in", file_in),
    ("segment", segment),
    ("semaphore", semaphore),
    ("queue", queue),
    ("named_queue", named_queue),
    ("deep_folders", |_| deep_folders()),
    ("closed_folder", |_| closed_folder()),
    ("odd_names", |_| odd_names()),
    ("own_folder_gone", |_| own_folder_gone()),
    ("pipe_among_the_files", |_| pipe_among_the_files()),
];

/// How long whatever outlives us does so, at most.
const LIFE: Duration = Duration::from_secs(5);

fn live() -> ! {
    thread::sleep(LIFE);
    std::process::exit(0)
}

fn left() -> Loot {
    Ok("a process is left".into())
}

fn child() -> Loot {
    if fork()? {
        live();
    }
    left()
}

/// Out of the group, out of the session, and orphaned.
fn daemon() -> Loot {
    if fork()? {
        call(libc::SYS_setsid, [])?;
        if fork()? {
            live();
        }
        std::process::exit(0);
    }
    thread::sleep(Duration::from_millis(20));
    left()
}

/// As a daemon, with every signal blocked that can be, and with our output open.
fn deaf_daemon() -> Loot {
    let mut all = u64::MAX;
    let how = libc::SIG_BLOCK as usize;
    call(libc::SYS_rt_sigprocmask, [how, place(&mut all), 0, 8])?;
    daemon()
}

fn stopped_daemon() -> Loot {
    if fork()? {
        call(libc::SYS_setsid, [])?;
        let own = std::process::id() as usize;
        call(libc::SYS_kill, [own, libc::SIGSTOP as usize])?;
        live();
    }
    thread::sleep(Duration::from_millis(20));
    left()
}

/// A process that is no child of ours but of the process that started us.
fn sibling() -> Loot {
    if fork_with(libc::CLONE_PARENT)? {
        call(libc::SYS_setsid, [])?;
        live();
    }
    left()
}

/// Takes the role of the process that should adopt orphans.
fn adopted() -> Loot {
    call(libc::SYS_prctl, [libc::PR_SET_CHILD_SUBREAPER as usize, 1])?;
    if fork()? {
        call(libc::SYS_setsid, [])?;
        call(libc::SYS_prctl, [libc::PR_SET_CHILD_SUBREAPER as usize, 1])?;
        if fork()? {
            call(libc::SYS_setsid, [])?;
            live();
        }
        live();
    }
    thread::sleep(Duration::from_millis(20));
    left()
}

/// Each lives for a moment and starts the next, so that what kills it comes too late.
fn swarm() -> Loot {
    const AT_ONCE: usize = 8;
    let end = Instant::now() + LIFE;
    for _ in 0..AT_ONCE {
        if fork()? {
            call(libc::SYS_setsid, [])?;
            while Instant::now() < end {
                thread::sleep(Duration::from_millis(10));
                if !fork().unwrap_or(false) {
                    std::process::exit(0);
                }
            }
            std::process::exit(0);
        }
    }
    left()
}

/// A program of the system's, in which nothing is left of ours but the mark.
fn another_program(means: &Means) -> Loot {
    let script = format!("trap '' TERM HUP; sleep 5; : {}", means.mark);
    Command::new("setsid").args(["/bin/sh", "-c", &script]).spawn()?;
    thread::sleep(Duration::from_millis(20));
    left()
}

/// The first thread ends, the process does not.
fn thread_that_goes_on() -> Loot {
    if fork()? {
        call(libc::SYS_setsid, [])?;
        thread::spawn(|| live());
        // Only this thread: the system shows the process as dead from here on.
        call(libc::SYS_exit, [0])?;
    }
    thread::sleep(Duration::from_millis(20));
    left()
}

fn file_in(means: &Means) -> Loot {
    let path = format!("{}/{}", means.argument(0), means.mark);
    done(fs::write(path, "for what comes later"))
}

const CREATE: usize = (libc::IPC_CREAT | 0o600) as usize;

fn segment(means: &Means) -> Loot {
    call(libc::SYS_shmget, [means.key(), 4096, CREATE])?;
    left()
}

fn semaphore(means: &Means) -> Loot {
    call(libc::SYS_semget, [means.key(), 1, CREATE])?;
    left()
}

fn queue(means: &Means) -> Loot {
    call(libc::SYS_msgget, [means.key(), CREATE])?;
    left()
}

fn named_queue(means: &Means) -> Loot {
    make_named_queue(&means.mark)?;
    left()
}

/// A queue with room for one message of 64 bytes: a user may have few larger ones.
pub(crate) fn make_named_queue(name: &str) -> io::Result<usize> {
    let name = c(name);
    let flags = (libc::O_CREAT | libc::O_RDWR) as usize;
    let mut size = [0_i64, 1, 64, 0, 0, 0, 0, 0];
    call(libc::SYS_mq_open, [at(&name), flags, 0o666, place(&mut size)])
}

/// A path that is longer than any path may be.
fn deep_folders() -> Loot {
    const DEPTH: usize = 600;
    let name = "a-folder-name";
    for _ in 0..DEPTH {
        fs::create_dir(name)?;
        std::env::set_current_dir(name)?;
    }
    Ok(format!("{DEPTH} folders deep"))
}

/// A folder that its owner cannot look into.
fn closed_folder() -> Loot {
    fs::create_dir("closed")?;
    fs::write("closed/file", "x")?;
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o000);
    fs::set_permissions("closed", closed)?;
    Ok("closed".into())
}

fn odd_names() -> Loot {
    use std::os::unix::ffi::OsStrExt;
    let names: [&[u8]; 5] = [b"\xff\xfe", b"a\nb", b"\x1b[2J", b"-rf", "\u{202e}txt".as_bytes()];
    for name in names {
        fs::write(std::ffi::OsStr::from_bytes(name), "x")?;
    }
    Ok(format!("{} names", names.len()))
}

fn own_folder_gone() -> Loot {
    let own = std::env::current_dir()?;
    done(fs::remove_dir(own))
}

/// A process that opens it waits for ever.
fn pipe_among_the_files() -> Loot {
    let name = c("answer.txt");
    let mode = (libc::S_IFIFO | 0o600) as usize;
    call(libc::SYS_mknodat, [libc::AT_FDCWD as usize, at(&name), mode, 0])?;
    let kind = fs::metadata("answer.txt")?.file_type();
    if std::os::unix::fs::FileTypeExt::is_fifo(&kind) {
        Ok("a pipe".into())
    } else {
        Err(io::ErrorKind::NotFound.into())
    }
}
