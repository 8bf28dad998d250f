//! Nothing is done twice, nothing that has changed is taken for what it was, and whatever becomes
//! of the store, the verdict stays.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use course::key::KeyBuilder;
use serde_json::Value;
use tempfile::TempDir;

use crate::places::{SmallCourse, folder, own_target, submission, target_to_build_in};
use crate::program::{Said, grader, said, surroundings};

const EXERCISE: &str = "01-count";
/// The shelves of a store on which something is put while a submission is graded.
const SHELVES: [&str; 4] = ["draws", "observations", "programs", "verdicts"];

/// A course, a store of its own, and a submission that is right.
struct Kept {
    course: SmallCourse,
    target: TempDir,
    handed_in: TempDir,
    program: PathBuf,
    /// Where its compiler is looked for.
    path: OsString,
    said: Said,
}

impl Kept {
    /// Grades the submission for the first time.
    fn begin() -> Kept {
        Kept::begin_in(SmallCourse::of(EXERCISE), own_target)
    }

    fn begin_in(course: SmallCourse, fill: fn(&Path)) -> Kept {
        let main = fs::read(course.private().join("src/main.rs")).expect("there is a reference");
        let (target, handed_in) = (folder(), submission(main));
        fill(target.path());
        let program = PathBuf::from(grader().get_program());
        let path = env::var_os("PATH").unwrap_or_default();
        let mut kept = Kept { course, target, handed_in, program, path, said: empty() };
        kept.said = said(&mut kept.grading());
        assert_eq!(kept.said.code, Some(0), "{:?}", kept.said);
        kept
    }

    fn grading(&self) -> Command {
        let mut grading = Command::new(&self.program);
        surroundings(&mut grading);
        grading
            .current_dir(self.course.root())
            .env("CARGO_TARGET_DIR", self.target.path())
            .env("PATH", &self.path)
            .args(["grade", "--exercise", "count"])
            .arg(self.handed_in.path());
        grading
    }

    fn store(&self) -> PathBuf {
        self.target.path().join("grader")
    }

    /// The same compiler is found in another folder.
    fn go_another_way_to_the_compiler(&mut self) {
        let mut folders: Vec<PathBuf> = env::split_paths(&self.path).collect();
        let mut programs = folders.iter().map(|folder| folder.join("rustc"));
        let rustc = programs.find(|rustc| rustc.is_file()).expect("there is a compiler");
        let other = self.target.path().join("bin");
        fs::create_dir(&other).expect("the folder can be made");
        symlink(rustc, other.join("rustc")).expect("a link");
        folders.insert(0, other);
        self.path = env::join_paths(folders).expect("a path of folders");
    }

    /// The compiler that was found has another version.
    fn exchange_compiler(&mut self) {
        for entry in fs::read_dir(self.store().join("toolchains")).expect("it was asked").flatten()
        {
            change(&entry.path(), |found| {
                let mut found: Value = serde_json::from_str(found).expect("it is JSON");
                let old = found["version"].as_str().expect("it said its version").to_owned();
                let new = format!("{old}another: word\n");
                found["version"] = new.clone().into();
                let [old, new] = [old, new].map(|version| {
                    let key = KeyBuilder::new("compiler").part("version", version).finish();
                    self.store().join(format!("cargo-{}", &key.as_str()[..16]))
                });
                // Cargo asks the compiler itself: it need not build everything anew for this.
                symlink(old, new).expect("a link");
                found.to_string()
            });
        }
    }

    /// Grades again: whatever has happened, the verdict is the same.
    fn again(&self) {
        let now = said(&mut self.grading());
        assert_eq!((now.code, &now.stdout), (Some(0), &self.said.stdout), "{}", now.stderr);
    }

    /// Grades again after a change: the verdict is the same, and there is something new on these
    /// shelves and on no other.
    fn check(&mut self, change: impl FnOnce(&mut Kept), expected: &[&str]) {
        let before = shelves(&self.store());
        change(self);
        self.again();
        let after = shelves(&self.store());
        let new: Vec<&str> =
            SHELVES.into_iter().filter(|shelf| !after[shelf].is_subset(&before[shelf])).collect();
        assert_eq!(new, expected);
    }
}

fn empty() -> Said {
    Said { code: None, stdout: String::new(), stderr: String::new() }
}

/// The names of all that is on each shelf.
fn shelves(store: &Path) -> BTreeMap<&'static str, BTreeSet<String>> {
    let names = |shelf| {
        let entries = fs::read_dir(store.join(shelf)).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    SHELVES.into_iter().map(|shelf| (shelf, names(shelf))).collect()
}

fn add(path: &Path, text: &str) {
    change(path, |old| format!("{old}{text}"));
}

fn change(path: &Path, change: impl FnOnce(&str) -> String) {
    let old = fs::read_to_string(path).expect("the file is there");
    let new = change(&old);
    assert_ne!(old, new, "{} is changed", path.display());
    // What is kept in a store cannot be written to.
    fs::remove_file(path).expect("the file can be removed");
    fs::write(path, new).expect("the file can be written");
}

#[test]
fn a_change_is_seen_by_what_depends_on_it_and_by_nothing_else() {
    let mut kept = Kept::begin();
    kept.check(|_| {}, &[]);
    kept.check(|kept| add(&kept.course.public().join("README.md"), "A word more.\n"), &[]);
    kept.check(
        |kept| add(&kept.course.private().join("hidden.toml"), "# A word more.\n"),
        &["draws", "verdicts"],
    );
    kept.check(
        |kept| add(&kept.course.public().join("exercise.toml"), "# A word more.\n"),
        &["draws", "verdicts"],
    );
    kept.check(Kept::go_another_way_to_the_compiler, &[]);
    // A run of the lesson, to be given its number in another way.
    kept.check(
        |kept| {
            let lesson = kept.course.public().join("exercise.toml");
            change(&lesson, |toml| toml.replace("args = [\"7\"]", "args = [\"07\"]"));
        },
        &["draws", "observations", "verdicts"],
    );
    kept.check(
        |kept| add(&kept.course.private().join("src/main.rs"), "// A word more.\n"),
        &["draws", "observations", "programs", "verdicts"],
    );
    kept.check(
        |kept| add(&kept.handed_in.path().join("src/main.rs"), "// Another word.\n"),
        &["programs", "verdicts"],
    );
    // A grader of the same sources, whatever its file.
    kept.check(
        |kept| {
            let other = kept.target.path().join("other-grader");
            // Not by ourselves: a child that another test starts meanwhile would hold it open for
            // writing, and nobody could start it.
            let copied = Command::new("cp").args([&kept.program, &other]).status();
            assert!(copied.expect("there is a `cp`").success(), "there is room for another");
            kept.program = other;
        },
        &[],
    );
}

#[test]
fn a_change_of_the_clock_is_seen_by_what_ran_under_it_and_not_by_what_was_compiled() {
    let mut kept = Kept::begin_in(SmallCourse::of(EXERCISE).with_own_grader(), target_to_build_in);
    kept.check(|_| {}, &[]);
    let clock = kept.course.root().join("grader/clock");
    kept.check(|_| add(&clock.join("README.md"), "A word more.\n"), &[]);
    let function = "\n#[unsafe(no_mangle)]\nextern \"C\" fn one_function_more() {}\n";
    kept.check(
        |_| add(&clock.join("src/lib.rs"), function),
        &["draws", "observations", "verdicts"],
    );
}

#[test]
fn a_change_of_the_compiler_is_seen_by_all() {
    let mut kept = Kept::begin_in(SmallCourse::of(EXERCISE).with_own_grader(), target_to_build_in);
    kept.check(Kept::exchange_compiler, &["draws", "observations", "programs", "verdicts"]);
}

#[test]
fn the_store_can_be_deleted_at_any_time() {
    let kept = Kept::begin();
    let first = shelves(&kept.store());
    for shelf in SHELVES {
        fs::remove_dir_all(kept.store().join(shelf)).expect("it can be removed");
        kept.again();
    }
    fs::remove_dir_all(kept.store()).expect("it can be removed");
    own_target(kept.target.path());
    kept.again();
    assert_eq!(shelves(&kept.store()), first, "all that is kept is made again");
}

#[test]
fn graders_that_are_killed_or_work_at_once_leave_the_store_whole() {
    let mut kept = Kept::begin();
    for (round, wait_ms) in [5, 20, 60, 150, 300, 600].into_iter().enumerate() {
        let main = kept.handed_in.path().join("src/main.rs");
        add(&main, &format!("// Round {round}.\n"));
        let quiet = |mut grading: Command| {
            grading.stdout(Stdio::null()).stderr(Stdio::null());
            grading.spawn().expect("the grader can be started")
        };
        let [mut killed, mut other] = [kept.grading(), kept.grading()].map(quiet);
        thread::sleep(Duration::from_millis(wait_ms));
        killed.kill().expect("it is ours");
        killed.wait().expect("it is ours");
        assert_eq!(other.wait().expect("it is ours").code(), Some(0), "after {wait_ms} ms");
        // What is there is there whole: nothing has to be made again.
        kept.check(|_| {}, &[]);
    }
}
