//! What grading costs once everything is built: the whole course, one run, the clock's start.
//!
//! ```text
//! cargo bench --bench grade
//! ```
//!
//! Method. Every reference is graded with all its checks, one exercise after another, through
//! the library that the commands use. All programs are built before. With *kept* draws the
//! random runs have the same seed in every round, so that what the course's own programs do on
//! them is known; with *fresh* draws they are drawn anew, and the reference and the known-wrong
//! programs run, too. A run is measured through `Runner::run`. The clock's start is the
//! difference between two processes that are spawned by the same code with the same pipes and
//! the same environment, one with the clock loaded before it. Everything that is compared is
//! measured in turns; figures are medians, `GRADE_ROUNDS` (9) of gradings, `GRADE_RUNS` (201) of
//! runs.

mod common;

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, SystemTime};

use common::table::Table;
use common::times::{Times, milliseconds, ratio};
use course::Course;
use course::sources::Sources;
use course::submission::Submission;
use engine::build::{self, Built, Workshop};
use engine::grade::{Choice, CourseLab, Seed};
use engine::run::{Clock, Runner};
use model::spec::Run;
use sandbox::Confinement;
use trace::settings::Settings;

const WHOLE_COURSE: Duration = Duration::from_secs(2);
const ONE_RUN: Duration = Duration::from_millis(60);
const START_OF_THE_CLOCK: Duration = Duration::from_millis(2);
const HELLO: &str = "fn main() {\n    println!(\"hello world\");\n}\n";

fn main() -> ExitCode {
    if !common::is_asked_for() {
        return ExitCode::SUCCESS;
    }
    let mut show = |step: &str| eprintln!("{step}");
    let course = Course::open(&common::root()).expect("the course is sound");
    let workshop = Workshop::open(&course.root, &mut show).expect("the workshop can be prepared");
    let lab = CourseLab::open(course, &mut show).expect("the lab can be prepared");
    let all_accepted = grade_the_course(&lab);
    time_runs(&lab, &workshop);
    ExitCode::from(u8::from(!all_accepted))
}

/// The reference of every exercise, as if a student had handed it in.
fn references(lab: &CourseLab) -> Vec<(&course::Exercise, Submission)> {
    let exercises = lab.course().exercises.iter();
    let with_sources = exercises.filter_map(|exercise| {
        let sources = exercise.reference_sources().expect("the reference can be read")?;
        Some((exercise, Submission { sources, ignored: Vec::new() }))
    });
    with_sources.collect()
}

fn grade_the_course(lab: &CourseLab) -> bool {
    let references = references(lab);
    let rounds = common::setting("GRADE_ROUNDS", 9);
    let new_seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let new_seed = new_seed.as_secs() * 1000;
    let mut all = [Times::default(), Times::default()];
    let mut each: Vec<[Times; 2]> = references.iter().map(|_| Default::default()).collect();
    let mut checks = vec![0; references.len()];
    let mut all_accepted = true;
    // The first round builds what is not built yet, and counts for nothing.
    for round in 0..=rounds as u64 {
        for (kind, seed) in [1, new_seed + 20 * round].into_iter().enumerate() {
            let mut sum = Duration::ZERO;
            for (index, (exercise, submission)) in references.iter().enumerate() {
                let choice = Choice { seed: Seed::Fixed(seed), ..Choice::default() };
                let mut time = Times::default();
                let report = time.take(|| lab.grade(exercise, submission, choice));
                let report = report.expect("the reference can be graded");
                if !report.is_accepted() {
                    println!("{} was not accepted: {}", exercise.slug, report.verdict().words());
                    all_accepted = false;
                }
                checks[index] = report.checks.len();
                sum += time.median();
                if round > 0 {
                    each[index][kind].push(time.median());
                }
            }
            if round > 0 {
                all[kind].push(sum);
            }
        }
    }
    common::print_heading("All references, all checks, programs built");
    let mut table = Table::new(["exercise", "checks", "ms, kept draws", "ms, fresh draws"]);
    for (((exercise, _), times), checks) in references.iter().zip(&each).zip(&checks) {
        let [kept, fresh] = times.each_ref().map(|times| milliseconds(times.median()));
        table.row([&exercise.folder(), checks, &kept, &fresh]);
    }
    let [kept, fresh] = all.each_ref().map(|times| milliseconds(times.median()));
    table.row([&"**together**", &checks.iter().sum::<usize>(), &kept, &fresh]);
    let [kept, fresh] = all.each_ref().map(|times| ratio(times.median(), WHOLE_COURSE));
    table.row([&"of the target, 2000 ms", &"", &kept, &fresh]);
    table.print();
    all_accepted
}

fn time_runs(lab: &CourseLab, workshop: &Workshop) {
    let clock = workshop.clock().expect("the clock can be built");
    let runner = Runner::new(Clock::Virtual(clock.clone()), workshop.store());
    let sleepy = lab.course().exercise("sleepy-count").expect("there is sleepy-count");
    let sleepy = sleepy.reference_sources().ok().flatten().expect("the solutions are there");
    let sleepy = program(workshop, "sleepy-count", &sleepy);
    let hello = program(workshop, "hello", &BTreeMap::from([("src/main.rs".into(), HELLO.into())]));
    let naps = ["30", "8:8", "12:5"].map(String::from).to_vec();
    let naps = Run { args: naps, ..Run::default() };
    let run = |program: &Path, run: &Run| {
        runner.run(Confinement::Unconfined, program, run).expect("the program runs")
    };

    let mut times: [Times; 5] = Default::default();
    let (clock_dir, clock) = (clock.parent(), clock.file_name());
    let clock_dir = clock_dir.expect("the clock lies in a folder");
    let clock = Path::new(".").join(clock.expect("the clock is a file"));
    for round in 0..common::setting("GRADE_RUNS", 201) {
        // Each is the first one as often as the others.
        for turn in 0..times.len() {
            let which = (round + turn) % times.len();
            times[which].take(|| match which {
                0 => spawn(&hello, clock_dir, None, false).expect("the program runs"),
                1 => spawn(&hello, clock_dir, Some(&clock), false).expect("the program runs"),
                2 => spawn(&hello, clock_dir, Some(&clock), true).expect("the program runs"),
                3 => drop(run(&hello, &Run::default())),
                _ => drop(run(&sleepy, &naps)),
            });
        }
    }
    common::print_heading("One run");
    let mut table = Table::new(["what", "median ms", "quartiles"]);
    let names = [
        "hello world, spawned",
        "hello world, spawned with the clock",
        "hello world, spawned with the clock in strict mode",
        "hello world, `Runner::run`",
        "`sleepy-count 30 8:8 12:5` (13 virtual seconds), `Runner::run`",
    ];
    for (name, times) in names.iter().zip(&times) {
        table.row([name, &milliseconds(times.median()), &times.spread()]);
    }
    table.print();
    let start = times[1].median().saturating_sub(times[0].median());
    let strict = times[2].median().saturating_sub(times[0].median());
    let of = |part: Duration, target: Duration| {
        format!("{} ms, {} of the target {target:?}", milliseconds(part), ratio(part, target))
    };
    println!("Start of the clock: {}", of(start, START_OF_THE_CLOCK));
    println!("Start of the clock in strict mode: {}", of(strict, START_OF_THE_CLOCK));
    println!("One run: {}", of(times[4].median(), ONE_RUN));
}

fn program(workshop: &Workshop, slug: &str, sources: &Sources) -> std::path::PathBuf {
    let built = build::compile(workshop, Confinement::Unconfined, slug, sources);
    match built.expect("the compiler works") {
        Built::Program(program) => program.path,
        Built::Refused(errors) => panic!("{slug} does not compile: {}", errors.rendered),
    }
}

/// Starts the program with the pipes of a run, and reads it out. The clock is loaded before it
/// where one is given, by a path relative to `dir`, as a list of libraries is split at spaces.
fn spawn(program: &Path, dir: &Path, clock: Option<&Path>, strict: bool) -> io::Result<()> {
    let (mut records, write) = UnixStream::pair()?;
    rustix::io::fcntl_setfd(&write, rustix::io::FdFlags::empty())?;
    let settings = Settings { records: write.as_raw_fd(), strict, ..Settings::default() };
    let mut command = Command::new(program);
    command
        .env_clear()
        .env(trace::SETTINGS_VARIABLE, settings.to_line())
        .env("TOKIO_WORKER_THREADS", "1")
        .env("LD_PRELOAD", clock.unwrap_or(Path::new("")))
        .current_dir(dir)
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    drop(write);
    let mut written = Vec::new();
    child.stdout.take().map(|mut out| out.read_to_end(&mut written)).transpose()?;
    child.stderr.take().map(|mut err| err.read_to_end(&mut written)).transpose()?;
    records.read_to_end(&mut written)?;
    let status = child.wait()?;
    assert!(status.success() && written.starts_with(b"hello world\n"), "{status}");
    assert_eq!(clock.is_some(), written.len() > 12, "the clock writes records");
    Ok(())
}
