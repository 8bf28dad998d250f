//! Small courses on disk, right and wrong.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use super::*;

const EXERCISE: &str = r#"
title = "Count"
part = 1
minutes = 5
hints = ["where", "which", "nearly"]
look = "Look."
[[run]]
name = "the defaults"
"#;

/// The files of a right course: path to content.
fn course() -> Vec<(&'static str, String)> {
    vec![
        ("exercises/01-count/exercise.toml", EXERCISE.into()),
        ("exercises/01-count/src/main.rs", "// starter".into()),
        ("exercises/01-count/snapshots/the-defaults.snap", snap("public")),
        ("exercises/03-sleepy-count/exercise.toml", EXERCISE.into()),
        ("exercises/.vscode/settings.json", String::new()),
        ("solutions/random.rs", "// random".into()),
        ("solutions/01-count/src/main.rs", "// reference".into()),
        ("solutions/01-count/src/plan.rs", "// plan".into()),
        ("solutions/01-count/wrong/stops-early.rs", "// stops early".into()),
        ("solutions/01-count/wrong/NOTES.md", String::new()),
        ("solutions/01-count/wrong/a-first.rs", String::new()),
        ("solutions/01-count/draw.rs", "// draw".into()),
        ("solutions/01-count/hidden.toml", "[[run]]\nname = \"unseen\"".into()),
        ("solutions/01-count/snapshots/unseen.snap", snap("private")),
    ]
}

fn snap(text: &str) -> String {
    format!("---\nsource: x\n---\n      0  {text}\n      0  (ended)\n")
}

/// Opens the right course with some files changed, and compares what `ask` says about it.
fn check(
    changes: &[(&'static str, &str)],
    ask: impl FnOnce(Course) -> Result<String, CourseError>,
    expected: &str,
) {
    let dir = tempfile::tempdir().unwrap();
    let changes = changes.iter().map(|(path, content)| (*path, (*content).to_owned()));
    for (path, content) in course().into_iter().chain(changes) {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let said = Course::open(dir.path()).and_then(ask).unwrap_or_else(|error| error.to_string());
    assert_eq!(said.replace(&dir.path().display().to_string(), "DIR"), expected);
}

fn wrong(changes: &[(&'static str, &str)], expected: &str) {
    check(changes, |_| Ok("a right course".into()), expected);
}

#[test]
fn an_exercise_needs_what_comes_before_it() {
    let needs = |slug: &str| format!("needs = [\"{slug}\"]\n{EXERCISE}");
    let path = "exercises/03-sleepy-count/exercise.toml";
    let ask = |course: Course| course.check_needs().map(|()| "a right course".into());
    check(&[(path, &needs("count"))], ask, "a right course");
    check(
        &[(path, &needs("sleepy-count"))],
        ask,
        "DIR/exercises/03-sleepy-count/exercise.toml: `needs` names `sleepy-count`, and no \
         earlier exercise is called that",
    );
    check(
        &[(path, &needs("cuont"))],
        ask,
        "DIR/exercises/03-sleepy-count/exercise.toml: `needs` names `cuont`, and no earlier \
         exercise is called that; did you mean `count`?",
    );
}

#[test]
fn the_number_is_the_order() {
    let list = |course: Course| {
        let folders = course.exercises.iter().map(Exercise::folder);
        Ok(folders.collect::<Vec<_>>().join(" "))
    };
    check(
        &[("exercises/02-last/exercise.toml", EXERCISE)],
        list,
        "01-count 02-last 03-sleepy-count",
    );
}

#[test]
fn an_exercise_answers_to_all_its_names() {
    for name in ["sleepy-count", "3", "03", "03-sleepy-count", "03-sleepy-count/"] {
        check(&[], |course| Ok(course.exercise(name)?.slug.clone()), "sleepy-count");
    }
}

#[test]
fn a_mistyped_slug_meets_its_neighbour() {
    for asked in ["sleepy-cuont", "03-sleepy_count", "sleepy"] {
        check(
            &[],
            |course| Ok(course.exercise(asked)?.slug.clone()),
            &format!("there is no exercise `{asked}`; did you mean `sleepy-count`?"),
        );
    }
    check(
        &[],
        |course| Ok(course.exercise("17")?.slug.clone()),
        "there is no exercise `17`; `cargo xtask list` shows them all",
    );
}

#[test]
fn a_wrong_program_is_the_reference_with_another_main() {
    let program = |course: Course| {
        let exercise = course.exercise("count")?;
        let wrong = exercise.known_wrong()?;
        let names: Vec<_> = wrong.iter().map(|wrong| wrong.name.as_str()).collect();
        Ok(format!("{names:?} {:?}", exercise.variant_sources(&wrong[1])?))
    };
    check(
        &[],
        program,
        r#"["a-first", "stops-early"] {"src/main.rs": "// stops early", "src/plan.rs": "// plan"}"#,
    );
}

#[test]
fn a_draw_stands_beside_its_source_of_chance() {
    check(
        &[],
        |course| Ok(format!("{:?}", course.exercise("count")?.draw_sources()?)),
        r#"Some({"random.rs": "// random", "src/main.rs": "// draw"})"#,
    );
}

#[test]
fn each_half_keeps_the_transcripts_of_its_own_runs() {
    let expected = |course: Course| {
        let exercise = course.exercise("count")?;
        let public = exercise.expected(&exercise.toml.runs[0])?;
        Ok(format!("{public}{}", exercise.expected(&exercise.hidden_runs()[0])?))
    };
    check(&[], expected, "      0  public\n      0  (ended)\n      0  private\n      0  (ended)\n");
}

#[test]
fn the_public_half_alone_is_a_course() {
    let ask = |course: Course| {
        let exercise = course.exercise("sleepy-count")?;
        let wrong = exercise.known_wrong()?.len();
        Ok(format!("{:?} {:?} {wrong}", exercise.reference_sources()?, exercise.draw_sources()?))
    };
    check(&[], ask, "None None 0");
}

#[test]
fn a_mistyped_key_is_found_in_its_file() {
    wrong(
        &[("solutions/01-count/hidden.toml", "[[run]]\nname = \"x\"\npionts = 1")],
        "DIR/solutions/01-count/hidden.toml:3:1: unknown field `pionts`, expected one of `name`, \
         `points`, `args`, `stdin`, `files`, `lab`, `loopback`, `line_cost_ms`, `wall_clock_ms`, \
         `wall_clock_steps`, `schedule`, `schedules`, `bounds`, `questions`, `within`, `features`; did you mean \
         `points`?",
    );
}

#[test]
fn two_runs_of_one_name_cannot_share_a_snapshot() {
    wrong(
        &[("solutions/01-count/hidden.toml", "[[run]]\nname = \"The defaults!\"")],
        "DIR/solutions/01-count/hidden.toml: two runs of this exercise, public and hidden, \
         have the name `The defaults!`; rename one",
    );
}

#[test]
fn an_exercise_without_a_run_asks_nothing() {
    let none = EXERCISE.split("[[run]]").next().unwrap();
    let path = "exercises/01-count/exercise.toml";
    wrong(
        &[(path, &format!("{none}run = []"))],
        &format!("DIR/{path}: there is no run; write at least one `[[run]]`"),
    );
    wrong(&[(path, none)], &format!("DIR/{path}:1:1: missing field `run`"));
}

#[test]
fn a_run_without_a_name_has_no_snapshot() {
    wrong(
        &[("solutions/01-count/hidden.toml", "[[run]]\npoints = 1")],
        "DIR/solutions/01-count/hidden.toml: a run has no name; \
         write `name = \"..\"` below its `[[run]]`",
    );
}

#[test]
fn draws_need_the_program_that_makes_them() {
    wrong(
        &[
            ("solutions/03-sleepy-count/hidden.toml", "[draws]\ncount = 1\npoints = 1"),
            ("solutions/03-sleepy-count/src/main.rs", ""),
        ],
        "DIR/solutions/03-sleepy-count/draw.rs is missing; \
         `hidden.toml` asks for draws, and this program makes them",
    );
}

#[test]
fn folders_that_are_no_exercises_are_said() {
    wrong(
        &[("exercises/sleepy/exercise.toml", EXERCISE)],
        "DIR/exercises/sleepy: the name of an exercise's folder is `NN-slug`, \
         such as `03-sleepy-count`",
    );
    wrong(
        &[("exercises/03-other/exercise.toml", EXERCISE)],
        "DIR/exercises/03-other and DIR/exercises/03-sleepy-count have the same number; rename one",
    );
    wrong(
        &[("exercises/04-count/exercise.toml", EXERCISE)],
        "DIR/exercises/01-count and DIR/exercises/04-count have the same slug; rename one",
    );
    wrong(
        &[("solutions/05-late/src/main.rs", "")],
        "DIR/solutions/05-late belongs to no exercise; \
         name it as its exercise's folder, or remove it",
    );
    wrong(
        &[("exercises/05-late/src/main.rs", "")],
        "DIR/exercises/05-late/exercise.toml is missing; every exercise says there what it asks; \
         copy one from beside it",
    );
}

#[test]
fn the_course_is_found_from_anywhere_inside() {
    let dir = tempfile::tempdir().unwrap();
    let inside = dir.path().join("exercises/01-count/src");
    fs::create_dir_all(&inside).unwrap();
    assert_eq!(Course::find_root(&inside).unwrap(), dir.path());
    let outside = tempfile::tempdir().unwrap();
    let error = Course::find_root(outside.path()).unwrap_err().to_string();
    assert!(error.starts_with("there is no folder `exercises` in "), "{error}");
}

#[test]
fn the_key_of_an_exercise_is_that_of_what_the_course_has_on_it() {
    let is_same = |changes: &[(&'static str, &str)]| {
        let mut keys = Vec::new();
        // Keys of two folders differ, so both courses are made in one place.
        let dir = tempfile::tempdir().unwrap();
        for changes in [&[], changes] {
            let changes = changes.iter().map(|(path, content)| (*path, (*content).to_owned()));
            for (path, content) in course().into_iter().chain(changes) {
                let path = dir.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, content).unwrap();
            }
            keys.push(Course::open(dir.path()).unwrap().exercises[0].key().unwrap());
        }
        keys[0] == keys[1]
    };
    for (path, same) in [
        ("exercises/01-count/src/main.rs", true),
        ("exercises/01-count/README.md", true),
        ("exercises/03-sleepy-count/snapshots/the-defaults.snap", true),
        ("exercises/01-count/snapshots/the-defaults.snap", false),
        ("exercises/01-count/snapshots/mistakes.snap", false),
        ("solutions/01-count/wrong/stops-early.rs", false),
        ("solutions/01-count/wrong/new.rs", false),
        ("solutions/01-count/also/new.rs", false),
        ("solutions/01-count/src/plan.rs", false),
        ("solutions/01-count/draw.rs", false),
        ("solutions/random.rs", false),
    ] {
        assert_eq!(is_same(&[(path, "new")]), same, "{path}");
    }
    let renamed = EXERCISE.replace("Look.", "Look here.");
    assert!(!is_same(&[("exercises/01-count/exercise.toml", &renamed)]));
}

/// The key of exercise 01 in a course that lies anywhere, with some files changed.
fn key(changes: &[(&'static str, &str)]) -> crate::key::Key {
    let dir = tempfile::tempdir().unwrap();
    let changes = changes.iter().map(|(path, content)| (*path, (*content).to_owned()));
    for (path, content) in course().into_iter().chain(changes) {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    Course::open(dir.path()).unwrap().exercise("count").unwrap().key().unwrap()
}

#[test]
fn an_exercise_is_known_by_what_is_asked_wherever_the_course_lies() {
    let check = |path: &'static str, content: &str, expected: bool| {
        assert_eq!(key(&[]) != key(&[(path, content)]), expected, "{path}");
    };
    check("exercises/01-count/exercise.toml", EXERCISE, false);
    check("solutions/01-count/wrong/NOTES.md", "a note", false);
    check("exercises/01-count/src/main.rs", "// a student's own", false);
    check("solutions/01-count/hidden.toml", "[[run]]\nname = \"another\"", true);
    check("solutions/01-count/src/main.rs", "// another reference", true);
    // Where the student writes a function, the program around it is the course's.
    let function = EXERCISE.replace("[[run]]", "function = \"pub fn f()\"\n[[run]]");
    let with = |main: &str| {
        key(&[
            ("exercises/01-count/exercise.toml", &*function),
            ("solutions/01-count/src/lib.rs", ""),
            ("exercises/01-count/src/main.rs", main),
        ])
    };
    assert_eq!(with("// one"), with("// one"));
    assert_ne!(with("// one"), with("// another"));
}
