//! What confinement costs: the start of a program, compiling one, and how soon everything is gone
//! when the grader is killed.
//!
//! ```text
//! cargo bench --bench confined
//! ```
//!
//! Method. The same program is run through `Runner::run` plain, with Landlock and seccomp, and with
//! namespaces too; the same source, but for a comment that differs each time, is compiled in a
//! fresh folder without and with all of them. Each kind has its turn in every round. Figures are
//! medians, `CONFINED_RUNS` (101) of runs, `CONFINED_BUILDS` (9) of compilers. For the last figure
//! a grader is killed with SIGKILL while a program that it runs waits for one that it started
//! itself, `CONFINED_KILLS` (11) times; the time until the system knows none of them is looked at
//! every half millisecond, and the longest counts.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::table::Table;
use common::times::{Times, milliseconds, ratio};
use course::sources::Sources;
use engine::build::{self, Built, Workshop};
use engine::run::Runner;
use model::spec::Run;
use sandbox::{Confinement, Layer, Sandbox};

const GRADER: &str = env!("CARGO_BIN_EXE_grader");
const START: Duration = Duration::from_millis(10);
const GONE: Duration = Duration::from_millis(100);
const HELLO: &str = "fn main() {\n    println!(\"hello world\");\n}\n";
/// Waits for itself, in real time.
const STAYS: &str = r#"fn main() {
    if std::env::args().any(|arg| arg == "stay") {
        std::thread::sleep(std::time::Duration::from_secs(60));
    }
    let own = std::env::args().next().unwrap();
    std::process::Command::new(own).arg("stay").spawn().unwrap().wait().unwrap();
}
"#;

fn main() -> ExitCode {
    if !common::is_asked_for() {
        return ExitCode::SUCCESS;
    }
    let mut show = |step: &str| eprintln!("{step}");
    let workshop = Workshop::open(&common::root(), &mut show).expect("the workshop is prepared");
    let probe = |without: &[Layer]| {
        Sandbox::probe(Path::new(GRADER), without).expect("programs can be confined")
    };
    let (some, all) = (probe(&[Layer::Namespaces]), probe(&[]));
    common::print_heading("Confined");
    let in_force: Vec<String> = all.in_force().iter().map(ToString::to_string).collect();
    println!("in force: {}\n", in_force.join(", "));
    time_starts(&workshop, &some, &all);
    time_compilers(&workshop, &all);
    time_ends();
    ExitCode::SUCCESS
}

fn time_starts(workshop: &Workshop, some: &Sandbox, all: &Sandbox) {
    let runner = Runner::new(workshop.clock(), workshop.store());
    let kinds = [Confinement::Unconfined, Confinement::In(some), Confinement::In(all)];
    let program = compiled(workshop, Confinement::Unconfined, HELLO);
    let mut times: [Times; 3] = Default::default();
    for round in 0..common::setting("CONFINED_RUNS", 101) {
        for turn in 0..kinds.len() {
            let which = (round + turn) % kinds.len();
            let run = || runner.run(kinds[which], &program, &Run::default()).expect("it runs");
            times[which].take(run);
        }
    }
    let mut table = Table::new(["one run of hello world", "median ms", "quartiles", "more, ms"]);
    let names = ["plain", "Landlock, seccomp", "and namespaces"];
    for (name, taken) in names.iter().zip(&times) {
        let more = taken.median().saturating_sub(times[0].median());
        table.row([name, &milliseconds(taken.median()), &taken.spread(), &milliseconds(more)]);
    }
    table.print();
    let more = times[2].median().saturating_sub(times[0].median());
    println!("Start, confined by all: {} of the target {START:?} more\n", ratio(more, START));
}

fn time_compilers(workshop: &Workshop, all: &Sandbox) {
    let kinds = [Confinement::Unconfined, Confinement::In(all)];
    let mut times: [Times; 2] = Default::default();
    for round in 0..common::setting("CONFINED_BUILDS", 9) {
        for turn in 0..kinds.len() {
            let which = (round + turn) % kinds.len();
            let source = format!("// {} {which} {round}\n{HELLO}", std::process::id());
            times[which].take(|| compiled(workshop, kinds[which], &source));
        }
    }
    let [plain, confined] = times.each_ref().map(Times::median);
    let mut table = Table::new(["compiling hello world", "median ms", "quartiles"]);
    table.row([&"plain", &milliseconds(plain), &times[0].spread()]);
    table.row([&"confined by all", &milliseconds(confined), &times[1].spread()]);
    table.print();
    println!(
        "A compiler, confined by all: {} of a plain one, target 1.10\n",
        ratio(confined, plain)
    );
}

fn time_ends() {
    let folder = tempfile::tempdir().expect("there is room");
    let src = folder.path().join("src");
    fs::create_dir(&src).expect("it can be made");
    fs::write(src.join("main.rs"), STAYS).expect("it can be written");
    let mut longest = Duration::ZERO;
    for _ in 0..common::setting("CONFINED_KILLS", 11) {
        let mut grader = Command::new(GRADER)
            .args(["grade", "--exercise", "sleepy-count", "--checks", "public"])
            .arg(folder.path())
            .current_dir(common::root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the grader can be started");
        let below = loop {
            let below = descendants(grader.id());
            if below.iter().any(|process| command_line(*process).ends_with("\0stay\0")) {
                break below;
            }
            thread::sleep(Duration::from_millis(5));
        };
        let began = Instant::now();
        grader.kill().expect("it is running");
        while below.iter().any(|process| is_alive(*process)) {
            thread::sleep(Duration::from_micros(500));
        }
        longest = longest.max(began.elapsed());
        grader.wait().expect("it is our child");
    }
    println!(
        "All gone after a kill of the grader: {} ms at most, {} of the target {GONE:?}",
        milliseconds(longest),
        ratio(longest, GONE)
    );
}

fn compiled(workshop: &Workshop, confinement: Confinement<'_>, source: &str) -> PathBuf {
    let sources: Sources = BTreeMap::from([("src/main.rs".to_owned(), source.to_owned())]);
    let built = build::compile(workshop, confinement, "hello", &sources);
    match built.expect("the compiler works") {
        Built::Program(program) => program.path,
        Built::Refused(errors) => panic!("it does not compile: {}", errors.rendered),
    }
}

/// All processes that came from this one.
fn descendants(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|it| fs::read_to_string(it.path().join("children")).ok());
    let children: Vec<u32> = lists
        .flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|pid| pid.parse().ok())
        .collect();
    let below = children.iter().flat_map(|child| descendants(*child)).collect::<Vec<_>>();
    children.into_iter().chain(below).collect()
}

fn command_line(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap_or_default()
}

/// One that has ended and that nobody has asked after does nothing any more.
fn is_alive(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, behind)| !behind.starts_with(['Z', 'X']))
}
