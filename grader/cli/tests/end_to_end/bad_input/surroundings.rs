//! Places and readers that are unusual, and fine.

use super::*;

#[test]
fn a_course_without_solutions_grades_by_the_public_checks() {
    let course = SmallCourse::of(EXERCISE).released();
    let (root, expected) = (course.root(), right());
    let graded = |folder: &Path| {
        let mut command = grader();
        command.arg("grade").arg(folder).arg("--course").arg(&root);
        said(command.args(["--exercise", EXERCISE, "--format", "json"]))
    };
    for (folder, code, points) in [(course.public(), 1, 0), (expected.path().to_owned(), 0, 3)] {
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

#[test]
fn with_its_ends_closed_the_exit_code_is_right_and_no_file_is_written_to() {
    // The first file that is opened would take the place of what is closed.
    for closed in ["<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"] {
        for (folder, code) in [("exercises", 1), ("solutions", 0)] {
            let path = crate::common::root().join(folder).join(EXERCISE);
            let report = crate::places::folder();
            let out = report.path().join("report.json");
            let grader = grader();
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("exec \"$0\" \"$@\" {closed}")]).arg(grader.get_program());
            shell.arg("grade").arg(path).args(["--exercise", EXERCISE, "--checks", "public"]);
            shell.args(["--format", "json", "--out"]).arg(&out);
            crate::program::surroundings(&mut shell);
            let said = said(shell.current_dir(crate::common::root()));
            assert_eq!((said.code, &*said.stdout, &*said.stderr), (Some(code), "", ""), "{closed}");
            document(&fs::read_to_string(&out).expect("the report is there"));
        }
    }
}
