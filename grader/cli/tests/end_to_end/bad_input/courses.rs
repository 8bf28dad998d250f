//! Broken courses: the author has to know the file, the line and what to do.

use super::*;

#[test]
fn broken_toml_is_named_with_file_line_and_column() {
    check_course(
        |course| edit(&course.public().join("exercise.toml"), "\npart = ", "\npart = = "),
        "2 error: DIR/exercises/03-sleepy-count/exercise.toml:2:8: extra `=`, expected \
         nothing",
    );
}

#[test]
fn an_unknown_key_is_named_with_file_line_column_and_the_right_one() {
    check_course(
        |course| edit(&course.public().join("exercise.toml"), "\nminutes", "\nminuets"),
        "2 error: DIR/exercises/03-sleepy-count/exercise.toml:3:1: unknown field `minuets`, \
         …; did you mean `minutes`?",
    );
    check_course(
        |course| edit(&course.private().join("hidden.toml"), "\ncount = ", "\ncuont = "),
        "2 error: DIR/solutions/03-sleepy-count/hidden.toml:17:1: unknown field `cuont`, \
         …; did you mean `count`?",
    );
}

#[test]
fn a_missing_snapshot_is_named_with_the_command_that_makes_it() {
    check_course(
        |course| {
            let snapshot = course.public().join("snapshots/one-short-nap.snap");
            fs::remove_file(snapshot).expect("the run has a snapshot");
        },
        "2 error: DIR/exercises/03-sleepy-count/snapshots/one-short-nap.snap is missing; make \
         it with `cargo xtask bless --accept`",
    );
}

#[test]
fn a_broken_snapshot_is_named_with_its_line() {
    check_course(
        |course| {
            let snapshot = course.public().join("snapshots/one-short-nap.snap");
            let text = fs::read_to_string(&snapshot).expect("the run has a snapshot");
            let (header, _) = text.rsplit_once("---\n").expect("a header");
            write(&snapshot, format!("{header}---\n      0  1\n   soon  2\n"));
        },
        "2 error: DIR/exercises/03-sleepy-count/snapshots/one-short-nap.snap:6: expected \
         how the run ended, such as `8000  (ended)`; make it again with \
         `cargo xtask bless --accept`",
    );
}

#[test]
fn a_draw_that_is_missing_is_named() {
    check_course(
        |course| fs::remove_file(course.private().join("draw.rs")).expect("there is a draw"),
        "2 error: DIR/solutions/03-sleepy-count/draw.rs is missing; `hidden.toml` asks for \
         draws, and this program makes them",
    );
}

/// A course whose draw is this program.
fn check_draw(draw: &str, expected: &str) {
    check_course(|course| write(course.private().join("draw.rs"), draw), expected);
}

#[test]
fn a_draw_that_panics_is_named_with_the_seed_and_its_words() {
    check_draw(
        "fn main() { panic!(\"no cards\"); }",
        "2 error: DIR/solutions/03-sleepy-count/draw.rs fails for seed 1000: it panicked\n\
         \n\
         thread 'main' (1000) panicked at src/main.rs:1:13:\n\
         no cards\n\
         note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    );
}

#[test]
fn a_draw_that_prints_no_run_is_named_with_the_place() {
    check_draw(
        "fn main() { println!(\"nonsense\"); }",
        "2 error: DIR/solutions/03-sleepy-count/draw.rs fails for seed 1000: it printed no run: \
         TOML parse error at line 1, column 9\n  |\n1 | nonsense\n  |         ^\n\
         key with no value, expected `=`",
    );
}

#[test]
fn a_draw_on_which_the_reference_fails_is_named() {
    check_draw(
        "fn main() { println!(\"args = ['0', '9:1']\"); }",
        "2 error: DIR/solutions/03-sleepy-count/draw.rs fails for seed 1000: the reference ended \
         with exit code 2 on it",
    );
}

#[test]
fn a_mistake_that_no_draw_shows_is_named() {
    check_draw(
        "fn main() {
            let seed: u64 = std::env::args().nth(1).and_then(|it| it.parse().ok()).expect(\"one\");
            println!(\"args = ['{}']\", seed % 50 + 1);
        }",
        "2 error: DIR/solutions/03-sleepy-count/draw.rs: none of the draws that were chosen \
         of 50 runs shows the known mistake `busy-loop`: `cargo xtask verify` says why",
    );
}

#[test]
fn a_feature_that_no_draw_has_is_named() {
    check_course(
        |course| {
            let hidden = course.private().join("hidden.toml");
            edit(&hidden, "features = [", "features = ['a nap in the shade', ");
        },
        "2 error: DIR/solutions/03-sleepy-count/draw.rs: none of the draws that were chosen \
         of 256 runs has the feature `a nap in the shade`: `cargo xtask verify` says why",
    );
}

#[test]
fn a_feature_that_nobody_asked_for_is_named() {
    check_draw(
        "fn main() { println!(\"args = ['5']\\nfeatures = ['a nap in the sun']\"); }",
        "2 error: DIR/solutions/03-sleepy-count/draw.rs fails for seed 1000: it has the feature `a \
         nap in the sun`, which is none of the `features` of `[draws]` in hidden.toml",
    );
}

#[test]
fn a_draw_that_repeats_itself_is_named_with_how_much_it_has_to_say() {
    check_draw(
        "fn main() { println!(\"args = ['12', '3:2.25', '7:4.5', '10:1.25']\"); }",
        "2 error: DIR/solutions/03-sleepy-count/draw.rs: prints 1 different run in 256 draws; make \
         more of the seed that it is given, or ask for fewer draws in hidden.toml",
    );
}

#[test]
fn a_known_wrong_program_that_does_not_compile_is_named_with_the_compilers_words() {
    check_course(
        |course| {
            let header = "//! # A title\n//!\n//! A sentence.\n";
            write(
                course.private().join("wrong/busy-loop.rs"),
                format!("{header}fn main() {{ x }}\n"),
            );
        },
        "2 error: DIR/solutions/03-sleepy-count/wrong/busy-loop.rs:4:13: does not compile:\n\
         error[E0425]: cannot find value `x` in this scope\n --> src/main.rs:4:13\n  |\n\
         4 | fn main() { x }\n  |             ^ not found in this scope\n\n\
         For more information about this error, try `rustc --explain E0425`.",
    );
}

#[test]
fn a_known_wrong_program_without_a_sentence_is_named_with_its_line() {
    check_course(
        |course| write(course.private().join("wrong/busy-loop.rs"), "fn main() {}\n"),
        "2 error: DIR/solutions/03-sleepy-count/wrong/busy-loop.rs:1: no title: begin the file \
         with `//! # ` and the misconception in a few words",
    );
}

#[test]
fn one_broken_exercise_does_not_keep_the_others_from_their_verdicts() {
    let course = SmallCourse::of(EXERCISE);
    let made = said(crate::program::instructors(&course.root()).args(["new", "tea-time"]));
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let snapshots = course.root().join("exercises/04-tea-time/snapshots");
    fs::remove_dir_all(snapshots).expect("a new exercise has transcripts");
    let root = course.root();
    let path = root.to_string_lossy();
    let graded = grade([&*path, "--course", &*path, "--checks", "public", "--format", "json"]);
    let exercises = &document(&graded.stdout)["exercises"];
    let slugs: Vec<_> = list(exercises).iter().map(|each| text(&each["slug"])).collect();
    assert_eq!((graded.code, slugs), (Some(2), vec!["sleepy-count"]));
    let said = told(&graded, &root);
    assert!(said.starts_with("2 error: tea-time: DIR/exercises/04-tea-time/snapshots/"), "{said}");
}
