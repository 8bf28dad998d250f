//! A course with something to hide, and the real grader in it, in each environment.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use tempfile::TempDir;

use crate::common;
use crate::confinement::Environment;
use crate::environment::{NOBODY, User, copy_program};
use crate::world::SECRET;

/// The exercises of the course: of one a program is handed in, of the other a library.
pub(crate) const PROGRAM: &str = "03-sleepy-count";
pub(crate) const LIBRARY: &str = "11-gather";

/// What a course needs besides its exercises.
const AROUND: [&str; 5] = ["Cargo.toml", "Cargo.lock", ".cargo", "rust-toolchain.toml", "grader"];
/// What a store needs so that nothing has to be built into it: small things that their owner alone
/// can read, and large ones.
const PREPARED: [&str; 2] = ["prepared", "clocks"];
const BUILT: &str = "cargo-";

/// A course, a store, and a grader; gone when it is dropped.
pub(crate) struct School {
    base: TempDir,
    user: User,
    /// What is in force around its programs, as a report says it.
    isolation: String,
}

impl School {
    /// The same for all who want one at the same time.
    pub(crate) fn shared(user: User) -> Result<Arc<School>, String> {
        static SCHOOLS: Mutex<Vec<(User, Weak<School>)>> = Mutex::new(Vec::new());
        let mut schools = SCHOOLS.lock().unwrap_or_else(PoisonError::into_inner);
        let there =
            schools.iter().find_map(|(of, school)| school.upgrade().filter(|_| *of == user));
        if let Some(school) = there {
            return Ok(school);
        }
        let school = Arc::new(School::open(user)?);
        schools.push((user, Arc::downgrade(&school)));
        Ok(school)
    }

    /// For a user, with another student's program graded already; else why there is none.
    pub(crate) fn open(user: User) -> Result<School, String> {
        LazyLock::force(&PREPARE);
        let base = tempfile::Builder::new().prefix("attacks-school-").tempdir();
        let base = base.expect("there is room for a folder");
        let mut school = School { base, user, isolation: String::new() };
        school.furnish();
        let other = school.others();
        let text = format!(
            "pub fn main() {{ println!(\"{{}}\", std::hint::black_box(\"{SECRET}\")); }}\n"
        );
        write(&other.join("src/main.rs"), &text);
        let said = school.grade(&other, PROGRAM, &[]);
        let report = serde_json::from_slice::<serde_json::Value>(&said.stdout).unwrap_or_default();
        if report["exercises"][0]["verdict"] != "wrong_transcript" {
            let why = String::from_utf8_lossy(&said.stderr);
            return Err(format!("nothing can be graded: {why}"));
        }
        school.isolation = report["isolation"].to_string();
        Ok(school)
    }

    /// Those environments that there are here; the others are said to be left out.
    pub(crate) fn environments<'a>(&self, asked: &'a [Environment]) -> Vec<&'a Environment> {
        let is_there = |(name, arguments): &&Environment| {
            let has_all = self.isolation.contains("namespaces") || !arguments.is_empty();
            if !has_all {
                println!("{}, {name}: SKIPPED: there is only {}", self.user, self.isolation);
            }
            has_all
        };
        asked.iter().filter(is_there).collect()
    }

    /// Where the hidden half of the program's exercise lies.
    pub(crate) fn hidden(&self) -> PathBuf {
        self.base.path().join("course/solutions").join(PROGRAM)
    }

    /// What another student has handed in.
    pub(crate) fn others(&self) -> PathBuf {
        self.base.path().join("others")
    }

    /// Where graders keep what they have compiled.
    pub(crate) fn kept(&self) -> PathBuf {
        self.base.path().join("target/grader/programs")
    }

    /// Where runs have their folders.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.base.path().join("target/grader/tmp")
    }

    /// Folders of runs whose graders have ended.
    pub(crate) fn left_by_the_dead(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.scratch()).into_iter().flatten().flatten();
        let of_the_dead = entries.filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let grader = name.split('-').next().unwrap_or_default();
            !Path::new("/proc").join(grader).exists()
        });
        of_the_dead.map(|entry| entry.path()).collect()
    }

    /// Grades a folder, with more arguments.
    pub(crate) fn grade(&self, folder: &Path, exercise: &str, more: &[&str]) -> Output {
        self.grader()
            .arg("grade")
            .arg(folder)
            .args(["--exercise", exercise])
            .args(more)
            .args(["--format", "json"])
            .output()
            .expect("the grader can be started")
    }

    /// The grader, at work for this user in this course.
    pub(crate) fn grader(&self) -> Command {
        let base = self.base.path();
        let mut command = match self.user {
            User::Own => Command::new(base.join("grader")),
            User::Nobody => self.as_nobody(),
        };
        command.env_clear().current_dir(base.join("course"));
        for name in ["HOME", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        if self.user == User::Nobody {
            let toolchain = base.join("toolchain/bin").display().to_string();
            command.env("PATH", format!("{toolchain}:/usr/bin:/bin")).env("HOME", base);
        }
        command.env("CARGO_TARGET_DIR", base.join("target")).env("SECRET", SECRET);
        command.env("NO_COLOR", "1").env("LANG", "C.UTF-8");
        command
    }

    /// What the superuser alone can reach is laid where everybody can, for this process only.
    fn as_nobody(&self) -> Command {
        let base = self.base.path();
        let binds = self.around().into_iter().map(|(name, from)| {
            format!("mount --bind '{}' '{}'\n", from.display(), base.join(name).display())
        });
        let user = format!("--reuid={NOBODY} --regid={NOBODY} --clear-groups");
        let script = format!("{}exec setpriv {user} \"$@\"", binds.collect::<String>());
        let mut command = Command::new("unshare");
        command.args(["-m", "sh", "-euc", &script, "sh"]).arg(base.join("grader"));
        command
    }

    fn around(&self) -> [(&'static str, PathBuf); 3] {
        [
            ("root", common::root()),
            ("store", common::target().join("grader")),
            ("toolchain", sysroot()),
        ]
    }

    fn furnish(&self) {
        let base = self.base.path();
        open_to_everybody(base);
        for (name, from) in self.around() {
            match self.user {
                User::Own => symlink(from, base.join(name)).expect("a link"),
                User::Nobody => fs::create_dir(base.join(name)).expect("a folder"),
            }
        }
        for exercise in [PROGRAM, LIBRARY] {
            for half in ["exercises", "solutions"] {
                let inside = Path::new(half).join(exercise);
                copy(&common::root().join(&inside), &base.join("course").join(&inside));
            }
            let private = base.join("course/solutions").join(exercise);
            for left_out in ["wrong", "also"] {
                let _ = fs::remove_dir_all(private.join(left_out));
            }
            let _ = fs::remove_file(private.join("draw.rs"));
            let hidden = fs::read_to_string(private.join("hidden.toml")).expect("it is hidden");
            write(&private.join("hidden.toml"), &format!("# {SECRET}\n{}", first_run(&hidden)));
            let public = base.join("course/exercises").join(exercise).join("exercise.toml");
            let text = fs::read_to_string(&public).expect("it is public");
            let alone = text.lines().filter(|line| !line.starts_with("needs"));
            write(&public, &alone.map(|line| format!("{line}\n")).collect::<String>());
        }
        for name in AROUND {
            symlink(base.join("root").join(name), base.join("course").join(name)).expect("a link");
        }
        let store = base.join("target/grader");
        fs::create_dir_all(&store).expect("the folder can be made");
        for folder in [base.join("target"), store.clone()] {
            open_to_everybody(&folder);
        }
        let shared = common::target().join("grader");
        for prepared in PREPARED {
            copy(&shared.join(prepared), &store.join(prepared));
            for entry in walkdir::WalkDir::new(store.join(prepared)).into_iter().flatten() {
                open_to_everybody(entry.path());
            }
        }
        for entry in fs::read_dir(shared).expect("it is there").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(BUILT) {
                symlink(base.join("store").join(&name), store.join(&name)).expect("a link");
            }
        }
        let grader = assert_cmd::cargo::cargo_bin!("grader");
        copy_program(grader, &base.join("grader"));
    }
}

/// What is built once for all graders is there. Another process sees to it: a grader takes every
/// orphan for its own, and some belong to attacks.
static PREPARE: LazyLock<()> = LazyLock::new(|| {
    let mut grader = Command::new(assert_cmd::cargo::cargo_bin!("grader"));
    grader.arg("grade").arg(Path::new("exercises").join(PROGRAM)).args(["--checks", "public"]);
    grader.env("CARGO_TARGET_DIR", common::target()).current_dir(common::root());
    let said = grader.output().expect("the grader can be started");
    let errors = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.code().is_some_and(|code| code < 2), "{errors}");
});

/// Of the hidden runs the first, and no draw: what has to be found out about a course once would
/// be found out for each of these.
fn first_run(hidden: &str) -> String {
    let start = hidden.find("[[run]]").expect("there is a hidden run");
    let rest = &hidden[start..];
    let end = rest[1..].find("\n[").map_or(rest.len(), |end| end + 1);
    rest[..end].to_owned()
}

/// Where the compiler really lies.
fn sysroot() -> PathBuf {
    let mut rustc = Command::new("rustc");
    let said = rustc.args(["--print", "sysroot"]).current_dir(common::root()).output();
    let said = said.expect("there is a compiler");
    PathBuf::from(String::from_utf8_lossy(&said.stdout).trim())
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("it can be made");
    fs::write(path, text).expect("the file can be written");
}

fn open_to_everybody(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o777)).expect("it is ours");
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the folder can be read");
        let to = to.join(entry.path().strip_prefix(from).expect("it lies inside"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).expect("the folder can be made");
        } else {
            fs::copy(entry.path(), to).expect("the file can be copied");
        }
    }
}
