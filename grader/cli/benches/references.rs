//! What running all references costs, and nothing else: every fixed run of the course, and one of
//! five thousand downloads.
//!
//! ```text
//! cargo bench --bench references
//! ```
//!
//! Method. All programs are built before. Each round makes every run once, one after another,
//! through `Runner::run`, unconfined; figures are medians of `REFERENCES_ROUNDS` (9) rounds.
//! Processor time is that of this process and of all that it has started, as the system counts
//! it: other people's work on the machine changes it less than the wait. To compare two states of
//! the course, build this in both and run them in turns.

mod common;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use common::table::Table;
use common::times::{Times, milliseconds};
use course::Course;
use engine::build::Built;
use engine::grade::CourseLab;
use engine::run::Runner;
use model::spec::{Answers, Run};
use sandbox::Confinement;

fn main() {
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let rounds = std::env::var("REFERENCES_ROUNDS").ok().and_then(|text| text.parse().ok());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize();
    let course = Course::open(&root.expect("the course is there")).expect("the course is sound");
    let lab = CourseLab::open(course, &mut engine::build::Silent).expect("the lab can be prepared");
    let runner = Runner::new(lab.workshop().clock(), lab.workshop().store());
    let mut groups = Vec::new();
    for exercise in &lab.course().exercises {
        let sources = exercise.reference_sources().expect("it can be read");
        let sources = sources.expect("there are solutions");
        let Built::Program(program) = lab.compile(&exercise.slug, &sources).expect("rustc works")
        else {
            panic!("{} does not compile", exercise.slug)
        };
        let runs = exercise.toml.runs.iter().chain(exercise.hidden_runs()).cloned();
        groups.push((exercise.slug.clone(), program.path.clone(), runs.collect::<Vec<Run>>()));
        if exercise.slug == "turnstile" {
            let five_thousand = Run {
                args: ["3", "d1..d5000"].map(str::to_owned).to_vec(),
                lab: [("download".to_owned(), Answers::One("15".to_owned()))].into(),
                ..Run::default()
            };
            let name = String::from("five thousand downloads");
            groups.push((name, program.path.clone(), vec![five_thousand]));
        }
    }
    let mut took = vec![(Times::default(), Times::default()); groups.len() + 1];
    for _ in 0..rounds.unwrap_or(9) {
        let (mut all, mut all_cpu) = (Duration::ZERO, Duration::ZERO);
        for ((_, program, runs), (wall, cpu)) in groups.iter().zip(&mut took) {
            let (began, before) = (Instant::now(), processor());
            for run in runs {
                runner.run(Confinement::Unconfined, program, run).expect("it runs");
            }
            let (one, one_cpu) = (began.elapsed(), processor().saturating_sub(before));
            wall.push(one);
            cpu.push(one_cpu);
            if runs.len() > 1 {
                (all, all_cpu) = (all + one, all_cpu + one_cpu);
            }
        }
        let (wall, cpu) = took.last_mut().expect("the last is for all");
        wall.push(all);
        cpu.push(all_cpu);
    }
    let mut table = Table::new(["reference", "runs", "ms", "processor, ms"]);
    let all = groups.iter().map(|(_, _, runs)| runs.len()).sum::<usize>() - 1;
    let names = groups.iter().map(|(name, _, runs)| (name.clone(), runs.len()));
    for ((name, runs), (wall, cpu)) in names.chain([("**together**".to_owned(), all)]).zip(&took) {
        let (wall, cpu) = (milliseconds(wall.median()), milliseconds(cpu.median()));
        table.row([&name, &runs, &wall, &cpu]);
    }
    table.print();
}

/// Processor time of this process and of what it has started and waited for.
fn processor() -> Duration {
    const TIMES: std::ops::Range<usize> = 11..15;
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit_once(") ").map_or("", |(_, behind)| behind);
    let times = behind.split(' ').skip(TIMES.start).take(TIMES.len());
    TICK * times.filter_map(|time| time.parse::<u32>().ok()).sum::<u32>()
}
