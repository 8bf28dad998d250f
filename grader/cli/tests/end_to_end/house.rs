//! Rules of the house that no compiler knows, each with its reason.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::common::{course, root};
use crate::text::{above_tests, uncommented};

/// The longest file that one can hold in one's head.
const MOST_LINES: usize = 350;

#[test]
fn the_grader_knows_no_exercise_by_name() {
    // A name with two words is no word of the language; it would be a rule for one exercise. In
    // messages and help one may stand as an example.
    let slugs: Vec<String> = course().exercises.into_iter().map(|exercise| exercise.slug).collect();
    let names = slugs.iter().filter(|slug| slug.contains('-'));
    let names: Vec<String> =
        names.flat_map(|slug| [slug.clone(), slug.replace('-', "_")]).collect();
    assert!(names.len() > 6, "{names:?}");
    check(&sources(), |source| {
        let text = uncommented(above_tests(source));
        lines_with(&text, |line| {
            let is_example = line.contains("such as `")
                || line.contains("cargo xtask")
                || line.contains("grader grade");
            names.iter().find(|name| !is_example && has_word(line, name)).cloned()
        })
    });
}

#[test]
fn no_file_is_too_long_to_be_held_in_ones_head() {
    let mut files = rust_files("grader");
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

/// Crates with a table of lints of their own: the workspace's, but that `unsafe` is denied where it
/// is not explained, and not forbidden.
const LEAVE_SAFE_RUST: [(&str, &str); 6] = [
    ("grader/clock", "it stands between a program and the kernel"),
    ("grader/clock/channel", "a number becomes a descriptor there"),
    ("grader/clock/programs", "some attack the clock as if the compiler had let them through"),
    ("grader/clock/tasks", "the clock and its questions meet by a symbol's name"),
    ("grader/sandbox", "its child gives up what the kernel lets a process do"),
    ("grader/cli/tests/attacks/programs", "attacks as if the compiler had let them through"),
];

#[test]
fn every_crate_is_held_to_the_lints_of_the_workspace() {
    let workspace = manifest(&root().join("Cargo.toml"));
    let mut without_forbidding = workspace["workspace"]["lints"].clone();
    assert_eq!(without_forbidding["rust"]["unsafe_code"].as_str(), Some("forbid"));
    without_forbidding["rust"]["unsafe_code"] = "deny".into();
    let mut crates = 0;
    let mut broken = Vec::new();
    for file in tracked().into_iter().filter(|file| file.ends_with("Cargo.toml")) {
        let manifest = manifest(&file);
        if !manifest.contains_key("package") {
            continue;
        }
        crates += 1;
        let folder = shown(file.parent().expect("it lies in a folder"));
        let is_held = match LEAVE_SAFE_RUST.iter().any(|(own, _)| *own == folder) {
            true => manifest.get("lints") == Some(&without_forbidding),
            false => manifest.get("lints").is_some_and(|lints| {
                lints.get("workspace").and_then(toml::Value::as_bool) == Some(true)
            }),
        };
        if !is_held {
            broken.push(format!("{}: not the lints of the workspace", shown(&file)));
        }
    }
    assert!(crates > course().exercises.len(), "{crates} crates");
    assert_none(broken);
}

/// Crates that are functions of their arguments, from the ground up: what is asked, compared and
/// shown is the same on every machine. Clippy holds them to it, by what their `clippy.toml` says.
const PURE: [&str; 3] = ["grader/model", "grader/judge", "grader/render"];

#[test]
fn what_decides_touches_no_file_no_process_and_no_clock() {
    let rules = PURE.map(|name| read(&root().join(name).join("clippy.toml")));
    assert!(rules.iter().all(|rule| *rule == rules[0]), "one rule for all that is pure");
    // Nothing that they stand on, of ours, acts.
    let mut broken = Vec::new();
    for name in PURE {
        let manifest = manifest(&root().join(name).join("Cargo.toml"));
        let needed = manifest["dependencies"].as_table().expect("a table");
        let own = |needed: &&String| root().join("grader").join(needed).is_dir();
        let acts = |needed: &&String| !PURE.contains(&&*format!("grader/{needed}"));
        broken.extend(needed.keys().filter(own).filter(acts).map(|it| format!("{name}: {it}")));
    }
    assert_none(broken);
}

#[test]
fn clippy_refuses_a_file_a_process_and_a_clock_in_what_decides() {
    let refuses = |statement: &str, why: &str| {
        let folder = tempfile::tempdir().expect("there is room");
        let source = folder.path().join("lib.rs");
        fs::write(&source, format!("pub fn it() {{ {statement} }}")).expect("it is written");
        let said = Command::new("clippy-driver")
            .args(["--crate-type=lib", "--emit=metadata", "--edition=2024", "--out-dir"])
            .args([folder.path(), &source])
            .env("CLIPPY_CONF_DIR", root().join(PURE[1]))
            .output();
        let Ok(said) = said else { return eprintln!("SKIPPED: there is no clippy here") };
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        assert_eq!(said.contains("disallowed"), !why.is_empty(), "{statement}: {said}");
        assert!(said.contains(why), "{statement}: {said}");
    };
    refuses("let _ = std::fs::read(\"notes\");", "reads no file");
    refuses("let _ = std::fs::File::open(\"notes\");", "does no IO");
    refuses("let _ = std::process::Command::new(\"ls\");", "starts nothing");
    refuses("let _ = std::net::TcpStream::connect(\"127.0.0.1:1\");", "does no IO");
    refuses("let _ = std::time::Instant::now();", "clock decides nothing");
    refuses("let _ = std::path::Path::new(\"notes\").join(\"one\");", "");
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let folders = ["home", "root", "work", "Users"].map(|name| format!("/{name}/"));
    check(&tracked(), |source| {
        lines_with(source, |line| {
            let is_one = |folder: &&String| {
                // In the middle of a longer path or of an address it is another one.
                line.match_indices(&***folder).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || "./-_~}$".contains(c))
                })
            };
            folders.iter().find(is_one).cloned()
        })
    });
}

#[test]
fn what_need_not_be_read_to_do_an_exercise_is_folded() {
    let open = ["Last time", "The situation", "Guess first", "The idea", "Your turn", "Hints"];
    let folded = ["When the compiler says", "Look at your timeline", "Break it on purpose"];
    let folded = folded.into_iter().chain(["In the real world", "Words"]);
    let folded: Vec<_> =
        folded.map(|name| format!("<details><summary><b>{name}</b></summary>")).collect();
    let mut lessons = tracked();
    lessons.retain(|file| {
        file.ends_with("README.md") && file.with_file_name("exercise.toml").exists()
    });
    for lesson in lessons {
        let text = read(&lesson);
        let open = open.map(|name| format!("## {name}"));
        let begins =
            |line: &&str| line.starts_with("## ") || line.starts_with("<details><summary><b>");
        let sections: Vec<&str> = text.lines().filter(begins).collect();
        let (turn, rest) = open.split_at(5);
        let expected = turn.iter().chain(&folded[..1]).chain(rest).chain(&folded[1..]);
        assert!(expected.eq(&sections), "{}: {sections:#?}", shown(&lesson));
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    }
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

/// The sources of the crates that grade, without their tests.
fn sources() -> Vec<PathBuf> {
    let mut files = rust_files("grader");
    files.retain(|file| {
        let parts = file.strip_prefix(root()).unwrap_or(file).iter();
        let parts: Vec<&str> = parts.filter_map(|part| part.to_str()).collect();
        let is_test = parts.iter().any(|part| part.trim_end_matches(".rs") == "tests");
        parts.get(2) == Some(&"src") && !matches!(parts[1], "clock" | "lab") && !is_test
    });
    files
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

fn manifest(file: &Path) -> toml::Table {
    read(file).parse().expect("a manifest is TOML")
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}
