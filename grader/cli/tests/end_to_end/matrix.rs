//! Every program of the course, graded as if it had been handed in: right ones are accepted in
//! full, known-wrong ones get the sentence that they carry, and starters are not accepted.
//!
//! Each is graded twice, and the two documents are the same byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use judge::diagnose::placeholders;
use model::known::KnownProgram;
use serde_json::Value;

use crate::common::root;
use crate::document::{document, list, text, without_durations};
use crate::places::{own_root, variant};
use crate::processes::Load;
use crate::program::{Said, grade};

/// How many gradings are made at a time.
const AT_A_TIME: usize = 2;

/// A program of the course and the exercise that it belongs to.
#[derive(Debug, Clone)]
struct Program {
    /// The folder's name, such as `NN-slug`.
    exercise: String,
    path: PathBuf,
}

#[test]
fn every_reference_and_every_other_right_program_is_accepted_in_full() {
    let mut reference = references();
    reference.extend(found("also/*.rs"));
    check(&reference, |program| {
        let (said, report) = graded_as_handed_in(program)?;
        let exercise = &report["exercises"][0];
        let (points, most) = (&exercise["points"], &exercise["max_points"]);
        let sum: u64 =
            list(&exercise["checks"]).iter().filter_map(|c| c["max_points"].as_u64()).sum();
        require(text(&exercise["verdict"]) == "accepted", || {
            format!("{}: {}", exercise["verdict"], exercise["message"])
        })?;
        require(points == most && most == sum, || {
            format!("{points} of {most} points, and {sum} in its checks")
        })?;
        require(said.code == Some(0), || format!("exit code {:?}", said.code))
    });
}

#[test]
fn every_known_wrong_program_gets_the_sentence_that_it_carries() {
    let wrong = found("wrong/*.rs");
    let mut sentences: BTreeMap<(&str, String), String> = BTreeMap::new();
    for program in &wrong {
        let header = header(&program.path);
        sentences.insert((&program.exercise, header.name), header.sentence);
    }
    check(&wrong, |program| {
        let own = header(&program.path);
        let (said, report) = graded_as_handed_in(program)?;
        let exercise = &report["exercises"][0];
        require(said.code == Some(1) && text(&exercise["verdict"]) != "accepted", || {
            format!("exit code {:?}, {}", said.code, exercise["verdict"])
        })?;
        // The first exercise may be for nothing but the joy of it.
        let (points, most) = (exercise["points"].as_u64(), exercise["max_points"].as_u64());
        require(points < most || most == Some(0), || format!("{points:?} of {most:?} points"))?;
        let failed = list(&exercise["checks"]).iter();
        for check in failed.filter(|check| text(&check["verdict"]) != "accepted") {
            let (name, message) = (&check["name"], text(&check["message"]));
            let named = text(&check["mistake"]);
            // Two programs may look alike and say the same.
            let carries = sentences.get(&(&program.exercise, named.to_owned()));
            require(carries == Some(&own.sentence), || {
                format!("in {name} its mistake is `{named}`: {message}")
            })?;
            require(is_filled(message, &own.sentence), || {
                format!("in {name} it is told another sentence: {message}")
            })?;
        }
        Ok(())
    });
}

#[test]
fn every_starter_is_refused_with_a_word_of_welcome() {
    check(&starters(), |program| {
        let (said, report) = graded_twice(program.path.as_path())?;
        let exercise = &report["exercises"][0];
        let message = text(&exercise["message"]);
        require(said.code == Some(1) && text(&exercise["verdict"]) == "panicked", || {
            format!("exit code {:?}, {}", said.code, exercise["verdict"])
        })?;
        // Whatever of it is printed already, as in 08.
        require(message.starts_with("Not started yet, and that is fine: src/"), || {
            format!("it is told: {message}")
        })
    });
}

#[test]
fn a_machine_with_other_work_to_do_gives_the_same_verdicts() {
    // Of each exercise the reference, and the first program that is known to be wrong.
    let mut some = references();
    let mut wrong = found("wrong/*.rs");
    wrong.dedup_by(|next, first| next.exercise == first.exercise);
    some.extend(wrong);
    let idle = Mutex::new(BTreeMap::new());
    check(&some, |program| {
        let folder = variant(&program.exercise, &program.path);
        let said = grade_json(folder.path(), &program.exercise);
        let text = without_durations(&said.stdout).to_owned();
        idle.lock().expect("no panic").insert(program.path.clone(), text);
        Ok(())
    });
    let idle = idle.into_inner().expect("no panic");
    let _load = Load::of(4);
    check(&some, |program| {
        let folder = variant(&program.exercise, &program.path);
        let said = grade_json(folder.path(), &program.exercise);
        same(&idle[&program.path], without_durations(&said.stdout))
    });
}

/// Does the work for all programs and tells of all that failed.
fn check(programs: &[Program], work: impl Fn(&Program) -> Result<(), String> + Sync) {
    assert!(!programs.is_empty(), "the course has such programs");
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(why) = work(program) {
                        let name = program.path.strip_prefix(root()).unwrap_or(&program.path);
                        let why = format!("{}: {why}", name.display());
                        failed.lock().expect("no panic").push(why);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().expect("no panic");
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), programs.len(), failed.join("\n"));
}

fn graded_as_handed_in(program: &Program) -> Result<(Said, Value), String> {
    let folder = variant(&program.exercise, &program.path);
    let named = folder.path().join(&program.exercise);
    // The folder's name says which exercise it is.
    fs::create_dir(&named).expect("a folder");
    fs::rename(folder.path().join("src"), named.join("src")).expect("the sources can be moved");
    graded_twice(&named)
}

fn graded_twice(folder: &Path) -> Result<(Said, Value), String> {
    let json = || grade([folder.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let (first, second) = (json(), json());
    require(first.code == second.code, || format!("{:?}, then {:?}", first.code, second.code))?;
    require(first.code.is_some_and(|code| code < 2), || {
        format!("exit code {:?}: {}", first.code, first.stderr)
    })?;
    let report = document(&first.stdout);
    document(&second.stdout);
    same(without_durations(&first.stdout), without_durations(&second.stdout))?;
    Ok((first, report))
}

fn grade_json(folder: &Path, exercise: &str) -> Said {
    let folder = folder.to_string_lossy();
    grade([&*folder, "--exercise", exercise, "--format", "json"])
}

fn same(one: &str, other: &str) -> Result<(), String> {
    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    require(one == other, || format!("graded again, it is another document: {differs:?}"))
}

fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn header(path: &Path) -> KnownProgram {
    let source = fs::read_to_string(path).expect("the program can be read");
    KnownProgram::parse(path, &source).expect("a known-wrong program has a header")
}

/// True for the sentence with something in each place of a placeholder.
fn is_filled(message: &str, sentence: &str) -> bool {
    let mut pattern = sentence.to_owned();
    for name in placeholders(sentence) {
        pattern = pattern.replace(&format!("{{{name}}}"), "\0");
    }
    let mut pieces = pattern.split('\0');
    let Some(mut rest) = pieces.next().and_then(|first| message.strip_prefix(first)) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let is_last = pieces.peek().is_none();
        let at = if is_last { rest.strip_suffix(piece).map(str::len) } else { rest.find(piece) };
        match at {
            Some(at) if at > 0 => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            _ => return false,
        }
    }
    rest.is_empty()
}

/// The file of every reference in which its code begins, in order.
fn references() -> Vec<Program> {
    let folders = folders(&root().join("solutions")).into_iter();
    let reference = |folder: PathBuf| Program {
        exercise: name_of(&folder),
        path: folder.join(own_root(&folder)),
    };
    folders.map(reference).collect()
}

/// The programs `solutions/NN-slug/PATTERN`, in order.
fn found(pattern: &str) -> Vec<Program> {
    let (folder, name) = pattern.split_once('/').expect("a folder and a name");
    let ending = name.trim_start_matches('*');
    let is_one = |path: &Path| path.to_string_lossy().ends_with(ending);
    let mut programs = Vec::new();
    for exercise in folders(&root().join("solutions")) {
        let entries = fs::read_dir(exercise.join(folder)).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| is_one(path)) {
            programs.push(Program { exercise: name_of(&exercise), path });
        }
    }
    programs.sort_by(|a, b| a.path.cmp(&b.path));
    let exercises = folders(&root().join("exercises")).len();
    let mut with_one: Vec<&str> = programs.iter().map(|program| &*program.exercise).collect();
    with_one.dedup();
    assert_eq!(with_one.len(), exercises, "every exercise has a {pattern}");
    programs
}

/// Every folder that a student receives, as it lies in the course.
fn starters() -> Vec<Program> {
    let folders = folders(&root().join("exercises")).into_iter();
    folders.map(|path| Program { exercise: name_of(&path), path }).collect()
}

fn folders(above: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(above).expect("the folder can be read").flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    folders.retain(|path| path.is_dir() && name_of(path).starts_with(|c: char| c.is_ascii_digit()));
    folders.sort();
    folders
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[test]
fn a_sentence_is_filled_or_it_is_another() {
    fn check(message: &str, sentence: &str, expected: bool) {
        assert_eq!(is_filled(message, sentence), expected, "{message} / {sentence}");
    }
    check("You took 8 s.", "You took {end}.", true);
    check("You took 8 s", "You took {end}.", false);
    check("You took .", "You took {end}.", false);
    check("1 came after 2", "{line} came after {prev}", true);
    check("Fine.", "Fine.", true);
    check("Fine. Really.", "Fine.", false);
}
