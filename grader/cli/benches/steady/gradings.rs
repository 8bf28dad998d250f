//! Grades every program again and again and counts what is not as it was the first time.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use course::sources::Sources;
use course::{Course, Exercise};
use engine::build::{self, Built, Program, Workshop};
use engine::run::Runner;
use judge::compare;
use model::observation::Observation;
use model::spec::Run;
use model::transcript::Transcript;
use model::verdict::Verdict;
use sandbox::Confinement;
use serde::{Deserialize, Serialize};

use crate::common::{cores, in_parallel};

/// The file for the answer.
pub(crate) const ANSWER: &str = "answer.json";
/// The file with what was seen first.
const FIRST: &str = "first.json";
/// Differences that are told in full.
const MOST_EXAMPLES: usize = 10;

/// What was counted.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) gradings: usize,
    pub(crate) runs: usize,
    /// Gradings in which a run wrote or ended otherwise.
    pub(crate) transcripts: usize,
    /// Gradings in which a check had another verdict.
    pub(crate) verdicts: usize,
    /// Gradings in which the clock saw something else: wake-ups, threads, who held a thread.
    pub(crate) traces: usize,
}

/// All gradings under the same circumstances.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Phase {
    pub(crate) programs: usize,
    pub(crate) counts: Counts,
    pub(crate) examples: Vec<String>,
}

/// A program and the checks that are made of it.
struct Subject {
    name: String,
    exercise: Exercise,
    program: Program,
    checks: Vec<(Run, Transcript)>,
}

/// What was seen of a program: one observation a check.
type Seen = Vec<Observation>;

/// Makes the gradings and leaves the answer in `folder`, and what was seen first, if nothing of
/// that kind lies there yet.
pub(crate) fn grade(folder: &Path, rounds: usize) {
    let course = Course::open(&crate::common::root()).expect("the course is sound");
    let mut show = |step: &str| eprintln!("{step}");
    let workshop = Workshop::open(&course.root, &mut show).expect("the workshop can be prepared");
    let runner = Runner::new(workshop.clock(), workshop.store());
    let subjects = in_parallel(cores(), &tasks(&course), |(exercise, name, sources)| {
        subject(&workshop, exercise, name, sources)
    });
    let first_path = folder.join(FIRST);
    let first: Vec<Seen> = match fs::read(&first_path) {
        Ok(kept) => serde_json::from_slice(&kept).expect("what was seen first can be read"),
        Err(_) => {
            let first = in_parallel(cores(), &subjects, |subject| observe(&runner, subject));
            let json = serde_json::to_vec(&first).expect("observations are JSON");
            fs::write(&first_path, json).expect("there is room for what was seen first");
            first
        }
    };
    let phase = Mutex::new(Phase { programs: subjects.len(), ..Phase::default() });
    for round in 1..=rounds {
        let pairs: Vec<(&Subject, &Seen)> = subjects.iter().zip(&first).collect();
        in_parallel(cores(), &pairs, |(subject, first)| {
            let seen = observe(&runner, subject);
            let mut phase = phase.lock().unwrap_or_else(PoisonError::into_inner);
            phase.count(subject, first, &seen);
        });
        if round % 20 == 0 {
            eprintln!("round {round} of {rounds}");
        }
    }
    let answer = serde_json::to_vec(&phase).expect("counts are JSON");
    fs::write(folder.join(ANSWER), answer).expect("there is room for the answer");
}

impl Phase {
    fn count(&mut self, subject: &Subject, first: &Seen, now: &Seen) {
        let differs = |part: &dyn Fn(&Observation, &Observation) -> bool| {
            first.iter().zip(now).position(|(first, now)| !part(first, now))
        };
        let transcript = differs(&|first, now| first.transcript == now.transcript);
        let trace = differs(&|first, now| first.trace == now.trace);
        self.counts.gradings += 1;
        self.counts.runs += now.len();
        self.counts.transcripts += usize::from(transcript.is_some());
        self.counts.verdicts += usize::from(verdicts(subject, first) != verdicts(subject, now));
        self.counts.traces += usize::from(trace.is_some());
        let Some(index) = transcript.or(trace) else { return };
        if self.examples.len() < MOST_EXAMPLES {
            let run = &subject.checks[index].0.name;
            let (first, now) = (&first[index], &now[index]);
            let (first, now) = match transcript {
                Some(_) => (first.transcript.to_string(), now.transcript.to_string()),
                None => (format!("{:?}", first.trace), format!("{:?}", now.trace)),
            };
            self.examples.push(format!("{}, {run}\nfirst:\n{first}\nnow:\n{now}", subject.name));
        }
    }
}

/// Every reference and every known-wrong program.
fn tasks(course: &Course) -> Vec<(&Exercise, String, Sources)> {
    let mut tasks = Vec::new();
    let part = super::common::setting("STEADY_PART", 0) as u32;
    for exercise in course.exercises.iter().filter(|each| part == 0 || each.toml.part == part) {
        let reference = exercise.reference_sources().expect("the reference can be read");
        let Some(reference) = reference else { continue };
        tasks.push((exercise, format!("{}, the reference", exercise.slug), reference));
        for variant in exercise.known_wrong().expect("the known-wrong programs can be listed") {
            let sources = exercise.variant_sources(&variant).expect("a program can be read");
            tasks.push((exercise, format!("{}, {}", exercise.slug, variant.name), sources));
        }
    }
    tasks
}

fn subject(workshop: &Workshop, exercise: &Exercise, name: &str, sources: &Sources) -> Subject {
    let own = Confinement::Unconfined;
    let built = build::compile(workshop, own, &exercise.slug, sources).expect("the compiler works");
    let Built::Program(program) = built else { panic!("{name} does not compile") };
    let runs = exercise.toml.runs.iter().chain(exercise.hidden_runs());
    let check = |run: &Run| (run.clone(), exercise.expected(run).expect("there is a snapshot"));
    let checks = runs.map(check).collect();
    Subject { name: name.to_owned(), exercise: exercise.clone(), program, checks }
}

fn observe(runner: &Runner, subject: &Subject) -> Seen {
    let run = |run| {
        let recording = runner.run(Confinement::Unconfined, &subject.program.path, run);
        recording.expect("the program can be run")
    };
    subject.checks.iter().map(|(asked, _)| run(asked).observation).collect()
}

fn verdicts(subject: &Subject, seen: &Seen) -> Vec<Verdict> {
    let order = &subject.exercise.toml.order;
    let verdict = |(seen, (run, expected)): (&Observation, &(Run, Transcript))| {
        let comparison = compare(seen, expected, order, &run.bounds);
        match comparison.is_equal() {
            true => Verdict::Accepted,
            false => Verdict::of_failed(&seen.transcript.end),
        }
    };
    seen.iter().zip(&subject.checks).map(verdict).collect()
}
