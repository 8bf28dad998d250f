//! What the clock costs, beside the plain program and beside libfaketime.
//!
//! ```text
//! cargo bench -p clock-programs --bench overhead                  a minute or two
//! cargo bench -p clock-programs --bench overhead -- --runs 5      a look
//! ```
//!
//! Method. Release builds. The plain program and the program under the clock are started by the
//! same code with the same pipes, in turns, `--runs` (31) times each; figures are medians. Wall
//! time is from before the start until the end was seen, processor time is the program's. Where
//! the target is a ratio it is that of processor times, which other people's work on the machine
//! changes least. The error of an end is its distance from the sum of the sleeps: under the
//! clock by the clock's own records, under libfaketime by the real time that passed, times its
//! factor, less what `hello` takes. `apt-get install faketime` brings it; without it that part is
//! left out.

mod common;
#[path = "common/spawn.rs"]
mod spawn;

use std::path::Path;
use std::time::Duration;

use common::subjects::{Input, Subject, Truth};
use common::table::Table;
use common::times::{Times, milliseconds, ratio};
use common::{PROFILES, Words};
use engine::run::{Clock, Runner};
use model::transcript::End;
use spawn::{Took, Way};

/// A run that takes longer hangs.
const MOST: Duration = Duration::from_secs(15);
/// By how much libfaketime makes time faster.
const FACTOR: u32 = 100;

fn main() {
    let mut words = Words::given();
    let runs = words.take_number("--runs", 31);
    if !common::is_asked_for() {
        return;
    }
    common::build();
    let runner = common::runner();
    let Clock::Virtual(clock) = runner.clock() else { panic!("the clock is virtual") };
    without_sleeps(clock, runs);
    crowds_and_stuck(&runner, runs);
    if spawn::has_faketime() {
        beside_faketime(&runner, runs.div_ceil(3));
    } else {
        println!("Not compared with libfaketime, which is not installed (Debian's `faketime`).");
    }
}

/// Programs that wait for no instant.
fn without_sleeps(clock: &Path, runs: usize) {
    common::print_heading("Programs without sleeps");
    let mut table = Table::new([
        "program",
        "plain, ms",
        "clock, ms",
        "ratio",
        "plain, CPU ms",
        "clock, CPU ms",
        "ratio of CPU",
        "target",
    ]);
    let programs: [(&str, &str, &[&str], &str); 3] = [
        ("start and end", "hello", &[], "less than 1 ms more"),
        ("200 000 `sync_channel` sends", "channel_sends", &["std", "200000"], "1"),
        ("160 000 tokio `mpsc` sends, 4 workers", "channel_sends", &["tokio", "160000"], "1.1"),
    ];
    for (name, program, args, target) in programs {
        let program = common::program(PROFILES[1], program);
        let mut wall = [Times::default(), Times::default()];
        let mut cpu = [Times::default(), Times::default()];
        for round in 0..runs {
            // Each is the first one as often as the other.
            for turn in 0..2 {
                let which = (round + turn) % 2;
                let way = [Way::Plain, Way::Clock(clock)][which];
                let took = spawn::run(way, &program, args, MOST);
                assert!(!took.hung, "{name} hangs");
                wall[which].push(took.wall);
                cpu[which].push(took.cpu);
            }
        }
        let [plain, ours] = wall.map(|times| times.median());
        let [plain_cpu, ours_cpu] = cpu.map(|times| times.median());
        table.row([
            &name,
            &milliseconds(plain),
            &milliseconds(ours),
            &ratio(ours, plain),
            &milliseconds(plain_cpu),
            &milliseconds(ours_cpu),
            &ratio(ours_cpu, plain_cpu),
            &target,
        ]);
    }
    table.print();
}

/// Many sleepers, and programs that can never end.
fn crowds_and_stuck(runner: &Runner, runs: usize) {
    common::print_heading("Many sleepers, and being stuck");
    let mut table = Table::new(["program", "build", "median ms", "quartiles", "target, ms"]);
    let programs = [
        ("many_tasks", "10 000 tasks, 5 sleeps each", 150),
        ("thousand_threads", "1000 threads, 5 sleeps each", 0),
        ("a_line_each 10000", "10 000 sleeps, a line after each", 0),
        ("a_line_each 10000 silent", "10 000 sleeps, silent", 0),
        ("deadlock", "stuck: two locks", 50),
        ("silent_channel", "stuck: tokio, a silent channel", 50),
    ];
    for (command, name, target) in programs {
        for profile in PROFILES {
            let subject = Subject { command, input: Input::None, truth: Truth::Same, one_in: 1 };
            let mut times = Times::default();
            for _ in 0..runs {
                times.take(|| common::observe(runner, profile, &subject));
            }
            let target = if target == 0 { String::from("-") } else { target.to_string() };
            table.row([&name, &profile, &milliseconds(times.median()), &times.spread(), &target]);
        }
    }
    table.print();
}

/// The same programs under a clock that runs faster.
fn beside_faketime(runner: &Runner, runs: usize) {
    common::print_heading("Beside libfaketime");
    let mut table = Table::new([
        "program",
        "ends at, s",
        "clock: error, ms",
        "hangs",
        "wall, ms",
        "faketime x100: error, ms",
        "worst, ms",
        "hangs",
        "wall, ms",
    ]);
    let hello = common::program(PROFILES[1], "hello");
    let mut start = Times::default();
    (0..runs).for_each(|_| start.push(spawn::run(Way::Faketime(FACTOR), &hello, &[], MOST).wall));
    let programs: [(&str, u64); 7] = [
        ("thread_sleep", 20_000),
        ("tokio_sleeps 1", 12_000),
        ("tokio_sleeps 4", 12_000),
        ("timed_waits", 12_000),
        ("lock_across_sleep", 12_010),
        ("tokio_tcp 1", 11_200),
        ("crossbeam_channels", 7_000),
    ];
    for (command, end_ms) in programs {
        let subject = Subject { command, input: Input::None, truth: Truth::Same, one_in: 1 };
        let args: Vec<&str> = command.split(' ').collect();
        let program = common::program(PROFILES[1], args[0]);
        let (mut ours, mut theirs): (Vec<u64>, Vec<Took>) = Default::default();
        let mut unended = 0;
        let mut wall = Times::default();
        for _ in 0..runs {
            let seen = wall.take(|| common::observe(runner, PROFILES[1], &subject));
            unended += usize::from(seen.transcript.end != End::OK);
            ours.push(seen.transcript.ended_at_ms.abs_diff(end_ms));
            theirs.push(spawn::run(Way::Faketime(FACTOR), &program, &args[1..], MOST));
            if theirs.iter().filter(|took| took.hung).count() == 3 {
                // Three are enough to know, and each takes its time.
                break;
            }
        }
        let hung = theirs.iter().filter(|took| took.hung).count();
        let mut errors = Times::default();
        let mut worst = Duration::ZERO;
        let mut walls = Times::default();
        for took in &theirs {
            let passed = took.wall.saturating_sub(start.median()) * FACTOR;
            let error = passed.abs_diff(Duration::from_millis(end_ms));
            worst = worst.max(error);
            errors.push(error);
            walls.push(took.wall);
        }
        let error = if hung == theirs.len() { "-".into() } else { milliseconds(errors.median()) };
        table.row([
            &command,
            &format!("{:.1}", end_ms as f64 / 1000.0),
            &ours.iter().max().copied().unwrap_or_default(),
            &format!("{unended} of {}", theirs.len()),
            &milliseconds(wall.median()),
            &error,
            &if hung > 0 { "-".to_owned() } else { milliseconds(worst) },
            &format!("{hung} of {}", theirs.len()),
            &milliseconds(walls.median()),
        ]);
    }
    table.print();
}
