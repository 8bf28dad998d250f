//! The same program started by the same code in three ways: plain, under the clock, and under
//! libfaketime, which makes time run faster instead of moving it.

use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use trace::settings::Settings;

/// How a program is run.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way<'a> {
    /// As it is.
    Plain,
    /// With the clock loaded before it.
    Clock(&'a Path),
    /// With libfaketime, by so much faster.
    Faketime(u32),
}

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    /// From before the start until its end was seen.
    pub(crate) wall: Duration,
    /// Processor time of the program and of all that it started.
    pub(crate) cpu: Duration,
    /// It had to be stopped.
    pub(crate) hung: bool,
}

/// Runs a program once, for so long at most.
pub(crate) fn run(way: Way<'_>, program: &Path, args: &[&str], most: Duration) -> Took {
    let cpu = cpu_of_children();
    let began = Instant::now();
    let hung = start(way, program, args, most).expect("the program can be run");
    Took { wall: began.elapsed(), cpu: cpu_of_children() - cpu, hung }
}

/// Whether libfaketime's command is installed.
pub(crate) fn has_faketime() -> bool {
    let faketime = Command::new("faketime").arg("--version").stdout(Stdio::null()).status();
    faketime.is_ok_and(|status| status.success())
}

/// True when it had to be stopped.
fn start(way: Way<'_>, program: &Path, args: &[&str], most: Duration) -> io::Result<bool> {
    let (mut records, write) = io::pipe()?;
    let mut command = match way {
        Way::Faketime(factor) => {
            let mut command = Command::new("faketime");
            command.args(["-f", &format!("+0 x{factor}")]).arg(program);
            command
        }
        _ => Command::new(program),
    };
    command.args(args).process_group(0).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::null()).env("TOKIO_WORKER_THREADS", "1");
    if let Way::Clock(clock) = way {
        rustix::io::fcntl_setfd(&write, rustix::io::FdFlags::empty())?;
        let settings = Settings { records: write.as_raw_fd(), ..Settings::default() };
        command.env("LD_PRELOAD", clock).env(trace::SETTINGS_VARIABLE, settings.to_line());
    }
    let mut child = command.spawn()?;
    drop((write, command));
    // Read while it runs: a full pipe would hold it up.
    let drained = thread::spawn(move || records.read_to_end(&mut Vec::new()));
    let written =
        child.stdout.take().map(|mut out| thread::spawn(move || out.read_to_end(&mut Vec::new())));
    let deadline = Instant::now() + most;
    let hung = loop {
        if child.try_wait()?.is_some() {
            break false;
        }
        if Instant::now() > deadline {
            let group = rustix::process::Pid::from_child(&child);
            rustix::process::kill_process_group(group, rustix::process::Signal::KILL)?;
            child.wait()?;
            break true;
        }
        thread::sleep(Duration::from_micros(100));
    };
    for reader in [Some(drained), written].into_iter().flatten() {
        reader.join().expect("reading does not panic")?;
    }
    Ok(hung)
}

fn cpu_of_children() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage can be asked for");
    let micros = |time: nix::sys::time::TimeVal| {
        Duration::new(time.tv_sec() as u64, time.tv_usec() as u32 * 1000)
    };
    micros(usage.user_time()) + micros(usage.system_time())
}
