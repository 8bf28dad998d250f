//! Makes the attacks of `doctor`, from inside a sandbox.

use std::fs;
use std::hint::black_box;
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::process::{Command, ExitCode};
use std::thread;
use std::time::Duration;

use rustix::process::Pid;
use rustix::thread::UnshareFlags;

use crate::attack::{Attack, Decoys, Order};
use model::transcript::Limit;

/// Does what the order says.
pub(super) fn follow(order: &str) -> ExitCode {
    match serde_json::from_str(order) {
        Ok(Order::Attack(decoys)) => try_all(&decoys),
        Ok(Order::UseUp(limit)) => use_up(limit),
        Err(_) => ExitCode::FAILURE,
    }
}

/// Takes several times what `doctor` allows, and then waits to be stopped.
fn use_up(limit: Limit) -> ExitCode {
    const LONG: Duration = Duration::from_secs(2);
    let mut held = Vec::new();
    match limit {
        Limit::Memory => held.resize(256 << 20, 1_u8),
        Limit::Processes => {
            for _ in 0..200 {
                // As many as it gets: the system itself may refuse some.
                let _ = thread::Builder::new().spawn(|| thread::sleep(LONG));
            }
        }
        Limit::Files => {
            for number in 0..200 {
                let _ = fs::write(number.to_string(), "");
            }
        }
        _ => {}
    }
    thread::sleep(LONG);
    black_box(held);
    ExitCode::SUCCESS
}

/// Makes every attack on the decoys and writes those that got through.
fn try_all(decoys: &Decoys) -> ExitCode {
    let through = Attack::ALL.into_iter().filter(|attack| gets_through(*attack, decoys).is_ok());
    let through: Vec<Attack> = through.collect();
    let said = serde_json::to_vec(&through).map(|through| io::stdout().write_all(&through));
    if matches!(said, Ok(Ok(()))) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn gets_through(attack: Attack, decoys: &Decoys) -> io::Result<()> {
    let of_process = |file: &str| format!("/proc/{}/{file}", decoys.process);
    match attack {
        Attack::ReadFile => fs::read(&decoys.file).map(drop),
        Attack::FindFile => fs::metadata(&decoys.file).map(drop),
        Attack::ListFolder => fs::read_dir(&decoys.folder).map(drop),
        Attack::WriteFile => fs::write(decoys.folder.join("written"), "by a submission"),
        Attack::StartProgram => Command::new("/bin/true").env_clear().status().map(drop),
        Attack::ConnectToPort => TcpStream::connect((Ipv4Addr::LOCALHOST, decoys.port)).map(drop),
        Attack::ConnectToName => {
            let name = SocketAddr::from_abstract_name(&decoys.name)?;
            UnixStream::connect_addr(&name).map(drop)
        }
        Attack::ConnectToPath => UnixStream::connect(&decoys.path).map(drop),
        Attack::Signal => {
            let process = Pid::from_raw(decoys.process).ok_or(io::ErrorKind::NotFound)?;
            // Nothing is sent, but it is looked whether it could be.
            Ok(rustix::process::test_kill_process(process)?)
        }
        Attack::ReadEnvironment => fs::read(of_process("environ")).map(drop),
        Attack::SeeProcess => fs::read(of_process("cmdline")).map(drop),
        // SAFETY: this process has one thread, and ends soon.
        Attack::EnterNamespaces => Ok(unsafe {
            rustix::thread::unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNS)
        }?),
        Attack::LeaveKey => leave_key(),
    }
}

/// Into the keyring of this process alone, which ends with it.
fn leave_key() -> io::Result<()> {
    const PROCESS_KEYRING: i32 = -2;
    let (kind, name, key) = (c"user", c"decoy", c"nothing");
    // SAFETY: the texts end in a NUL and outlive the call, which copies them.
    let added = unsafe {
        let (kind, name, value) = (kind.as_ptr(), name.as_ptr(), key.as_ptr());
        libc::syscall(libc::SYS_add_key, kind, name, value, key.count_bytes(), PROCESS_KEYRING)
    };
    if added < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
