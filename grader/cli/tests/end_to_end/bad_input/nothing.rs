//! What holds no program, or another than was asked for: a verdict without a point, which says what
//! is there and what should be. The command line was right, and so is the course.

use super::*;

/// A folder that `build` fills, graded with these arguments: how it ended, and what is said of the
/// exercise, with `count` of them in the document.
fn check(build: impl FnOnce(&Path), args: &[&str], count: usize, expected: &str) {
    let place = folder();
    let ann = place.path().join("ann");
    fs::create_dir(&ann).expect("a folder");
    build(&ann);
    let path = if ann.exists() { ann } else { place.path().join("ann.txt") };
    let path = path.to_string_lossy();
    let said = grade([&[&*path, "--checks", "public", "--format", "json"], args].concat());
    let report = document(&said.stdout);
    assert_eq!((said.code, &*said.stderr), (Some(1), ""), "{expected}");
    let exercises = list(&report["exercises"]);
    assert_eq!(exercises.len(), count, "{expected}");
    let of_slug = |each: &&serde_json::Value| each["slug"] == "sleepy-count";
    let exercise = exercises.iter().find(of_slug).expect("it is in the document");
    let message = text(&exercise["message"]);
    assert_eq!(format!("{}: {message}", text(&exercise["verdict"])), expected);
    assert_eq!((&exercise["points"], &exercise["max_points"]), (&0.into(), &3.into()));
    for found in list(&exercise["ignored"]) {
        assert!(message.contains(text(found)), "{found} in {message}");
    }
}

/// The same, where the command line says which exercise it is.
fn check_one(build: impl FnOnce(&Path), found: &str) {
    let expected = "nothing_to_grade: there is no `src/main.rs`; your code starts there, so that \
                    file has to exist. ";
    check(build, &["--exercise", EXERCISE], 1, &format!("{expected}{found}"));
}

/// The same, where it can only be a tree, in which each exercise would have a folder.
fn check_tree(build: impl FnOnce(&Path), found: &str) {
    let all = crate::common::lab().course().exercises.len();
    let expected =
        format!("not_handed_in: there is no `exercises/{EXERCISE}` in what was handed in{found}");
    check(build, &[], all, &expected);
}

#[test]
fn an_empty_folder_has_its_verdict() {
    check_one(|_| (), "Nothing at all is there");
    check_one(|ann| fs::create_dir(ann.join("src")).expect("a folder"), "What is there: `src/`");
    check_tree(|_| (), ". Nothing at all is there");
    check_tree(|ann| fs::create_dir(ann.join("exercises")).expect("a folder"), "");
}

#[test]
fn files_in_the_wrong_place_are_named() {
    let main = |ann: &Path| write(ann.join("main.rs"), "fn main() {}");
    check_one(main, "What is there: `main.rs`");
    check_tree(main, ". What is there: `main.rs`");
    check_one(|ann| write(ann.join("src/plan.rs"), ""), "What is there: `src/plan.rs`");
    check_one(|ann| write(ann.join("Src/main.rs"), ""), "What is there: `Src/`");
    check_one(|ann| write(ann.join("Cargo.toml"), ""), "What is there: `Cargo.toml`");
    let packed = |ann: &Path| write(ann.join("ann.zip"), "PK");
    check_one(packed, "What is there: `ann.zip`");
    check_tree(packed, ". What is there: `ann.zip`");
}

#[test]
fn a_tree_with_other_names_shows_them() {
    let misnamed = |ann: &Path| write(ann.join("exercises/3-sleepy-count/src/main.rs"), "");
    check_tree(misnamed, ". What is there: `exercises/3-sleepy-count/`");
    let without_exercises = |ann: &Path| {
        write(ann.join("03-sleepy-count/src/main.rs"), "");
        write(ann.join("04-announce/src/main.rs"), "");
    };
    check_tree(without_exercises, ". What is there: `03-sleepy-count/`, `04-announce/`");
}

#[test]
fn a_file_that_is_no_archive_is_no_program() {
    let text = |ann: &Path| {
        fs::remove_dir(ann).expect("it is empty");
        write(ann.with_file_name("ann.txt"), "fn main() {}");
    };
    let all = crate::common::lab().course().exercises.len();
    let expected = "nothing_to_grade: `ann.txt` is no folder that holds `src`, and no `.tar`, \
                    `.tar.gz` or `.zip` of one; hand in one of these";
    check(text, &["--exercise", EXERCISE], 1, expected);
    check(text, &[], all, expected);
    let in_a_tree = |ann: &Path| write(ann.join("exercises").join(EXERCISE), "fn main() {}");
    check(in_a_tree, &[], all, &expected.replace("ann.txt", EXERCISE));
}

#[test]
fn a_tree_behind_a_link_is_not_read() {
    let linked = |ann: &Path| {
        let solutions = crate::common::root().join("solutions");
        symlink(solutions, ann.join("exercises")).expect("a link");
    };
    let expected = "tampered: `exercises` is a symbolic link; only ordinary files are read, so put \
                    the file itself there";
    check(linked, &["--exercise", EXERCISE], 1, expected);
}

#[test]
fn a_program_one_folder_deeper_is_found() {
    for place in [format!("ann/exercises/{EXERCISE}"), EXERCISE.to_owned(), "a/b".to_owned()] {
        let outer = folder();
        let inner = outer.path().join(place);
        fs::create_dir_all(&inner).expect("a folder");
        fs::rename(right().path().join("src"), inner.join("src")).expect("it can be moved");
        let path = outer.path().to_string_lossy();
        let said = grade([&*path, "--exercise", EXERCISE, "--checks", "public"]);
        assert_eq!((said.code, &*said.stderr), (Some(0), ""), "{path}");
    }
}

#[test]
fn a_person_reads_what_is_missing_in_a_line_each() {
    let tree = folder();
    let inner = tree.path().join("exercises").join(EXERCISE);
    fs::create_dir_all(&inner).expect("a folder");
    fs::rename(right().path().join("src"), inner.join("src")).expect("it can be moved");
    let said = grade([&*tree.path().to_string_lossy(), "--checks", "public"]);
    assert_eq!(said.code, Some(1), "not all that was asked for is accepted");
    let missing = said.stdout.lines().filter(|line| line.contains("not handed in"));
    assert_eq!(missing.count(), crate::common::lab().course().exercises.len() - 1);
}
