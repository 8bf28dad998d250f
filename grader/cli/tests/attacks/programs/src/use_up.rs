//! Using up what everybody shares: processes, threads, processors, disks, descriptors, output.

use std::fs::{self, File};
use std::io::{self, Write};
use std::thread;
use std::time::{Duration, Instant};

use crate::call::{call, fork, place};
use crate::{Attack, Loot};

pub(crate) const ATTACKS: &[Attack] = &[
    ("processes", |_| processes()),
    ("bomb", |_| bomb()),
    ("threads", |_| threads()),
    ("processors", |_| processors()),
    ("compute", |_| compute()),
    ("compute_on", |_| compute_on()),
    ("sleep", |_| asleep()),
    ("stop_oneself", |_| stop_oneself()),
    ("file", |_| one_file()),
    ("files", |_| many_files()),
    ("inodes", |_| inodes()),
    ("hole", |_| hole()),
    ("descriptors", |_| descriptors()),
    ("stdout", |_| flood(&mut io::stdout())),
    ("stderr", |_| flood(&mut io::stderr())),
    ("lines", |_| lines()),
    ("flood_from_behind", |_| flood_from_behind()),
    ("one_line", |_| one_line()),
    ("raise_limits", |_| raise_limits()),
    ("core", |_| core()),
];

/// More processes or threads than any exercise has.
const MANY: usize = 150;
/// Long enough to be in everybody's way.
const A_WHILE: Duration = Duration::from_millis(500);
const MEBIBYTE: usize = 1 << 20;
/// More than any exercise writes.
const FLOOD: usize = 40 * MEBIBYTE;

fn processes() -> Loot {
    for _ in 0..MANY {
        if fork()? {
            thread::sleep(Duration::from_secs(2));
            std::process::exit(0);
        }
    }
    thread::sleep(A_WHILE);
    Ok(format!("{MANY} processes"))
}

/// Each starts more, as long as there are tokens.
fn bomb() -> Loot {
    let (mut tokens, writer) = io::pipe()?;
    (&writer).write_all(&[0; MANY])?;
    drop(writer);
    let mut is_first = true;
    while io::Read::read_exact(&mut tokens, &mut [0]).is_ok() {
        is_first &= !fork()?;
    }
    thread::sleep(A_WHILE);
    if !is_first {
        std::process::exit(0);
    }
    Ok(format!("{MANY} processes"))
}

fn threads() -> Loot {
    for _ in 0..MANY {
        let small = thread::Builder::new().stack_size(64 << 10);
        small.spawn(|| thread::sleep(Duration::from_secs(2)))?;
    }
    thread::sleep(A_WHILE);
    Ok(format!("{MANY} threads"))
}

/// Four seconds of processor time: four processes of one each, none over its own limit.
fn processors() -> Loot {
    const EACH: Duration = Duration::from_secs(1);
    let (mut reader, writer) = io::pipe()?;
    for _ in 0..4 {
        if fork()? {
            while processor_time()? < EACH {
                std::hint::black_box((0..10_000_u64).sum::<u64>());
            }
            (&writer).write_all(b"x")?;
            std::process::exit(0);
        }
    }
    drop(writer);
    io::Read::read_exact(&mut reader, &mut [0; 4])?;
    Ok("4 s of processors".into())
}

/// Four seconds of processor time.
fn compute() -> Loot {
    while processor_time()? < Duration::from_secs(4) {
        std::hint::black_box((0..10_000_u64).sum::<u64>());
    }
    Ok("4 s of a processor".into())
}

/// The same, and does not listen when told to stop.
fn compute_on() -> Loot {
    let mut ignored = [libc::SIG_IGN as u64, 0, 0, 0];
    const SET_BYTES: usize = 8;
    let signal = libc::SIGXCPU as usize;
    call(libc::SYS_rt_sigaction, [signal, place(&mut ignored), 0, SET_BYTES])?;
    compute()
}

fn processor_time() -> io::Result<Duration> {
    let mut time = [0_u64; 2];
    let clock = libc::CLOCK_PROCESS_CPUTIME_ID as usize;
    call(libc::SYS_clock_gettime, [clock, place(&mut time)])?;
    Ok(Duration::new(time[0], time[1] as u32))
}

fn asleep() -> Loot {
    thread::sleep(Duration::from_millis(4500));
    Ok("nobody woke it".into())
}

fn stop_oneself() -> Loot {
    let (own, end) = (std::process::id() as usize, Instant::now() + Duration::from_millis(4500));
    // A thread is left to wake it, so that it ends where no clock watches.
    if fork()? {
        thread::sleep(end - Instant::now());
        call(libc::SYS_kill, [own, libc::SIGCONT as usize])?;
        std::process::exit(0);
    }
    call(libc::SYS_kill, [own, libc::SIGSTOP as usize])?;
    while Instant::now() < end {
        thread::sleep(Duration::from_millis(10));
    }
    Ok("nobody ended it".into())
}

fn write_much(file: &mut impl Write, bytes: usize) -> io::Result<()> {
    let piece = vec![b'x'; MEBIBYTE];
    (0..bytes / MEBIBYTE).try_for_each(|_| file.write_all(&piece))?;
    file.flush()
}

/// 80 MiB in one file.
fn one_file() -> Loot {
    write_much(&mut File::create("big")?, 80 * MEBIBYTE)?;
    Ok("80 MiB".into())
}

/// 80 MiB in files of which none is big.
fn many_files() -> Loot {
    for number in 0..10 {
        write_much(&mut File::create(format!("part{number}"))?, 8 * MEBIBYTE)?;
    }
    Ok("80 MiB".into())
}

/// Empty files, which fill a disk that has room.
fn inodes() -> Loot {
    const MOST: usize = 2500;
    for number in 0..MOST {
        File::create(number.to_string())?;
    }
    Ok(format!("{MOST} files"))
}

/// A file that says to a copier that it is a terabyte.
fn hole() -> Loot {
    let file = File::create("hole")?;
    file.set_len(1 << 40)?;
    Ok(format!("{} bytes", file.metadata()?.len()))
}

fn descriptors() -> Loot {
    const MOST: usize = 900;
    let mut opened = Vec::new();
    for _ in 0..MOST {
        opened.push(File::open("/dev/null")?);
    }
    Ok(format!("{} descriptors", opened.len()))
}

fn flood(stream: &mut impl Write) -> Loot {
    write_much(stream, FLOOD)?;
    stream.write_all(b"\n")?;
    Ok("written".into())
}

fn lines() -> Loot {
    let piece = [b'\n'; MEBIBYTE];
    (0..8).try_for_each(|_| io::stdout().write_all(&piece))?;
    Ok("8 Mi lines".into())
}

/// When we are gone, on the output that may still be read.
fn flood_from_behind() -> Loot {
    if fork()? {
        call(libc::SYS_setsid, [])?;
        thread::sleep(Duration::from_millis(50));
        write_much(&mut io::stdout(), FLOOD)?;
        std::process::exit(0);
    }
    Ok("wait for it".into())
}

fn one_line() -> Loot {
    write_much(&mut io::stdout(), 2 * MEBIBYTE)?;
    println!();
    Ok("2 MiB without an end".into())
}

/// As much of a file as it likes.
fn raise_limits() -> Loot {
    let mut limit = [u64::MAX; 2];
    let size = libc::RLIMIT_FSIZE as usize;
    call(libc::SYS_prlimit64, [0, size, place(&mut limit), 0])?;
    Ok("unlimited".into())
}

fn core() -> Loot {
    let mut limit = [64_u64 << 20; 2];
    call(libc::SYS_prlimit64, [0, libc::RLIMIT_CORE as usize, place(&mut limit), 0])?;
    let may = fs::read_to_string("/proc/self/limits")?;
    let line = may.lines().find(|line| line.starts_with("Max core")).unwrap_or_default();
    if line.contains("67108864") { Ok(line.into()) } else { Err(io::ErrorKind::Other.into()) }
}
