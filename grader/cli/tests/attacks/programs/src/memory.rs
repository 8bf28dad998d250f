//! Memory that is shared with others, and memory that no limit of a process sees.

use std::io;

use crate::call::{at, c, call, fork, place, printable, text_at};
use crate::{Attack, Loot, Means};

pub(crate) const ATTACKS: &[Attack] = &[
    ("heap", |_| heap()),
    ("private_mapping", |_| mapping(libc::MAP_PRIVATE)),
    ("shared_mapping", |_| mapping(libc::MAP_SHARED)),
    ("memory_file", |_| memory_file()),
    ("secret_memory", |_| secret_memory()),
    ("shared_segment", shared_segment),
    ("many_processes", |_| many_processes()),
    ("locked", |_| locked()),
    ("read_segment", read_segment),
    ("read_queue", read_queue),
    ("read_named_queue", read_named_queue),
    ("move_semaphore", move_semaphore),
    ("catch_faults", |_| catch_faults()),
];

/// Bytes that an attack on memory takes: well over what a run may have, and no machine's end.
const MUCH: usize = 700 << 20;
const PAGE: usize = 4096;

fn taken(bytes: usize) -> Loot {
    Ok(format!("{} MiB", bytes >> 20))
}

fn heap() -> Loot {
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    while pieces.iter().map(Vec::len).sum::<usize>() < MUCH {
        pieces.push(vec![1; 16 << 20]);
    }
    taken(pieces.iter().map(Vec::len).sum())
}

/// Maps so many bytes and has the kernel fill every page of it.
fn map(length: usize, flags: i32, descriptor: usize) -> io::Result<usize> {
    let access = (libc::PROT_READ | libc::PROT_WRITE) as usize;
    let address = call(libc::SYS_mmap, [0, length, access, flags as usize, descriptor, 0])?;
    fill(address, length)?;
    Ok(address)
}

fn fill(address: usize, length: usize) -> io::Result<()> {
    const MADV_POPULATE_WRITE: usize = 23;
    const PIECE: usize = 16 << 20;
    // In pieces, so that a watcher has a moment to see it.
    for start in (0..length).step_by(PIECE) {
        let piece = PIECE.min(length - start);
        call(libc::SYS_madvise, [address + start, piece, MADV_POPULATE_WRITE])?;
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Ok(())
}

fn mapping(kind: i32) -> Loot {
    map(MUCH, kind | libc::MAP_ANONYMOUS, usize::MAX)?;
    linger();
    taken(MUCH)
}

/// Until a watcher has looked.
fn linger() {
    std::thread::sleep(std::time::Duration::from_millis(100));
}

fn memory_file() -> Loot {
    let name = c("memory");
    let descriptor = call(libc::SYS_memfd_create, [at(&name), 0])?;
    // Through the page cache alone: no process has it mapped.
    let mut piece = vec![1_u8; 1 << 20];
    for _ in 0..MUCH >> 20 {
        call(libc::SYS_write, [descriptor, place(&mut *piece), piece.len()])?;
    }
    linger();
    taken(MUCH)
}

fn secret_memory() -> Loot {
    let descriptor = call(libc::SYS_memfd_secret, [0])?;
    call(libc::SYS_ftruncate, [descriptor, PAGE])?;
    Ok("memory that the kernel itself does not see".into())
}

fn shared_segment(means: &Means) -> Loot {
    let flags = (libc::IPC_CREAT | 0o600) as usize;
    let segment = call(libc::SYS_shmget, [means.key(), MUCH, flags])?;
    let address = call(libc::SYS_shmat, [segment, 0, 0])?;
    fill(address, MUCH)?;
    taken(MUCH)
}

/// Each within the limit of a process, all together over that of the run.
fn many_processes() -> Loot {
    const PROCESSES: usize = 8;
    let (mut reader, writer) = io::pipe()?;
    for _ in 0..PROCESSES {
        if fork()? {
            let is_full =
                map(MUCH / PROCESSES, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, usize::MAX);
            if is_full.is_ok() {
                let _ = io::Write::write_all(&mut &writer, b"x");
            }
            std::thread::sleep(std::time::Duration::from_secs(1));
            std::process::exit(0);
        }
    }
    drop(writer);
    let mut full = [0; PROCESSES];
    io::Read::read_exact(&mut reader, &mut full)?;
    linger();
    taken(MUCH)
}

fn locked() -> Loot {
    const LENGTH: usize = 64 << 20;
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_LOCKED;
    let access = (libc::PROT_READ | libc::PROT_WRITE) as usize;
    call(libc::SYS_mmap, [0, LENGTH, access, flags as usize, usize::MAX, 0])?;
    taken(LENGTH)
}

/// Another's shared memory, by its number.
fn read_segment(means: &Means) -> Loot {
    let address = call(libc::SYS_shmat, [means.number(0), 0, libc::SHM_RDONLY as usize])?;
    text_at(address, 64)
}

fn read_queue(means: &Means) -> Loot {
    let mut message = [0_u8; 256];
    let flags = (libc::IPC_NOWAIT | libc::MSG_NOERROR) as usize;
    let arguments = [means.number(0), place(&mut message), 240, 0, flags];
    let count = call(libc::SYS_msgrcv, arguments)?;
    Ok(printable(&message[8..8 + count]))
}

fn read_named_queue(means: &Means) -> Loot {
    let name = c(means.argument(0));
    let flags = (libc::O_RDONLY | libc::O_NONBLOCK) as usize;
    let queue = call(libc::SYS_mq_open, [at(&name), flags, 0, 0])?;
    let mut message = [0_u8; 16 << 10];
    let arguments = [queue, place(&mut message), message.len(), 0, 0];
    let count = call(libc::SYS_mq_timedreceive, arguments)?;
    Ok(printable(&message[..count]))
}

fn move_semaphore(means: &Means) -> Loot {
    call(libc::SYS_semctl, [means.number(0), 0, libc::SETVAL as usize, 7])?;
    Ok("moved".into())
}

/// Stopping the kernel in the middle of reading our memory: what races are won with.
fn catch_faults() -> Loot {
    const USER_MODE_ONLY: usize = 1;
    call(libc::SYS_userfaultfd, [USER_MODE_ONLY])?;
    Ok("a descriptor of faults".into())
}
