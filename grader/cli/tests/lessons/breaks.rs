//! "Break it on purpose": each item of each lesson is done to the reference, as
//! `solutions/*/breaks.toml` says, and what happens then is kept as a snapshot, beside the words
//! of the lesson.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use author::lesson;
use course::Exercise;
use course::sources::Sources;
use course::submission::Submission;
use engine::grade::{Checks, Choice};
use model::spec::{Answers, Run};
use serde::Deserialize;

use crate::common;

/// The file beside a solution.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Breaks {
    item: Vec<Break>,
}

/// One way of doing what an item asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Break {
    /// How the item begins.
    begins: String,
    /// The program that is changed, below the solution; else the reference.
    program: Option<String>,
    /// The public run that is made; else the first.
    run: Option<String>,
    /// Other arguments than the run's.
    args: Option<Vec<String>>,
    /// Another world than the run's.
    lab: Option<BTreeMap<String, Answers>>,
    /// What is replaced by what, wherever it stands.
    #[serde(default)]
    change: Vec<(String, String)>,
}

impl Break {
    fn sources(&self, exercise: &Exercise) -> Sources {
        let mut sources = exercise.reference_sources().expect("readable").expect("a reference");
        let root = exercise.root();
        if let Some(program) = &self.program {
            let path = exercise.solution.clone().expect("a solution").join(program);
            sources.insert(root.into(), fs::read_to_string(path).expect("the program is there"));
        }
        let text = sources.get_mut(root).expect("a reference has a root");
        for (from, to) in &self.change {
            assert!(
                text.contains(from),
                "{}: no {from:?} for {:?}",
                exercise.folder(),
                self.begins
            );
            *text = text.replace(from, to);
        }
        exercise.completed(&sources).expect("readable")
    }

    fn run(&self, exercise: &Exercise) -> Run {
        let is_asked_for = |run: &&Run| self.run.as_ref().is_none_or(|name| *name == run.name);
        let mut run = exercise.toml.runs.iter().find(is_asked_for).expect("a public run").clone();
        run.args = self.args.clone().unwrap_or(run.args);
        run.lab = self.lab.clone().unwrap_or(run.lab);
        run
    }
}

/// What the lesson asks for, an item each.
fn items(exercise: &Exercise) -> Vec<String> {
    let text = fs::read_to_string(exercise.dir.join("README.md")).expect("a lesson");
    let (_, rest) = text.split_once("<b>Break it on purpose</b>").expect("something to break");
    let (section, _) = rest.split_once("</details>").expect("the fold ends");
    section.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect()
}

fn breaks(exercise: &Exercise) -> Vec<Break> {
    let path = exercise.solution.clone().expect("a solution").join("breaks.toml");
    let text = fs::read_to_string(&path).unwrap_or_default();
    toml::from_str::<Breaks>(&text)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .item
}

/// What happens: warnings, the timeline, and what the checker says of the program.
fn outcome(exercise: &Exercise, broken: &Break) -> String {
    let grader = common::lab();
    let sources = broken.sources(exercise);
    let submission = Submission { sources: sources.clone(), ignored: Vec::new() };
    let choice = Choice { checks: Checks::Public, ..Choice::default() };
    let report = grader.grade(exercise, &submission, choice).expect("it is graded");
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    if let Some(error) = report.compile_error() {
        return format!("did not compile: {}\n", first(error));
    }
    let mut out: String =
        report.warnings.iter().map(|said| format!("the compiler: {}\n", first(said))).collect();
    match grader.compile(&exercise.slug, &sources).expect("the compiler is there") {
        engine::build::Built::Refused(_) => unreachable!("it was graded"),
        engine::build::Built::Program(program) => {
            let run = broken.run(exercise);
            let seen = grader.run(&program, &run).expect("it runs").observation.transcript;
            let shown = lesson::transcript(&seen);
            let shown = shown.trim().trim_start_matches("```text\n").trim_end_matches("```");
            const SHOWN: usize = 60;
            out.extend(shown.lines().take(SHOWN).map(|line| format!("    {line}\n")));
            if shown.lines().count() > SHOWN {
                out += "    and so on\n";
            }
            out += &format!("ended: {:?}\n", seen.end);
        }
    }
    let said = report.message().map_or("accepted", |feedback| feedback.sentence.as_str());
    out + &format!("the checker: {said}\n")
}

/// What happens at each item of a lesson, in its order.
fn told(exercise: &Exercise) -> String {
    let breaks = breaks(exercise);
    let mut used = HashSet::new();
    let mut out = String::new();
    for item in items(exercise) {
        out += &format!("- {item}\n");
        let of_item = |(_, it): &(usize, &Break)| item.starts_with(&it.begins);
        let found: Vec<(usize, &Break)> = breaks.iter().enumerate().filter(of_item).collect();
        assert!(!found.is_empty(), "{}: nothing does {item:?}", exercise.folder());
        for (index, broken) in found {
            used.insert(index);
            out += &format!("\n{}", outcome(exercise, broken));
        }
        out += "\n";
    }
    let idle: Vec<&str> = (0..)
        .zip(&breaks)
        .filter(|(index, _)| !used.contains(index))
        .map(|(_, it)| it.begins.as_str())
        .collect();
    assert!(idle.is_empty(), "{}: the lesson has no item {idle:?}", exercise.folder());
    out
}

#[test]
fn what_a_lesson_says_that_breaks_breaks_as_it_says() {
    for exercise in &common::course().exercises {
        insta::assert_snapshot!(exercise.slug.as_str(), told(exercise));
    }
}
