//! Programs that are compiled and graded again and again: the compiler's memory whole, damaged,
//! and in use; verdicts that are kept.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use common::lab;
use course::sources::Sources;
use course::submission::Submission;
use engine::build::{Built, Workshop, recompile};
use engine::grade::Choice;
use judge::report::{Durations, ExerciseReport, Report};
use model::spec::Run;
use render::json;
use sandbox::Confinement;
use walkdir::WalkDir;

/// One student's program, whose exercise no other test knows.
struct Desk {
    slug: String,
}

impl Desk {
    fn new() -> Desk {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let desk = Desk { slug: format!("desk-{}-{}", std::process::id(), now.as_nanos()) };
        desk.check(1, "1 and 41");
        desk
    }

    /// A program whose text no other desk has.
    fn sources(&self, number: u32) -> Sources {
        let slug = &self.slug;
        let main = format!(
            "// {slug}\nmod other;\nfn main() {{ println!(\"{number} and {{}}\", other::other()); }}"
        );
        let other = String::from("pub fn other() -> u32 { 41 }");
        [("src/main.rs".into(), main), ("src/other.rs".into(), other)].into()
    }

    /// Edits the program, compiles it again, and compares what it prints.
    fn check(&self, number: u32, expected: &str) {
        let Built::Program(program) = self.recompile(&self.sources(number)) else {
            panic!("{:?}", self.sources(number))
        };
        let recording = lab().run(&program, &Run::default()).unwrap();
        let transcript = recording.observation.transcript;
        let said: Vec<&str> = transcript.stdout().map(|line| line.text.as_str()).collect();
        assert_eq!(said, [expected], "{transcript}");
    }

    fn recompile(&self, sources: &Sources) -> Built {
        recompile(workshop(), Confinement::Unconfined, &self.slug, sources).unwrap()
    }

    fn compile(&self, sources: &Sources) -> Built {
        lab().compile(&self.slug, sources).unwrap()
    }

    /// The folder of its session.
    fn session(&self) -> PathBuf {
        let sessions = fs::read_dir(workshop().store().root().join("sessions")).unwrap();
        let is_own = |dir: &PathBuf| {
            fs::read_to_string(dir.join("src/main.rs")).is_ok_and(|main| main.contains(&self.slug))
        };
        sessions.map(|session| session.unwrap().path()).find(is_own).unwrap()
    }

    /// All that the compiler remembers.
    fn memory(&self) -> Vec<PathBuf> {
        let files = WalkDir::new(self.session().join("memory")).into_iter().map(Result::unwrap);
        let files = files.filter(|file| file.file_type().is_file());
        files.map(|file| file.path().to_owned()).collect()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // What is left is swept when it is old.
        let _ = fs::remove_dir_all(self.session());
    }
}

fn workshop() -> &'static Workshop {
    lab().workshop()
}

fn cut(file: &Path, to: u64) {
    File::options().write(true).open(file).unwrap().set_len(to).unwrap();
}

#[test]
fn the_compiler_remembers_what_it_has_generated() {
    let desk = Desk::new();
    let objects = |memory: Vec<PathBuf>| {
        memory.into_iter().filter(|file| file.extension().is_some_and(|end| end == "o")).count()
    };
    assert!(objects(desk.memory()) > 0);
    desk.check(2, "2 and 41");
    desk.check(1, "1 and 41");
}

#[test]
fn a_damaged_memory_heals() {
    let desk = Desk::new();
    let lengths: [fn(u64) -> u64; 4] =
        [|_| 0, |all| all / 2, |all| all.saturating_sub(1), |all| all + 100];
    for (round, length) in (10..).zip(lengths) {
        for file in desk.memory() {
            cut(&file, length(fs::metadata(&file).unwrap().len()));
        }
        desk.check(round, &format!("{round} and 41"));
    }
}

#[test]
fn each_kind_of_file_in_the_memory_may_be_damaged_alone() {
    let desk = Desk::new();
    for (round, ending) in
        (10..).zip([".o", "dep-graph.bin", "query-cache.bin", "work-products.bin"])
    {
        let memory = desk.memory();
        let damaged = memory.iter().filter(|file| file.to_string_lossy().ends_with(ending));
        assert_ne!(damaged.clone().count(), 0, "{ending} in {memory:?}");
        for file in damaged {
            cut(file, fs::metadata(file).unwrap().len() / 2);
        }
        desk.check(round, &format!("{round} and 41"));
        desk.check(1000 + round, &format!("{} and 41", 1000 + round));
    }
}

#[test]
fn a_memory_that_is_gone_is_made_again() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.session().join("memory")).unwrap();
    desk.check(2, "2 and 41");
    assert!(!desk.memory().is_empty());
}

#[test]
fn a_session_in_use_keeps_nobody_waiting() {
    let desk = Desk::new();
    let lock = File::open(desk.session().join("lock")).unwrap();
    lock.lock().unwrap();
    desk.check(2, "2 and 41");
    let (Built::Program(again), Built::Program(fresh)) =
        (desk.recompile(&desk.sources(3)), desk.compile(&desk.sources(3)))
    else {
        panic!("it compiles")
    };
    assert_eq!(again, fresh);
}

#[test]
fn a_program_that_counts_is_never_one_of_a_session() {
    let desk = Desk::new();
    let (Built::Program(again), Built::Program(fresh)) =
        (desk.recompile(&desk.sources(1)), desk.compile(&desk.sources(1)))
    else {
        panic!("it compiles")
    };
    assert_ne!(again.key, fresh.key);
    assert_ne!(again.path, fresh.path);
}

#[test]
fn an_error_is_the_same_in_a_session() {
    let desk = Desk::new();
    for (file, text) in [
        ("src/main.rs", "mod other;\nfn main() {\n    other::other() + \"\";\n}\n"),
        ("src/main.rs", "fn main() { include_str!(\"/etc/passwd\"); }"),
        ("src/other.rs", "pub fn other() -> u32 {\n    \"8\"\n}\n"),
        ("src/other.rs", "pub fn other() -> u32 { 1 / 0 }"),
    ] {
        let mut sources = desk.sources(4);
        sources.insert(file.into(), format!("// {}\n{text}", desk.slug));
        let Built::Refused(errors) = desk.recompile(&sources) else { panic!("{text}") };
        assert_eq!(Built::Refused(errors), desk.compile(&sources));
    }
    desk.check(5, "5 and 41");
}

/// Grades a program as one that counts, once more, and likewise as one's own.
fn gradings(folder: &str, add: &str) -> [ExerciseReport; 4] {
    let course = common::course();
    let exercise = course.exercise(folder).unwrap();
    let mut sources = exercise.reference_sources().unwrap().unwrap();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
    sources.get_mut("src/main.rs").unwrap().push_str(&format!("// {now}\n{add}"));
    let submission = Submission { sources, ignored: Vec::new() };
    [false, false, true, true].map(|again| {
        let choice = Choice { public_first: true, again, ..Choice::default() };
        lab().grade(exercise, &submission, choice).unwrap()
    })
}

/// The whole report, but for the time that it took.
fn words(mut report: ExerciseReport) -> String {
    report.durations = Durations::default();
    json::document(&Report::new(vec![report], lab().provenance())).unwrap()
}

#[test]
fn a_verdict_that_is_kept_is_the_same_and_takes_no_time() {
    for (folder, add) in [("09-go-async", ""), ("01-count", ""), ("01-count", "fn main() {}")] {
        let reports = gradings(folder, add);
        for (report, is_first) in reports.iter().zip([true, false, true, false]) {
            let Durations { build, run } = report.durations;
            assert_eq!(build > 0, is_first, "compiled when it is graded first, and only then");
            assert!(is_first || run == 0, "nothing was run");
        }
        let [first, others @ ..] = reports.map(words);
        assert!(others.iter().all(|other| *other == first));
    }
}
