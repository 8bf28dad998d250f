//! What an instructor types who writes next term's exercise.

use std::fs;
use std::path::Path;

use crate::places::{SmallCourse, write};
use crate::program::{Said, instructors, said, xtask};

const EXERCISE: &str = "03-sleepy-count";

fn ask(course: &SmallCourse, args: &[&str]) -> Said {
    let is_students = args.first() == Some(&"check");
    let verbs = if is_students { xtask } else { instructors };
    said(verbs(&course.root()).args(args))
}

/// What is printed, without what is only shown while it works.
fn check(course: &SmallCourse, args: &[&str], code: i32, expected: &[&str]) {
    let said = ask(course, args);
    let text = said.stdout + &said.stderr;
    assert_eq!(said.code, Some(code), "{args:?}: {text}");
    for expected in expected {
        assert!(text.contains(expected), "{args:?} does not say `{expected}`:\n{text}");
    }
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("the file is there");
    assert!(text.contains(from), "{} holds `{from}`", path.display());
    write(path, text.replace(from, to));
}

#[test]
fn a_new_exercise_is_sound_and_not_started() {
    let course = SmallCourse::of(EXERCISE);
    check(&course, &["new", "tea-time"], 0, &["made     exercises/04-tea-time"]);
    check(&course, &["verify", "tea-time"], 0, &["04 tea-time: sound"]);
    check(&course, &["check", "tea-time"], 1, &["Not started yet, and that is fine"]);
    check(&course, &["bless", "tea-time"], 0, &["Nothing changed."]);
}

#[test]
fn an_exercise_in_between_renames_folders_and_names_what_speaks_of_them() {
    let course = SmallCourse::of(EXERCISE);
    write(course.root().join("notes.md"), "see 03-sleepy-count/README.md");
    check(&course, &["new", "tea-time", "--after", "3"], 0, &["04-tea-time"]);
    let expected = [
        "renamed  exercises/04-tea-time to exercises/05-tea-time",
        "made     solutions/04-nap-time",
    ];
    check(&course, &["new", "nap-time", "--after", "sleepy-count"], 0, &expected);
    check(&course, &["verify", "tea-time"], 0, &["05 tea-time: sound"]);
}

#[test]
fn a_name_that_cannot_be_leaves_the_course_as_it_was() {
    let course = SmallCourse::of(EXERCISE);
    let expected = "error: there is an exercise `sleepy-count` already; choose another name";
    check(&course, &["new", "sleepy-count"], 2, &[expected]);
    check(
        &course,
        &["new", "Tea"],
        2,
        &["error: `Tea` cannot name an exercise: use small letters"],
    );
    check(&course, &["new", "async"], 2, &["error: `async` means something else to Rust"]);
    let entries = fs::read_dir(course.root().join("exercises")).expect("the folder is there");
    assert_eq!(entries.count(), 1);
}

#[test]
fn an_accepted_mistake_and_a_refused_solution_are_named_with_their_files() {
    let course = SmallCourse::of(EXERCISE);
    let reference = fs::read_to_string(course.private().join("src/main.rs")).expect("it is there");
    write(
        course.private().join("wrong/not-wrong.rs"),
        format!("//! # T\n//!\n//! S.\n{reference}"),
    );
    let never = "wrong/not-wrong.rs: neither a fixed run nor one of 256 draws shows the known";
    check(&course, &["verify"], 2, &["03 sleepy-count: not sound", never]);

    // Where there are no draws, everything else is looked at, too.
    let hidden = course.private().join("hidden.toml");
    let text = fs::read_to_string(&hidden).expect("it is there");
    write(&hidden, text.split("[draws]").next().unwrap_or_default());
    fs::write(course.private().join("also/late.rs"), "fn main() {}").expect("it can be written");
    let expected = [
        "solutions/03-sleepy-count/wrong/not-wrong.rs: should be refused, and is accepted",
        "solutions/03-sleepy-count/also/late.rs: should be accepted, and is not: in ",
        // Only a draw has two naps that are equally long.
        "solutions/03-sleepy-count/wrong/one-nap-of-a-length.rs: should be refused, and is accepted",
        "3 things are to be put right.",
    ];
    check(&course, &["verify"], 2, &expected);
}

#[test]
fn a_mistake_that_never_ends_is_named_with_its_file() {
    let course = SmallCourse::of(EXERCISE);
    let header = "//! # Counting on and on\n//!\n//! Your count goes on for ever.\n";
    let endless =
        [("computes", "loop { std::hint::spin_loop() }"), ("prints", "loop { println!(\"1\") }")];
    for (name, does) in endless {
        let source = format!("{header}\nfn main() {{ {does} }}\n");
        write(course.private().join(format!("wrong/{name}.rs")), source);
    }
    let named = |name| format!("solutions/03-sleepy-count/wrong/{name}.rs: never ends in \"");
    let expected = [named("computes"), named("prints"), "not sound".to_owned()];
    check(&course, &["verify"], 2, &expected.each_ref().map(String::as_str));
}

#[test]
fn a_starter_that_is_solved_or_warns_is_named() {
    let course = SmallCourse::of(EXERCISE);
    fs::copy(course.private().join("src/main.rs"), course.public().join("src/main.rs"))
        .expect("it can be copied");
    edit(&course.public().join("src/main.rs"), "fn main() {", "fn main() {\n    let unused = 1;");
    let expected = ["the starter is accepted as it is", "the starter compiles with a warning"];
    check(&course, &["verify", "3"], 2, &expected);
}

#[test]
fn hints_are_three_and_none_is_empty() {
    for (hints, code, expected) in [
        ("'where', 'which'", 2, "exercise.toml:5:9: an exercise has three hints, "),
        ("'where', 'which', 'nearly', 'all of it'", 2, "nearly the line; here are 4"),
        ("'where', 'which', ' '", 2, "exercise.toml: hint 3 is empty"),
    ] {
        let course = SmallCourse::of(EXERCISE);
        let toml = course.public().join("exercise.toml");
        let text = fs::read_to_string(&toml).expect("it is there");
        let begin = text.find("hints = [").expect("it has hints") + "hints = [".len();
        let end = text[begin..].find("\n]").expect("the list ends") + begin;
        write(&toml, format!("{}{hints}{}", &text[..begin], &text[end..]));
        check(&course, &["verify", "3"], code, &[expected]);
    }
}

#[test]
fn hints_that_say_nothing_new_or_too_much_are_named_with_their_lines() {
    let course = SmallCourse::of(EXERCISE);
    let toml = course.public().join("exercise.toml");
    let text = fs::read_to_string(&toml).expect("it is there");
    let begin = text.find("hints = [").expect("it has hints");
    let end = text[begin..].find("\n]").expect("the list ends") + begin;
    let line = text[..begin].lines().count() + 2;
    let hints = "hints = [\n    \"Look at it.\",\n    \"Look: at it\",\n    \"Say `if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == number)`.\",";
    write(&toml, format!("{}{hints}{}", &text[..begin], &text[end..]));
    let expected = [
        &format!(
            "exercises/03-sleepy-count/exercise.toml:{}:5: hint 3 gives a line of the reference away",
            line + 2
        ),
        &format!("exercises/03-sleepy-count/exercise.toml:{}:5: hint 2 is hint 1 again", line + 1),
    ];
    check(&course, &["verify", "3"], 2, &expected.map(String::as_str));
}

#[test]
fn what_changed_waits_for_a_review_until_it_is_accepted() {
    let course = SmallCourse::of(EXERCISE);
    let toml = course.public().join("exercise.toml");
    let text = fs::read_to_string(&toml).expect("it is there");
    write(&toml, text + "\n[[run]]\nname = \"three\"\nargs = [\"3\", \"2:1\"]\n");
    check(&course, &["bless"], 0, &["03-sleepy-count, \"three\": changed", "cargo insta review"]);
    let snapshots = course.public().join("snapshots");
    assert!(snapshots.join("three.snap.new").exists() && !snapshots.join("three.snap").exists());
    check(&course, &["bless", "--accept"], 0, &["Written."]);
    assert!(!snapshots.join("three.snap.new").exists() && snapshots.join("three.snap").exists());
    check(&course, &["bless"], 0, &["Nothing changed."]);
    fs::rename(snapshots.join("three.snap"), snapshots.join("four.snap")).expect("it can");
    let error = "snapshots/three.snap is missing; make it with `cargo xtask bless --accept`";
    check(&course, &["verify"], 2, &[error]);
}

#[test]
fn a_students_copy_holds_what_is_on_the_list_and_nothing_else() {
    let course = SmallCourse::of(EXERCISE);
    write(course.public().join("notes-for-me.md"), "they always forget the unit");
    let copy = course.root().join("copies/next-term");
    let args = ["release", "--no-build", "--out", "copies/next-term"];
    check(&course, &args, 0, &["notes-for-me.md", "No piece of a solution"]);
    assert!(copy.join("exercises/03-sleepy-count/src/main.rs").exists());
    assert!(!copy.join("solutions").exists());
    assert!(!copy.join("exercises/03-sleepy-count/notes-for-me.md").exists());
    check(&course, &args, 2, &["copies/next-term is not empty; say a new folder"]);
}

#[test]
fn a_copy_that_shows_what_is_hidden_is_not_made() {
    let course = SmallCourse::of(EXERCISE);
    let reference = fs::read_to_string(course.private().join("src/main.rs")).expect("it is there");
    let lesson = course.public().join("README.md");
    let text = fs::read_to_string(&lesson).expect("it is there");
    write(&lesson, format!("{text}\n```rust\n{reference}```\n"));
    let expected = "solutions/03-sleepy-count/src/main.rs:";
    let args = ["release", "--no-build", "--out", "copy"];
    check(&course, &args, 2, &["of what is hidden would be released", expected]);
    assert!(!course.root().join("copy").exists());
}

#[test]
fn a_copy_is_packed_into_the_same_bytes_each_time() {
    let course = SmallCourse::of(EXERCISE);
    let pack = |folder: &str, expected: &[&str]| {
        let out = format!("{folder}/next-term");
        check(&course, &["release", "--no-build", "--zip", "--out", &out], 0, expected);
        fs::read(course.root().join(folder).join("next-term.zip")).expect("it is there")
    };
    let first = pack("copies", &["Packed: copies/next-term.zip"]);
    // Copied later, in another order of the folder.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    edit(&course.public().join("exercise.toml"), "title", "title");
    assert_eq!(first, pack("others", &[]));

    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(first)).expect("it is a zip");
    let copy = course.root().join("copies");
    let mut names = Vec::new();
    for index in 0..zip.len() {
        let mut packed = zip.by_index(index).expect("it can be read");
        let mut content = Vec::new();
        std::io::copy(&mut packed, &mut content).expect("it can be unpacked");
        let name = packed.name().expect("it is text").into_owned();
        assert_eq!(content, fs::read(copy.join(&name)).expect("it was copied"));
        names.push(name);
    }
    let lesson = format!("next-term/exercises/{EXERCISE}/README.md");
    assert!(names.contains(&lesson), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("solutions")), "{names:?}");

    fs::remove_dir_all(copy.join("next-term")).expect("it can be removed");
    let args = ["release", "--no-build", "--zip", "--out", "copies/next-term"];
    check(&course, &args, 2, &["copies/next-term.zip is there already"]);
}

/// One block of a page: what to type, or what to put into a file.
enum Step {
    Type(String),
    Write { file: String, text: String },
}

/// The blocks of a page, in order. The line above a file's block is its path.
fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut path = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(file) = line.strip_prefix('`').and_then(|line| line.strip_suffix("`:")) {
            path = file.to_owned();
        }
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if kind == "sh" {
            steps.extend(block.into_iter().map(|line| Step::Type(line.to_owned())));
        } else {
            steps.push(Step::Write { file: path.clone(), text: block.join("\n") + "\n" });
        }
    }
    steps
}

#[test]
fn the_page_for_instructors_can_be_followed_to_the_letter() {
    let page = fs::read_to_string(crate::common::root().join("docs/instructors.md"));
    let course = SmallCourse::of(EXERCISE);
    let mut typed = 0;
    for step in steps(&page.expect("the page is there")) {
        match step {
            Step::Write { file, text } => {
                let file = file.replace("NN-tea-time", "04-tea-time");
                let path = course.root().join(file.replace("NN-two-mirrors", "05-two-mirrors"));
                assert!(path.exists(), "the page speaks of a file that is not there: {file}");
                write(path, text);
            }
            Step::Type(command) => {
                typed += 1;
                let words = command.strip_prefix("cargo xtask ").expect("a verb of the course");
                let words: Vec<&str> = words.split_whitespace().collect();
                check(&course, &words, 0, &[]);
            }
        }
    }
    assert_eq!(typed, 8, "the page has its commands");
    let copy = course.root().join("../for-students/exercises/04-tea-time");
    assert!(copy.join("README.md").exists());
    let lesson = fs::read_to_string(copy.join("README.md")).expect("it is there");
    assert!(
        lesson.contains("3 min  tea"),
        "the lesson shows the reference's transcript:\n{lesson}"
    );
}

#[test]
fn the_page_for_instructors_has_every_key() {
    // What may stand in a table, as the message about a key that may not says it.
    fn check(page: &str, toml: &str, expected: &str) {
        let hidden = toml::from_str::<course::manifest::HiddenToml>(toml);
        let said = hidden.expect_err("there is no such key").to_string();
        let known = said.split_once("expected one of ").map_or("", |(_, known)| known);
        let names: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        assert!(names.contains(&expected), "{said}");
        for name in names {
            assert!(page.contains(&format!("`{name}`")), "the page does not have `{name}`");
        }
    }
    let page = fs::read_to_string(crate::common::root().join("docs/instructors.md"));
    let page = page.expect("the page is there");
    let (_, tables) = page.split_once("## Every key").expect("the page has its tables");
    check(tables, "nonsense = 1", "draws");
    check(tables, "[draws]\nnonsense = 1", "count");
    check(tables, "[[run]]\nnonsense = 1", "wall_clock_steps");
    check(tables, "[[run]]\nbounds = { nonsense = 1 }", "tasks");
    check(tables, "[[equivalent]]\nnonsense = 1", "reason");
    let public = toml::from_str::<course::manifest::ExerciseToml>("nonsense = 1");
    let said = public.expect_err("there is no such key").to_string();
    for name in said.split('`').skip(3).step_by(2) {
        assert!(tables.contains(&format!("| `{name}` |")), "the page does not have `{name}`");
    }
}
