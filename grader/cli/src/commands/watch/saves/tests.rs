#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;

/// A program that was checked, with `change` made to it: what the next two looks find.
fn check(change: impl FnOnce(&Path), expected: [Look; 2]) {
    let exercise = tempfile::tempdir().unwrap();
    let src = exercise.path().join("src");
    fs::create_dir(&src).unwrap();
    fs::write(src.join("main.rs"), "fn main() {}").unwrap();
    let mut saves = Saves::of(exercise.path());
    assert_eq!(saves.look(), Look::Saved, "what was never checked is to be checked");
    saves.is_checked();
    assert_eq!(saves.look(), Look::Quiet);
    change(&src);
    assert_eq!([saves.look(), saves.look()], expected);
}

#[test]
fn every_way_of_saving_is_noticed_once_it_is_done() {
    let saved = || [Look::Quiet, Look::Saved];
    check(|src| fs::write(src.join("main.rs"), "fn main( ) {}").unwrap(), saved());
    check(|src| fs::write(src.join("plan.rs"), "").unwrap(), saved());
    check(
        |src| {
            fs::write(src.join(".main.rs.new"), "fn main( ) {}").unwrap();
            fs::rename(src.join(".main.rs.new"), src.join("main.rs")).unwrap();
        },
        saved(),
    );
    check(
        |src| {
            fs::rename(src.join("main.rs"), src.join("main.rs~")).unwrap();
            fs::write(src.join("main.rs"), "fn main() {}").unwrap();
        },
        saved(),
    );
    check(|src| fs::remove_file(src.join("main.rs")).unwrap(), saved());
}

#[test]
fn what_is_no_source_is_no_save() {
    check(|src| fs::write(src.join(".main.rs.swp"), "x").unwrap(), [Look::Quiet, Look::Quiet]);
    check(|src| fs::write(src.join("4913"), "x").unwrap(), [Look::Quiet, Look::Quiet]);
}

#[test]
fn a_folder_that_is_gone_is_said_once() {
    let gone = Look::Gone(io::ErrorKind::NotFound);
    check(|src| fs::remove_dir_all(src).unwrap(), [gone, Look::Quiet]);
}

#[test]
fn a_folder_that_is_back_is_checked() {
    let exercise = tempfile::tempdir().unwrap();
    let mut saves = Saves::of(exercise.path());
    assert_eq!(saves.look(), Look::Gone(io::ErrorKind::NotFound));
    fs::create_dir(exercise.path().join("src")).unwrap();
    assert_eq!(saves.look(), Look::Saved);
}
