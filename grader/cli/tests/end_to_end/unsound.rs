//! Exercises with something wrong, as `verify` refuses them: each with the file and the line, and
//! the exit code of a broken course.

use std::fs;
use std::path::Path;

use crate::places::{SmallCourse, write};
use crate::program::{instructors, said};

const EXERCISE: &str = "03-sleepy-count";

/// What `verify` says of the exercise once `change` was made to it.
fn check(exercise: &'static str, change: impl FnOnce(&SmallCourse), expected: &[&str]) {
    let course = SmallCourse::of(exercise);
    change(&course);
    let said = said(instructors(&course.root()).arg("verify"));
    let text = said.stdout + &said.stderr;
    assert_eq!(said.code, Some(2), "{text}");
    for expected in expected {
        assert!(text.contains(expected), "it does not say `{expected}`:\n{text}");
    }
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("the file is there");
    assert!(text.contains(from), "{} holds `{from}`", path.display());
    write(path, text.replace(from, to));
}

/// What is said where `exercise.toml` has `to` instead of `from`.
fn check_toml(from: &str, to: &str, expected: &str) {
    let change = |course: &SmallCourse| edit(&course.public().join("exercise.toml"), from, to);
    check(EXERCISE, change, &[&format!("exercises/{EXERCISE}/exercise.toml:{expected}")]);
}

/// What is said where `main` of the reference begins with this.
fn check_reference(exercise: &'static str, begins: &str, expected: &str) {
    let change = |course: &SmallCourse| {
        let main = course.private().join("src/main.rs");
        edit(&main, "fn main() {", &format!("fn main() {{ {begins}"));
    };
    check(exercise, change, &[&format!("solutions/{exercise}/src/main.rs:{expected}")]);
}

#[test]
fn what_says_nothing_is_refused() {
    check_toml("title = \"Sleepy count\"", "title = \" \"", "1:9: `title` is empty");
    check_toml("minutes = 15", "minutes = 0", "3:11: nothing is done in no minutes");
    let change = |course: &SmallCourse| {
        let toml = course.public().join("exercise.toml");
        let text = fs::read_to_string(&toml).expect("it is there");
        let look = text.lines().find(|line| line.starts_with("look = ")).expect("it has one");
        edit(&toml, look, "look = ''");
    };
    check(EXERCISE, change, &["exercise.toml:10:8: `look` is empty"]);
}

#[test]
fn what_is_not_there_is_refused() {
    check_toml("needs = []", "needs = ['cuont']", "4:10: `needs` names `cuont`, and no earlier");
    check_toml("part = 1", "part = 0", "2:8: there is no part 0");
    let after_another = |course: &SmallCourse| {
        let made = said(instructors(&course.root()).args(["new", "tea-time"]));
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        let toml = course.root().join("exercises/04-tea-time/exercise.toml");
        edit(&toml, "part = 1", "part = 3");
        edit(&toml, "needs = [\"sleepy-count\"]", "needs = [\"sleepy-cuont\"]");
    };
    let expected = [
        "exercises/04-tea-time/exercise.toml:3:8: there is no part 3 here",
        "no earlier exercise is called that; did you mean `sleepy-count`?",
    ];
    check(EXERCISE, after_another, &expected);
}

#[test]
fn nothing_to_earn_is_refused_unless_it_is_meant() {
    let for_nothing = |course: &SmallCourse| {
        for file in [course.public().join("exercise.toml"), course.private().join("hidden.toml")] {
            let text = fs::read_to_string(&file).expect("it is there");
            write(
                &file,
                text.replace("points = 1", "points = 0").replace("points = 2", "points = 0"),
            );
        }
    };
    check(EXERCISE, for_nothing, &["exercise.toml:12:1: all its runs have 0 points"]);
    check_toml("part = 1", "part = 1\npractice = true", "3:12: `practice` says that there are no");
}

#[test]
fn a_hint_that_holds_an_arm_of_the_solution_is_refused() {
    let change = |course: &SmallCourse| {
        let text = fs::read_to_string(course.private().join("src/main.rs")).expect("it is there");
        let (begin, end) = (text.find("if let Some").expect("it looks for a nap"), "        }\n");
        let rest = &text[begin..];
        let behind = begin + rest.find(end).expect("the `if` ends") + end.len();
        let arm = "Some(&(_, nap)) => thread::sleep(nap)";
        let search = "naps.iter().find(|&&(napper, _)| napper == number)";
        let is = format!("match {search} {{\n {arm},\n None => {{}}\n }}\n");
        write(
            course.private().join("src/main.rs"),
            format!("{}{is}{}", &text[..begin], &text[behind..]),
        );
        let toml = course.public().join("exercise.toml");
        let text = fs::read_to_string(&toml).expect("it is there");
        let hint = text.lines().nth(7).expect("the last of three hints");
        edit(&toml, hint, &format!("    \"Say `{arm},` there.\","));
    };
    let expected = "exercise.toml:8:5: hint 3 holds a whole arm of the reference, `Some(&(_, nap))";
    check(EXERCISE, change, &[expected]);
}

#[test]
fn a_check_that_no_known_mistake_fails_is_refused() {
    let change = |course: &SmallCourse| {
        for entry in fs::read_dir(course.private().join("wrong")).expect("a folder").flatten() {
            if entry.file_name() != "polls-the-clock.rs" {
                fs::remove_file(entry.path()).expect("it can be removed");
            }
        }
    };
    let expected = [
        "exercises/03-sleepy-count/exercise.toml:13:8: no known-wrong program fails in \"the",
        "solutions/03-sleepy-count/hidden.toml:",
    ];
    check(EXERCISE, change, &expected);
}

#[test]
fn a_reference_that_does_not_end_is_stopped_and_named() {
    for (does, expected) in [
        (
            "for number in 0..1_000_000 { println!(\"{number}\"); }",
            "10:1: the reference stopped at the limit of output in \"the defaults\"",
        ),
        (
            "loop { std::io::stdin().read_line(&mut String::new()).unwrap(); }",
            "10:1: the reference is busy waiting in \"the defaults\"",
        ),
        ("loop { std::hint::spin_loop() }", "10:20: the reference is busy waiting"),
        ("loop { thread::park() }", "10:20: the reference is stuck"),
        ("panic!();", "10:13: the reference panicked"),
    ] {
        check_reference(EXERCISE, does, expected);
    }
}

#[test]
fn a_reference_that_leaves_a_task_running_is_named() {
    let goes_on = "tokio::spawn(async { loop { sleep(Duration::from_secs(3)).await } });";
    let expected = "11:33: the reference leaves 1 task running when `main` is over in \"the";
    check_reference("08-upload-async", goes_on, expected);
}

#[test]
fn what_a_program_uses_and_its_manifest_does_not_name_is_refused() {
    check_reference(
        EXERCISE,
        "drop(tokio::time::Instant::now);",
        "10:18: uses `tokio`, which `exercises/03-sleepy-count/Cargo.toml` does not name",
    );
    check_reference(EXERCISE, "rand::random::<u8>();", "10:13: does not compile:\nerror");
}

#[test]
fn a_placeholder_that_there_is_not_is_named() {
    let change = |course: &SmallCourse| {
        let wrong = course.private().join("wrong/milliseconds.rs");
        let text = fs::read_to_string(&wrong).expect("it is there");
        let (title, program) = text.split_once("\n//!\n").expect("it has a header");
        write(
            &wrong,
            format!(
                "{title}\n//!\n//! You came {{to_late}}.\n{}",
                &program[program.find("\nuse ").expect("it uses something")..]
            ),
        );
    };
    let expected = "wrong/milliseconds.rs:3:14: there is no placeholder `{to_late}`";
    check(EXERCISE, change, &[expected]);
}

#[test]
fn why_a_mistake_shows_in_no_draw_is_said() {
    // Nobody naps in a draw, so what is wrong with naps shows in fixed runs alone; and naps of one
    // length, nowhere.
    let change = |course: &SmallCourse| {
        let draw = "fn main() {
            let seed: u64 = std::env::args().nth(1).and_then(|it| it.parse().ok()).expect(\"one\");
            println!(\"args = ['{}']\", seed % 50 + 1);
        }";
        write(course.private().join("draw.rs"), draw);
        let hidden = course.private().join("hidden.toml");
        let text = fs::read_to_string(&hidden).expect("it is there");
        let features = text.lines().find(|line| line.starts_with("features")).expect("it has some");
        edit(&hidden, features, "features = ['a nap in the shade']");
    };
    let expected = [
        "wrong/busy-loop.rs: none of 50 draws shows the known mistake `busy-loop`, but fixed runs \
         do, \"the defaults\" first: ",
        "wrong/one-nap-of-a-length.rs: neither a fixed run nor one of 50 draws shows the known \
         mistake `one-nap-of-a-length`: if it does what the reference does, it belongs into `also/`",
        "draw.rs: none of 50 draws shows the feature `a nap in the shade`: `draw.rs` never makes it",
    ];
    check(EXERCISE, change, &expected);
    let one_draw = |course: &SmallCourse| {
        edit(&course.private().join("hidden.toml"), "\ncount = 5", "\ncount = 1");
    };
    let expected = ["no place for one beside what else 1 draw has to show: ask for more draws"];
    check(EXERCISE, one_draw, &expected);
}

#[test]
fn a_window_that_cannot_be_broken_is_refused() {
    let window = |lines: &str, to_ms: u32| {
        format!("{{ lines = ['{lines}'], from_ms = 0, to_ms = {to_ms}, says = 'x' }}")
    };
    let change = |course: &SmallCourse| {
        let run = "name = \"the defaults\"";
        let windows = [window("nobody: *", 1), window("9", 1), window("1", 60_000)].join(", ");
        let toml = course.public().join("exercise.toml");
        edit(&toml, run, &format!("{run}\nwithin = [{windows}]"));
    };
    let expected = [
        "in \"the defaults\" the reference writes no line like [\"nobody: *\"]",
        "in \"the defaults\" the reference's own \"9\" comes at 8000 ms, outside of 0 to 1",
        "in \"the defaults\" no known-wrong program breaks what `within` says of [\"1\"]",
    ];
    check(EXERCISE, change, &expected);
}
