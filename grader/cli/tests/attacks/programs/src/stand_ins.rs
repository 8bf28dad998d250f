//! Those who are attacked: a naive grader, which starts a program and believes it, and a victim,
//! which has something in every place that an attack may reach for.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::call::{at, c, call, place};
use crate::{Attack, Loot, Means};

pub(crate) const PARTS: &[Attack] = &[
    ("naive_grader", naive_grader),
    ("victim", victim),
    ("look_for_what_is_left", look_for_what_is_left),
    ("clear_what_is_left", clear_what_is_left),
];

/// Starts the program that its arguments name, waits so many milliseconds at most, and says how it
/// ended.
fn naive_grader(means: &Means) -> Loot {
    let patience = Duration::from_millis(means.number(0) as u64);
    let (output, errors) = (File::create("stdout")?, File::create("stderr")?);
    let mut command = Command::new(means.argument(1));
    command.args(&means.arguments[2..]).current_dir("run");
    let mut child = command.stdin(Stdio::null()).stdout(output).stderr(errors).spawn()?;
    let end = Instant::now() + patience;
    while Instant::now() < end {
        if let Some(status) = child.try_wait()? {
            return Ok(format!("{:?}", status.code()));
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.kill()?;
    Err(io::ErrorKind::TimedOut.into())
}

/// Has the secret in its environment, its command line, its memory, an open file, and gives it to
/// all who ask. Says in one line where all that is, and stays until its input ends.
fn victim(means: &Means) -> Loot {
    let folder = means.argument(0).to_owned();
    let secret = means.argument(1).to_owned();
    // 64 bytes, padded, in memory of their own.
    let mut memory: Box<[u8]> = format!("{secret:<64}").into_bytes().into();
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(true)
        .open(format!("{folder}/open"))?;
    file.write_all(secret.as_bytes())?;
    std::fs::remove_file(format!("{folder}/open"))?;

    let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let tcp6 = TcpListener::bind((Ipv6Addr::LOCALHOST, 0));
    let udp = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let (pipe, mode) = (c(&format!("{folder}/pipe")), (libc::S_IFIFO | 0o666) as usize);
    call(libc::SYS_mknodat, [libc::AT_FDCWD as usize, at(&pipe), mode, 0])?;
    let by_path = UnixListener::bind(format!("{folder}/socket"))?;
    let letters = UnixDatagram::bind(format!("{folder}/letters"))?;
    let name = format!("{}-place", means.mark);
    let by_name = UnixListener::bind_addr(&SocketAddr::from_abstract_name(&name)?)?;
    let ports = (tcp.local_addr()?.port(), udp.local_addr()?.port());
    let port6 = tcp6.as_ref().map_or(0, |tcp| tcp.local_addr().map_or(0, |at| at.port()));

    let own = means.key();
    let create = (libc::IPC_CREAT | libc::IPC_EXCL | 0o666) as usize;
    let segment = call(libc::SYS_shmget, [own, 4096, create])?;
    let address = call(libc::SYS_shmat, [segment, 0, 0])?;
    copy(&mut memory, address)?;
    let queue = call(libc::SYS_msgget, [own, create])?;
    let mut message = [0_u8; 72];
    message[0] = 1;
    message[8..72].copy_from_slice(&memory);
    call(libc::SYS_msgsnd, [queue, place(&mut message), 64, 0])?;
    let semaphore = call(libc::SYS_semget, [own, 1, create])?;
    // Where the kernel has no named queues nobody can be robbed of one.
    if let Ok(queue) = crate::leave::make_named_queue(&name) {
        call(libc::SYS_mq_timedsend, [queue, place(&mut *memory), 64, 0, 0])?;
    }

    println!(
        "pid={} memory={} port={} tcp6={port6} udp={} socket={folder}/socket \
         letters={folder}/letters \
         pipe={folder}/pipe name={name} segment={segment} queue={queue} \
         semaphore={semaphore}",
        std::process::id(),
        place(&mut *memory),
        ports.0,
        ports.1,
    );
    thread::scope(|scope| {
        let answer = secret.as_bytes();
        scope.spawn(move || tcp.incoming().flatten().try_for_each(|mut s| s.write_all(answer)));
        if let Ok(tcp) = tcp6 {
            scope.spawn(move || tcp.incoming().flatten().try_for_each(|mut s| s.write_all(answer)));
        }
        scope.spawn(move || by_path.incoming().flatten().try_for_each(|mut s| s.write_all(answer)));
        scope.spawn(move || by_name.incoming().flatten().try_for_each(|mut s| s.write_all(answer)));
        scope.spawn(move || {
            let mut question = [0; 64];
            while let Ok((_, from)) = udp.recv_from(&mut question) {
                let _ = udp.send_to(answer, from);
            }
        });
        scope.spawn(move || {
            let mut letter = [0; 64];
            while let Ok(count) = letters.recv(&mut letter) {
                println!("letter of {count} bytes");
            }
        });
        let _ = io::stdin().read_to_end(&mut Vec::new());
        println!("memory: {}", String::from_utf8_lossy(&memory));
        let mut value = 0;
        if let Ok(now) = call(libc::SYS_semctl, [semaphore, 0, libc::GETVAL as usize, 0]) {
            value = now;
        }
        println!("semaphore: {value}");
        clear(own, &name);
        std::process::exit(0)
    })
}

/// Bytes into memory that the kernel has mapped for us.
fn copy(from: &mut [u8], to: usize) -> io::Result<()> {
    let own = std::process::id() as usize;
    let (mut source, mut target) = ([place(from), from.len()], [to, from.len()]);
    call(libc::SYS_process_vm_writev, [own, place(&mut source), 1, place(&mut target), 1, 0])?;
    Ok(())
}

/// What bears the mark and is no file.
fn look_for_what_is_left(means: &Means) -> Loot {
    let (key, name) = (means.key(), c(&means.mark));
    let kinds = [
        ("shared memory", call(libc::SYS_shmget, [key, 0, 0])),
        ("semaphores", call(libc::SYS_semget, [key, 0, 0])),
        ("a message queue", call(libc::SYS_msgget, [key, 0])),
        ("a named queue", call(libc::SYS_mq_open, [at(&name), 0, 0, 0])),
    ];
    let left = kinds.into_iter().filter(|(_, found)| found.is_ok()).map(|(kind, _)| kind);
    Ok(left.collect::<Vec<_>>().join(", "))
}

fn clear_what_is_left(means: &Means) -> Loot {
    clear(means.key(), &means.mark);
    Ok(String::new())
}

fn clear(key: usize, name: &str) {
    let remove = libc::IPC_RMID as usize;
    let name = c(name);
    // What is not there need not be removed.
    let _ =
        call(libc::SYS_shmget, [key, 0, 0]).and_then(|it| call(libc::SYS_shmctl, [it, remove, 0]));
    let _ = call(libc::SYS_semget, [key, 0, 0])
        .and_then(|it| call(libc::SYS_semctl, [it, 0, remove, 0]));
    let _ = call(libc::SYS_msgget, [key, 0]).and_then(|it| call(libc::SYS_msgctl, [it, remove, 0]));
    let _ = call(libc::SYS_mq_unlink, [at(&name)]);
}
