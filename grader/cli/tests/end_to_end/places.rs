//! Folders for one test: what is handed in, courses with something wrong, and stores.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::common;

/// What a course needs besides its exercises.
const AROUND: [&str; 5] = ["Cargo.toml", "Cargo.lock", ".cargo", "rust-toolchain.toml", "grader"];
/// What a store needs so that nothing has to be built into it.
const PREPARED: [&str; 3] = ["prepared", "clocks", "crates"];

/// A folder that is gone after the test.
pub(crate) fn folder() -> TempDir {
    tempfile::Builder::new().prefix("end-to-end-").tempdir().expect("there is room for a folder")
}

/// Writes a file, with the folders above it.
pub(crate) fn write(path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
    let path = path.as_ref();
    fs::create_dir_all(path.parent().unwrap_or(path)).expect("the folder can be made");
    fs::write(path, content).expect("the file can be written");
}

/// A submission that is one file.
pub(crate) fn submission(main: impl AsRef<[u8]>) -> TempDir {
    let folder = folder();
    write(folder.path().join("src/main.rs"), main);
    folder
}

/// A submission with all files of the reference, and another file where its own code begins.
pub(crate) fn variant(exercise: &str, root: &Path) -> TempDir {
    let folder = folder();
    let reference = common::root().join("solutions").join(exercise);
    copy(&reference.join("src"), &folder.path().join("src"));
    let begins = own_root(&reference);
    fs::copy(root, folder.path().join(begins)).expect("the program can be copied");
    folder
}

/// Where the code of a reference begins: in a library, if it is one.
pub(crate) fn own_root(reference: &Path) -> &'static str {
    let is_library = reference.join("src/lib.rs").exists();
    if is_library { "src/lib.rs" } else { "src/main.rs" }
}

/// A course of one exercise, in a folder of this name: all that is not an exercise is linked.
pub(crate) struct SmallCourse {
    above: TempDir,
    name: &'static str,
    exercise: &'static str,
}

impl SmallCourse {
    pub(crate) fn of(exercise: &'static str) -> SmallCourse {
        SmallCourse::named("course", exercise)
    }

    pub(crate) fn named(name: &'static str, exercise: &'static str) -> SmallCourse {
        let course = SmallCourse { above: folder(), name, exercise };
        for half in ["exercises", "solutions"] {
            copy(
                &common::root().join(half).join(exercise),
                &course.root().join(half).join(exercise),
            );
        }
        // It stands on nothing here.
        let toml = course.public().join("exercise.toml");
        let text = fs::read_to_string(&toml).expect("it is there");
        let needs = text.lines().find(|line| line.starts_with("needs = [")).unwrap_or("needs = [");
        write(&toml, text.replace(needs, "needs = []"));
        let random = "solutions/random.rs";
        fs::copy(common::root().join(random), course.root().join(random))
            .expect("what the draws share can be copied");
        for name in AROUND {
            symlink(common::root().join(name), course.root().join(name)).expect("a link");
        }
        course
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.above.path().join(self.name)
    }

    /// The public half of its exercise.
    pub(crate) fn public(&self) -> PathBuf {
        self.root().join("exercises").join(self.exercise)
    }

    /// The private half of its exercise.
    pub(crate) fn private(&self) -> PathBuf {
        self.root().join("solutions").join(self.exercise)
    }

    /// With a copy of what is built before any submission comes, which can so be changed, instead
    /// of a link.
    pub(crate) fn with_own_grader(self) -> SmallCourse {
        let [here, there] = [self.root(), common::root()];
        for name in ["grader", "Cargo.lock"] {
            fs::remove_file(here.join(name)).expect("the link can be removed");
        }
        copy(&there.join("grader"), &here.join("grader"));
        fs::copy(there.join("Cargo.lock"), here.join("Cargo.lock")).expect("it can be copied");
        symlink(there.join("xtask"), here.join("xtask")).expect("a link");
        self
    }

    /// Without the private halves of all exercises.
    pub(crate) fn released(self) -> SmallCourse {
        fs::remove_dir_all(self.root().join("solutions")).expect("the solutions can be removed");
        self
    }
}

/// A value for `CARGO_TARGET_DIR`: a store of its own in which nothing has to be built first.
pub(crate) fn own_target(target: &Path) {
    common::lab();
    fs::create_dir_all(target.join("grader")).expect("the folder can be made");
    for path in prepared() {
        let name = path.file_name().unwrap_or_default();
        symlink(&path, target.join("grader").join(name)).expect("a link");
    }
}

/// A value for the same, for a course that builds what is its own: cargo finds all else there.
pub(crate) fn target_to_build_in(target: &Path) {
    fs::create_dir_all(target.join("grader")).expect("the folder can be made");
    let of_cargo = prepared().into_iter().filter(|path| !path.ends_with("prepared"));
    // Cargo goes by the times of its files, so they are copied, too.
    let copied = Command::new("cp").arg("-a").args(of_cargo).arg(target.join("grader")).status();
    assert!(copied.expect("there is a `cp`").success(), "there is room for another");
}

/// The folders of the shared store that hold what is built once.
pub(crate) fn prepared() -> Vec<PathBuf> {
    common::lab();
    let entries = fs::read_dir(common::lab().store().root()).expect("the store is there");
    let paths = entries.flatten().map(|entry| entry.path());
    let is_prepared = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        PREPARED.iter().any(|prepared| name.starts_with(prepared))
    };
    paths.filter(is_prepared).collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the folder can be read");
        let to = to.join(entry.path().strip_prefix(from).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).expect("the folder can be made");
        } else {
            fs::copy(entry.path(), to).expect("the file can be copied");
        }
    }
}
