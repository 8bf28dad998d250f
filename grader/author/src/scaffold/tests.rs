//! Where a new exercise goes, and what it may be called.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;

const EXERCISE: &str = "title = \"T\"\npart = 2\nminutes = 5\nhints = [\"a\", \"b\", \"c\"]\n\
                        look = \"L\"\n[[run]]\nname = \"r\"\n";

/// A course with these folders in both halves.
fn course(folders: &[&str]) -> (tempfile::TempDir, Course) {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("solutions")).unwrap();
    fs::create_dir_all(dir.path().join("exercises")).unwrap();
    for folder in folders {
        write(&dir.path().join("exercises").join(folder).join("exercise.toml"), EXERCISE).unwrap();
        write(&dir.path().join("solutions").join(folder).join("src/main.rs"), "").unwrap();
    }
    let course = Course::open(dir.path()).unwrap();
    (dir, course)
}

/// The folders of both halves after `new SLUG --after AFTER`, or what is said instead.
fn check(folders: &[&str], slug: &str, after: Option<&str>, expected: &str) {
    let (dir, course) = course(folders);
    let said = match Plan::new(&course, slug, after).and_then(|plan| plan.carry_out(&course)) {
        Err(error) => error.to_string(),
        Ok(_) => {
            let names = |half: &str| {
                let entries = fs::read_dir(dir.path().join(half)).unwrap();
                let mut names: Vec<String> = entries
                    .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                    .collect();
                names.sort();
                names.join(" ")
            };
            assert_eq!(names("exercises"), names("solutions"));
            names("exercises")
        }
    };
    assert_eq!(said, expected, "new {slug} --after {after:?}");
}

#[test]
fn a_new_exercise_comes_last() {
    check(&["01-count", "02-time-it"], "my-idea", None, "01-count 02-time-it 03-my-idea");
    check(&[], "my-idea", None, "00-my-idea");
}

#[test]
fn what_is_in_the_way_makes_room_and_what_is_not_stays() {
    let folders = ["01-count", "02-time-it", "03-nap", "09-go-async"];
    let after = "01-count 02-my-idea 03-time-it 04-nap 09-go-async";
    check(&folders, "my-idea", Some("count"), after);
    check(&folders, "my-idea", Some("03"), "01-count 02-time-it 03-nap 04-my-idea 09-go-async");
}

#[test]
fn a_name_that_cannot_be_is_refused_with_the_reason() {
    let no_slug = |name: &str| {
        format!(
            "`{name}` cannot name an exercise: use small letters, digits and `-`, and begin with \
             a letter, such as `sleepy-count`"
        )
    };
    for name in ["", "My-Idea", "8-naps", "my idea", "../up", "nap-"] {
        check(&["01-count"], name, None, &no_slug(name));
    }
    let reserved =
        |name, whose| format!("`{name}` means something else to {whose}; choose another name");
    check(&[], "async", None, &reserved("async", "Rust"));
    check(&[], "test", None, &reserved("test", "cargo"));
    check(&[], "tokio", None, &reserved("tokio", "this course"));
    check(&[], "verbs", None, &reserved("verbs", "this course"));
    let taken = "there is an exercise `count` already; choose another name";
    check(&["01-count"], "count", None, taken);
    let nowhere = "there is no exercise `cuont`; did you mean `count`?";
    check(&["01-count"], "nap", Some("cuont"), nowhere);
}

#[test]
fn nothing_is_left_of_what_could_not_be_placed() {
    let (dir, course) = course(&["01-count"]);
    let plan = Plan::new(&course, "nap", None).unwrap();
    // Another process was faster.
    fs::create_dir_all(dir.path().join("exercises/02-nap/src")).unwrap();
    assert!(plan.carry_out(&course).is_err());
    assert!(!dir.path().join("exercises/.new-nap").exists());
    assert!(!dir.path().join("solutions/02-nap").exists());
}
