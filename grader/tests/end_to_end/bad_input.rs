//! Whatever is wrong is named, with the next step and the exit code that says whose move it is:
//! 1 the student's, 2 whoever typed the command or wrote the course, 70 whoever runs the machine.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::document::{document, list, text};
use crate::places::{SmallCourse, folder, own_target, prepared, submission, write};
use crate::program::{Said, grade, grader, said, xtask};

/// The exercise that is graded, and asked of courses with something wrong.
const EXERCISE: &str = "03-sleepy-count";

/// How the grader ended and what it said on standard error, with `path` as `DIR`.
fn told(said: &Said, path: &Path) -> String {
    let code = said.code.map_or_else(|| String::from("killed"), |code| code.to_string());
    let text = format!("{code} {}", said.stderr);
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let text = text.replace(&*absolute.to_string_lossy(), "DIR");
    text.replace(&*path.to_string_lossy(), "DIR").trim_end().to_owned()
}

/// A right program with `change` made to its folder, and what is said of it.
fn check_submission(change: impl FnOnce(&Path), expected: &str) {
    let folder = right();
    change(folder.path());
    let path = folder.path().to_string_lossy();
    let said = grade([&*path, "--exercise", EXERCISE, "--checks", "public", "--format", "json"]);
    let report = document(&said.stdout);
    let exercise = &report["exercises"][0];
    let mut told = format!("{} {}", said.code.unwrap_or(-1), text(&exercise["verdict"]));
    if let Some(message) = exercise["message"].as_str() {
        told += &format!(": {message}");
    }
    for remark in list(&exercise["remarks"]) {
        told += &format!("\n({})", text(remark));
    }
    assert_eq!(told, expected);
    // What was lost is counted: a refusal does not make an exercise worth less.
    assert_eq!(exercise["max_points"], 3);
    let full = exercise["points"] == exercise["max_points"];
    assert_eq!(full, text(&exercise["verdict"]) == "accepted");
}

/// A course with `change` made to it, and what is said when its starter is graded.
fn check_course(change: impl FnOnce(&SmallCourse), expected: &str) {
    let course = SmallCourse::of(EXERCISE);
    change(&course);
    let said = grade([course.public().as_path(), "--course".as_ref(), course.root().as_path()]);
    let told = told(&said, &course.root());
    // What `…` stands for is not the point.
    match expected.split_once('…') {
        Some((start, end)) => assert!(told.starts_with(start) && told.ends_with(end), "{told}"),
        None => assert_eq!(told, expected),
    }
    assert_eq!(said.stdout, "", "no verdict on anything");
}

/// A right program, called with arguments of one's own.
fn check_usage(args: &[&str], expected: &str) {
    let folder = right();
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let said = said(grader().arg("grade").args(args).current_dir(folder.path()));
    assert_eq!(told(&said, folder.path()), expected);
    assert_eq!(said.stdout, "", "no verdict on anything");
}

/// A right program on a machine with something missing.
fn check_machine(change: impl FnOnce(&mut Command, &Path), expected: &str) {
    let folder = right();
    let mut command = grader();
    command.arg("grade").arg(folder.path()).args(["--exercise", EXERCISE]);
    change(&mut command, folder.path());
    let said = said(&mut command);
    assert_eq!(told(&said, folder.path()), expected);
    assert_eq!(said.stdout, "", "no verdict on anything");
}

fn right() -> tempfile::TempDir {
    let reference = crate::common::root().join("solutions").join(EXERCISE);
    crate::places::variant(EXERCISE, &reference.join("src/main.rs"))
}

fn edit(path: &Path, from: &str, to: &str) {
    let old = fs::read_to_string(path).expect("the file can be read");
    assert!(old.contains(from), "{} holds `{from}`", path.display());
    write(path, old.replacen(from, to, 1));
}

mod usage {
    use super::*;

    #[test]
    fn a_folder_without_src_is_no_submission() {
        check_usage(
            &["empty", "--exercise", "3", "--course", COURSE],
            "2 error: empty has no folder `src`; hand in the folder that holds `src/main.rs`",
        );
    }

    #[test]
    fn a_path_that_leads_nowhere_is_named() {
        let expected = "2 error: there is no folder nowhere";
        check_usage(&["nowhere", "--course", COURSE], expected);
        let hint = "; hand in the folder that holds `src/main.rs`";
        check_usage(
            &["nowhere", "--exercise", "3", "--course", COURSE],
            &format!("{expected}{hint}"),
        );
    }

    #[test]
    fn a_mistyped_exercise_gets_the_nearest_one() {
        check_usage(
            &[".", "--exercise", "sleepy-cuont", "--course", COURSE],
            "2 error: --exercise: there is no exercise `sleepy-cuont`; did you mean \
             `sleepy-count`?",
        );
    }

    #[test]
    fn a_folder_with_another_name_needs_to_be_told_apart() {
        check_usage(
            &["empty", "--course", COURSE],
            "2 error: cannot tell which exercise empty is; say --exercise SLUG: there is no \
             exercise `empty`; `cargo xtask list` shows them all",
        );
    }

    #[test]
    fn outside_of_any_course_there_is_nothing_to_grade_against() {
        check_usage(
            &["."],
            "2 error: there is no folder `exercises` in DIR or above it; go to the course, or say \
             `--course DIR`",
        );
    }

    #[test]
    fn a_report_needs_a_folder_to_lie_in() {
        check_usage(
            &[".", "--exercise", "3", "--course", COURSE, "--out", "nowhere/report.json"],
            "2 error: --out: there is no folder nowhere",
        );
    }

    /// From the folder of the tests' package to that of the workspace.
    const COURSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
}

mod courses {
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
             it with `INSTA_UPDATE=always cargo test -p grader --test references`",
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
             `INSTA_UPDATE=always cargo test -p grader --test references`",
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
            "2 error: DIR/solutions/03-sleepy-count/draw.rs fails for seed 1: it panicked\n\
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
            "2 error: DIR/solutions/03-sleepy-count/draw.rs fails for seed 1: it printed no run: \
             TOML parse error at line 1, column 9\n  |\n1 | nonsense\n  |         ^\n\
             key with no value, expected `=`",
        );
    }

    #[test]
    fn a_draw_on_which_the_reference_fails_is_named() {
        check_draw(
            "fn main() { println!(\"args = ['0', '9:1']\"); }",
            "2 error: DIR/solutions/03-sleepy-count/draw.rs fails for seed 1: the reference ended \
             with exit code 2 on it",
        );
    }

    #[test]
    fn a_draw_that_tells_nothing_apart_is_named_with_two_programs() {
        check_draw(
            "fn main() { println!(\"args = ['5']\"); }",
            "2 error: DIR/solutions/03-sleepy-count/draw.rs: no draw tells `busy-loop` and `the \
             reference` apart; let the draws differ more, or declare `- same as:` or `- seen in:` \
             in the header of one of them",
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
            "2 error: DIR/solutions/03-sleepy-count/wrong/busy-loop.rs does not compile:\n\
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
}

mod submissions {
    use super::*;

    #[test]
    fn a_program_that_does_not_compile_gets_the_compilers_words_and_the_place() {
        let folder = submission("fn main() {\n    let to: u32 = \"30\";\n}\n");
        let path = folder.path().to_string_lossy();
        let json = grade([&*path, "--exercise", EXERCISE, "--format", "json"]);
        let report = document(&json.stdout);
        let exercise = &report["exercises"][0];
        assert_eq!(json.code, Some(1));
        assert_eq!(exercise["verdict"], "did_not_compile");
        assert_eq!(exercise["message"], "mismatched types");
        let words = text(&exercise["compile_error"]);
        assert!(words.contains("src/main.rs:2:19"), "{words}");
        assert!(!words.contains(&*path), "{words}");
        let human = grade([&*path, "--exercise", EXERCISE]);
        assert_eq!(human.code, Some(1));
        assert!(human.stdout.contains("2 |     let to: u32 = \"30\";"), "{}", human.stdout);
    }

    #[test]
    fn a_manifest_and_a_build_script_have_no_effect_and_that_is_said() {
        check_submission(
            |dir| {
                write(
                    dir.join("Cargo.toml"),
                    "[profile.dev]\nopt-level = 3\n[dependencies]\nx = '9'",
                );
                write(dir.join("build.rs"), "fn main() { panic!(\"I was run\"); }");
                write(dir.join(".cargo/config.toml"), "[build]\nrustc = '/bin/false'");
                write(dir.join("rust-toolchain.toml"), "[toolchain]\nchannel = '1.0'");
            },
            "0 accepted\n\
             (Only Rust files under `src/` count, so this had no effect: .cargo/, Cargo.toml, \
             build.rs, rust-toolchain.toml.)",
        );
    }

    #[test]
    fn a_linked_main_is_tampering_even_when_it_leads_to_a_right_program() {
        check_submission(
            |dir| {
                fs::rename(dir.join("src/main.rs"), dir.join("main.rs")).expect("it is there");
                symlink("../main.rs", dir.join("src/main.rs")).expect("a link");
            },
            "1 tampered: `src/main.rs` is a symbolic link; only ordinary files are read, so put \
             the file itself there",
        );
    }

    #[test]
    fn a_file_from_outside_cannot_be_included() {
        check_submission(
            |dir| {
                let main = "fn main() { println!(\"{}\", include_str!(\"/etc/passwd\")); }";
                write(dir.join("src/main.rs"), main);
            },
            "1 tampered: the program reads a file `passwd` from outside `src`; everything has to \
             be in it",
        );
    }

    #[test]
    fn a_folder_cannot_be_main() {
        check_submission(
            |dir| {
                fs::remove_file(dir.join("src/main.rs")).expect("it is there");
                fs::create_dir(dir.join("src/main.rs")).expect("a folder");
            },
            "1 did_not_compile: `src/main.rs` is a folder; it has to be the file with `fn main`",
        );
    }

    #[test]
    fn a_huge_file_is_over_the_limit_and_is_not_read() {
        check_submission(
            |dir| {
                let main = fs::File::create(dir.join("src/main.rs")).expect("a file");
                main.set_len(100 << 20).expect("it takes no room");
            },
            "1 exceeded_limit: `src/main.rs` has over 1 MiB",
        );
    }

    #[test]
    fn another_encoding_is_said_with_its_line() {
        check_submission(
            |dir| write(dir.join("src/main.rs"), b"fn main() {\n    // caf\xe9\n}\n"),
            "1 did_not_compile: `src/main.rs` is not UTF-8 in line 2 (byte 22); save it as UTF-8",
        );
    }

    #[test]
    fn an_empty_main_does_not_compile() {
        check_submission(
            |dir| write(dir.join("src/main.rs"), ""),
            "1 did_not_compile: `main` function not found in crate `sleepy_count`",
        );
    }
}

mod machines {
    use super::*;

    #[test]
    fn without_a_compiler_it_says_what_to_install() {
        check_machine(
            |grader, _| {
                grader.env("PATH", "");
            },
            "70 grader error: there is no `rustc` on the PATH; install Rust from \
             https://rustup.rs and open a new terminal",
        );
    }

    #[test]
    fn a_compiler_that_does_not_work_is_named_with_its_words() {
        check_machine(
            |grader, dir| {
                let rustc = dir.join("bin/rustc");
                write(&rustc, "#!/bin/sh\necho no toolchain is installed >&2\nexit 1\n");
                let mode = fs::Permissions::from_mode(0o755);
                fs::set_permissions(&rustc, mode).expect("the file is ours");
                grader.env("PATH", dir.join("bin"));
            },
            "70 grader error: DIR/bin/rustc does not work: no toolchain is installed; `rustup \
             show` tells which toolchain it looks for",
        );
    }

    #[test]
    fn a_target_folder_that_cannot_be_made_is_named_with_what_to_set() {
        check_machine(
            |grader, dir| {
                write(dir.join("file"), "");
                grader.env("CARGO_TARGET_DIR", dir.join("file/target"));
            },
            "70 grader error: cannot write to DIR/file/target/grader: Not a directory (os error \
             20); set `CARGO_TARGET_DIR` to a folder that you may write to",
        );
    }

    /// Runs a script that has a file system of its own at `$DIR`, which nobody else sees, and is
    /// given what a store there has to be linked with. Without the right to mount one there is
    /// nothing to see, and that is said.
    fn mounted(options: &str, script: &str, submission: &Path) -> Option<(Said, PathBuf)> {
        let dir = folder();
        let shell = |new: &str, script: &str| {
            let grader = grader();
            let mut shell = Command::new("unshare");
            let script = format!("mount -t tmpfs -o {options} tmpfs \"$DIR\"\n{script}");
            shell.args([new, "sh", "-euc", &script, "sh"]).args(prepared()).env_clear();
            let kept = grader.get_envs().filter_map(|(name, value)| Some((name, value?)));
            shell.envs(kept).env("DIR", dir.path()).env("CARGO_TARGET_DIR", dir.path());
            shell.env("GRADER", grader.get_program()).env("SUBMISSION", submission);
            shell
        };
        let may =
            |new: &&str| shell(new, "true").output().is_ok_and(|output| output.status.success());
        let Some(new) = ["-m", "-rm"].into_iter().find(may) else {
            eprintln!("SKIPPED: nothing can be mounted here, so no disk can be full or read-only");
            return None;
        };
        let said = said(shell(new, script).current_dir(submission));
        Some((said, dir.path().to_owned()))
    }

    #[test]
    fn a_read_only_target_folder_is_named_with_what_to_set() {
        let (course, right) = (SmallCourse::of(EXERCISE), right());
        symlink(course.public().join(".."), right.path().join("exercises")).expect("a link");
        let script = "exec \"$GRADER\" grade \"$SUBMISSION\"";
        let Some((said, dir)) = mounted("ro", script, right.path()) else { return };
        assert_eq!(
            told(&said, &dir),
            "70 grader error: cannot write to DIR/grader: Read-only file system (os error 30); set \
             `CARGO_TARGET_DIR` to a folder that you may write to",
        );
    }

    /// Grades a right program, which keeps a note for a moment, on a disk of this size: by the
    /// script's last line, in which `$*` is what the grader is called with.
    fn check_full(size: &str, script: &str) {
        let course = SmallCourse::of(EXERCISE).released();
        let submission = right();
        let main = submission.path().join("src/main.rs");
        let note = "std::fs::write(\"note\", [b'x'; 10_000]).unwrap();\n    \
                    std::fs::remove_file(\"note\").unwrap();\n    let plan = ";
        edit(&main, "let plan = ", note);
        let script = format!(
            "mkdir \"$DIR/grader\"\nln -s \"$@\" \"$DIR/grader/\"\n\
             set -- grade \"$SUBMISSION\" --exercise {EXERCISE} --course '{}'\n{script}",
            course.root().display()
        );
        let Some((said, dir)) = mounted(&format!("size={size}"), &script, submission.path()) else {
            return;
        };
        let told = told(&said, &dir);
        let start = "70 grader error: there is no space left for DIR/grader";
        let next = "; free some (`cargo clean` does), or set `CARGO_TARGET_DIR` to a folder on \
                    another disk";
        assert!(told.starts_with(start) && told.contains(next), "{told}");
        assert_eq!(said.stdout, "", "no verdict on anything");
    }

    #[test]
    fn a_disk_that_is_full_for_the_compiler_is_no_verdict() {
        check_full("200k", "exec \"$GRADER\" \"$@\"");
    }

    #[test]
    fn a_disk_that_is_full_for_the_program_is_no_verdict() {
        check_full(
            "32m",
            "\"$GRADER\" \"$@\" >/dev/null\n\
             cat /dev/zero >\"$DIR/fill\" 2>/dev/null || true\n\
             exec \"$GRADER\" \"$@\"",
        );
    }
}

mod surroundings {
    use super::*;

    #[test]
    fn a_course_without_solutions_grades_by_the_public_checks() {
        let course = SmallCourse::of(EXERCISE).released();
        let (root, right) = (course.root(), right());
        let graded = |folder: &Path| {
            let mut command = grader();
            command.arg("grade").arg(folder).arg("--course").arg(&root);
            said(command.args(["--exercise", EXERCISE, "--format", "json"]))
        };
        for (folder, code, points) in [(course.public(), 1, 0), (right.path().to_owned(), 0, 3)] {
            let said = graded(&folder);
            let report = document(&said.stdout);
            let exercise = &report["exercises"][0];
            assert_eq!((said.code, &exercise["points"]), (Some(code), &points.into()));
            let public = |check: &serde_json::Value| check["visibility"] == "public";
            assert_eq!(list(&exercise["checks"]).len(), 3);
            assert!(list(&exercise["checks"]).iter().all(public), "{report:#}");
        }
    }

    #[test]
    fn a_course_without_solutions_can_be_checked_by_a_student() {
        let course = SmallCourse::of(EXERCISE).released();
        let checked = |args: &[&str]| said(xtask(&course.public().join("src")).args(args));
        let starter = checked(&["check"]);
        assert_eq!(starter.code, Some(1), "{}", starter.stderr);
        assert!(starter.stdout.contains("Not started yet, and that is fine"), "{}", starter.stdout);
        let reference = crate::common::root().join("solutions").join(EXERCISE).join("src/main.rs");
        fs::copy(reference, course.public().join("src/main.rs")).expect("it can be copied");
        let solved = checked(&["check", "3"]);
        assert_eq!(solved.code, Some(0), "{}", solved.stderr);
        assert!(solved.stdout.contains("accepted"), "{}", solved.stdout);
    }

    #[test]
    fn spaces_and_colons_in_every_path_are_fine() {
        let course = SmallCourse::named("my course: part 1", EXERCISE);
        let target = course.root().join("target: the 1st");
        own_target(&target);
        let reference = course.private().join("src/main.rs");
        fs::copy(reference, course.public().join("src/main.rs")).expect("it can be copied");
        let said = said(
            grader()
                .env("CARGO_TARGET_DIR", &target)
                .arg("grade")
                .arg(course.public())
                .args(["--checks", "public"])
                .current_dir(course.root()),
        );
        assert_eq!((said.code, &*said.stderr), (Some(0), ""), "{}", said.stdout);
        assert!(said.stdout.contains("accepted"), "{}", said.stdout);
    }

    #[test]
    fn a_reader_who_has_seen_enough_changes_no_exit_code() {
        for (folder, code) in [("exercises", 1), ("solutions", 0)] {
            let path = crate::common::root().join(folder).join(EXERCISE);
            let (reader, writer) = std::io::pipe().expect("a pipe");
            drop(reader);
            let mut command = grader();
            command.arg("grade").arg(path).args(["--exercise", EXERCISE, "--checks", "public"]);
            command.stdout(writer);
            let said = said(&mut command);
            assert_eq!((said.code, &*said.stderr), (Some(code), ""));
        }
    }

    #[test]
    fn a_report_that_cannot_be_written_is_no_verdict() {
        let full = fs::File::options().write(true).open("/dev/full").expect("a full device");
        let path = crate::common::root().join("solutions").join(EXERCISE);
        let mut command = grader();
        command.arg("grade").arg(path).args(["--exercise", EXERCISE, "--checks", "public"]);
        let said = said(command.stdout(full));
        assert_eq!(
            told(&said, Path::new("/dev/full")),
            "70 grader error: cannot write the report to standard output: No space left on device \
             (os error 28)",
        );
    }
}
