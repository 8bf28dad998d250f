//! Rules of the house that no compiler knows, each with its reason.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::common::{course, root};
use crate::text::{above_tests, code, uncommented};

/// The modules of the grader from the ground up. Each may know those above it in this list and
/// none below: so every module can be read, tested and moved with what it stands on.
const LAYERS: [(&str, &str); 30] = [
    ("words", "numbers in words stand on nothing"),
    ("clean", "text of others made safe to show stands on nothing"),
    ("letters", "texts compared by their letters alone stand on nothing"),
    ("nesting", "how deep a text is does not depend on what it means"),
    ("key", "names by content stand on nothing"),
    ("pattern", "text with gaps stands on nothing"),
    ("parallel", "the same work on all cores does not know the work"),
    ("process", "starting and killing does not know what is started"),
    ("transcript", "what a run wrote is the course's first word; all else speaks of it"),
    ("observation", "a transcript and what it cost"),
    ("sandbox", "confines a program; whose it is, and what it is for, it does not know"),
    ("sources", "files of a program, whoever wrote it"),
    ("store", "what is kept, by its key, whatever it is"),
    ("course", "what is asked, and what is right; it knows no submission and no grading"),
    ("starter", "files of an exercise, put aside and back; what they mean, it does not know"),
    ("scaffold", "a new exercise is files in a course; what they mean, it does not know"),
    ("release", "a student's copy is some of a course's files; what they mean, it does not know"),
    ("judge", "compares two transcripts by the course's rules; it does not know what ran"),
    ("verdict", "the words for what a comparison or an end means"),
    ("submission", "sources with the verdict that they may have at once"),
    ("build", "sources become a program or a verdict; what it is for, it does not know"),
    ("run", "a program becomes an observation; what would be right never gets here"),
    ("report", "all verdicts of a grading, for whoever shows them"),
    ("logbook", "keeps of a report what a student comes back to"),
    ("diagnose", "names the mistake, from values alone"),
    ("render", "shows a report; nothing that grades may depend on how it looks"),
    ("lesson", "shows what is right, by the means that reports are shown"),
    ("grade", "the only place where all steps of a grading meet"),
    ("verify", "grades the course's own programs, as anybody's"),
    ("commands", "what people type: it alone prints, and nothing else knows it"),
];

/// Modules that are functions of their arguments: the same report gives the same page, and the
/// same transcripts the same verdict, on every machine.
const PURE: [&str; 13] = [
    "words",
    "clean",
    "letters",
    "nesting",
    "key",
    "pattern",
    "transcript",
    "observation",
    "judge",
    "verdict",
    "report",
    "diagnose",
    "render",
];

/// Names by which code reaches a file, a process, a clock or the surroundings.
const IMPURE: [&str; 12] = [
    "std::fs",
    "std::process",
    "std::env",
    "std::net",
    "std::thread",
    "std::io::std",
    "Instant",
    "SystemTime",
    "rustix::",
    "tempfile::",
    "walkdir::",
    "terminal_size",
];

/// The longest file that one can hold in one's head.
const MOST_LINES: usize = 400;

#[test]
fn modules_know_only_what_lies_below_them() {
    let rank: BTreeMap<&str, usize> =
        LAYERS.iter().enumerate().map(|(rank, (module, _))| (*module, rank)).collect();
    let mut broken = Vec::new();
    for (module, file) in modules() {
        let Some(own) = rank.get(&*module) else {
            broken.push(format!("{}: `{module}` has no place among the layers", shown(&file)));
            continue;
        };
        for (line, named) in crate_paths(&code(above_tests(&read(&file)))) {
            match rank.get(&*named) {
                Some(other) if other > own => broken.push(format!(
                    "{}:{line}: `{module}` knows `{named}`, which lies above it: {}",
                    shown(&file),
                    LAYERS[*own].1
                )),
                Some(_) => {}
                None => broken.push(format!("{}:{line}: what is `crate::{named}`?", shown(&file))),
            }
        }
    }
    assert_none(broken);
    let found: Vec<String> = modules().into_iter().map(|(module, _)| module).collect();
    let gone = LAYERS.iter().filter(|(module, _)| !found.iter().any(|found| found == module));
    assert_none(gone.map(|(module, _)| format!("`{module}` is a layer and no module")).collect());
}

#[test]
fn what_decides_touches_no_file_no_process_and_no_clock() {
    let pure = modules().into_iter().filter(|(module, _)| PURE.contains(&&**module));
    let files: Vec<PathBuf> = pure.map(|(_, file)| file).collect();
    check(&files, |source| {
        let code = code(above_tests(source));
        lines_with(&code, |line| {
            IMPURE.into_iter().find(|name| line.contains(name)).map(str::to_owned)
        })
    });
}

#[test]
fn the_grader_knows_no_exercise_by_name() {
    // A name with two words is no word of the language; it would be a rule for one exercise. In
    // messages and help one may stand as an example.
    let slugs: Vec<String> = course().exercises.into_iter().map(|exercise| exercise.slug).collect();
    let names = slugs.iter().filter(|slug| slug.contains('-'));
    let names: Vec<String> =
        names.flat_map(|slug| [slug.clone(), slug.replace('-', "_")]).collect();
    assert!(names.len() > 6, "{names:?}");
    let files: Vec<PathBuf> = modules().into_iter().map(|(_, file)| file).collect();
    check(&files, |source| {
        let text = uncommented(above_tests(source));
        lines_with(&text, |line| {
            let is_example = line.contains("such as `");
            names.iter().find(|name| !is_example && has_word(line, name)).cloned()
        })
    });
}

#[test]
fn only_the_clock_and_the_sandbox_leave_safe_rust() {
    // It stands between a program and the kernel, as does the process that confines it; nothing
    // else has a reason to. What attacks them, as if the compiler had let it through, makes its
    // system calls in one file.
    let attack = "grader/tests/attacks/programs/src/call.rs";
    let allowed = ["grader/clock", "grader/src/sandbox/child", attack];
    let allowed = allowed.map(|place| root().join(place));
    let mut files = rust_files(".");
    files.retain(|file| !allowed.iter().any(|place| file.starts_with(place)));
    check(&files, |source| {
        lines_with(&code(source), |line| {
            let words = ["unsafe", "allow(unsafe_code", "expect(unsafe_code"];
            words.into_iter().find(|word| has_word(line, word)).map(str::to_owned)
        })
    });
}

#[test]
fn no_file_is_too_long_to_be_held_in_ones_head() {
    let mut files = rust_files("grader/src");
    files.extend(rust_files("grader/clock"));
    files.extend(rust_files("grader/trace"));
    files.extend(rust_files("xtask"));
    check(&files, |source| {
        let count = source.lines().count();
        if count > MOST_LINES {
            vec![(count, format!("over {MOST_LINES} lines"))]
        } else {
            Vec::new()
        }
    });
}

#[test]
fn only_commands_print() {
    // The rest of the library answers with values, so that whoever calls it decides what is said.
    let mut files = rust_files("grader/src");
    files.extend(rust_files("grader/trace/src"));
    files.extend(rust_files("grader/clock/src"));
    files.retain(|file| {
        let is_test = file.iter().any(|part| part == "tests");
        !is_test && !file.ends_with("main.rs") && !shown(file).starts_with("grader/src/commands")
    });
    check(&files, |source| {
        let code = code(above_tests(source));
        lines_with(&code, |line| {
            let macros = ["print!", "println!", "eprint!", "eprintln!", "dbg!"];
            macros.into_iter().find(|name| has_word(line, name)).map(str::to_owned)
        })
    });
}

#[test]
fn every_crate_is_held_to_the_lints_of_the_workspace() {
    let manifests = tracked().into_iter().filter(|file| file.ends_with("Cargo.toml"));
    let mut crates = 0;
    let mut broken = Vec::new();
    for file in manifests {
        let manifest: toml::Table = read(&file).parse().expect("a manifest is TOML");
        if manifest.contains_key("package") {
            crates += 1;
            let inherits = manifest.get("lints").and_then(|lints| lints.get("workspace"));
            if inherits.and_then(toml::Value::as_bool) != Some(true) {
                broken.push(format!("{}: `[lints] workspace = true` is missing", shown(&file)));
            }
        }
    }
    assert!(crates > course().exercises.len(), "{crates} crates");
    assert_none(broken);
}

#[test]
fn no_file_names_a_folder_of_somebodys_machine() {
    let folders = ["home", "root", "work", "Users"].map(|name| format!("/{name}/"));
    check(&tracked(), |source| {
        lines_with(source, |line| {
            let is_one = |folder: &&String| {
                // In the middle of a longer path or of an address it is somebody else's.
                line.match_indices(&***folder).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || "./-_~}$".contains(c))
                })
            };
            folders.iter().find(is_one).cloned()
        })
    });
}

/// Holds all files to a rule: `broken` gives the lines, each with what is wrong in it.
fn check(files: &[PathBuf], broken: impl Fn(&str) -> Vec<(usize, String)>) {
    assert!(!files.is_empty(), "there are files to look at");
    let broken = files.iter().flat_map(|file| {
        let lines = fs::read_to_string(file).map(|source| broken(&source)).unwrap_or_default();
        lines.into_iter().map(move |(line, what)| format!("{}:{line}: {what}", shown(file)))
    });
    assert_none(broken.collect());
}

fn assert_none(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// Lines in which something is found, with what.
fn lines_with(text: &str, find: impl Fn(&str) -> Option<String>) -> Vec<(usize, String)> {
    let numbered = (1..).zip(text.lines());
    numbered.filter_map(|(number, line)| Some((number, find(line)?))).collect()
}

/// True when the word stands in the line, and not as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let in_word = |char: char| char.is_alphanumeric() || char == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(in_word) && !line[at + word.len()..].starts_with(in_word)
    })
}

/// The modules that a file names as `crate::NAME` or in `use crate::{..}`, with the lines.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        let line = code[..at].lines().count().max(1) + usize::from(code[..at].ends_with('\n'));
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let mut depth = 0;
                let mut names = String::new();
                for char in group.chars().take_while(|char| *char != ';') {
                    depth += i32::from(char == '{') - i32::from(char == '}');
                    names.extend((depth == 0).then_some(char));
                }
                let names = names.split(',').map(leading_name).filter(|name| !name.is_empty());
                found.extend(names.map(|name| (line, name)));
            }
            None => found.push((line, leading_name(rest))),
        }
    }
    found
}

fn leading_name(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Every file of the grader's library, with the top-level module that it belongs to.
fn modules() -> Vec<(String, PathBuf)> {
    let above = root().join("grader/src");
    let files = rust_files("grader/src").into_iter();
    let with_module = files.filter_map(|file| {
        let inside = file.strip_prefix(&above).ok()?;
        let is_root = ["lib.rs", "main.rs"].iter().any(|root| inside == Path::new(root));
        let is_test = inside.iter().any(|part| part == "tests" || part == "tests.rs");
        let top = inside.iter().next()?.to_string_lossy().trim_end_matches(".rs").to_owned();
        (!is_root && !is_test).then_some((top, file))
    });
    with_module.collect()
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let folder = if folder == "." { root() } else { root().join(folder) };
    let mut files = tracked();
    files.retain(|file| file.starts_with(&folder) && file.extension().is_some_and(|it| it == "rs"));
    files
}

/// The files of the project: all but what tools make.
fn tracked() -> Vec<PathBuf> {
    let is_made = |name: &str| matches!(name, ".git" | "target") || name.ends_with(".new");
    let files = WalkDir::new(root()).sort_by_file_name().into_iter().filter_entry(move |entry| {
        entry.depth() == 0 || !is_made(&entry.file_name().to_string_lossy())
    });
    let files = files.flatten().filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

#[test]
fn every_way_to_name_a_module_is_seen() {
    fn check(code: &str, expected: &[(usize, &str)]) {
        let found = crate_paths(code);
        let found: Vec<_> = found.iter().map(|(line, name)| (*line, &**name)).collect();
        assert_eq!(found, expected, "{code}");
    }
    check(
        "use crate::run::Runner;\n\nuse crate::{build, course::{self, x}};",
        &[(1, "run"), (3, "build"), (3, "course")],
    );
    check("fn f() {\n    crate::grade::x(super::y())\n}", &[(2, "grade")]);
    check("pub(crate) fn f() {}", &[]);
}
