//! Submissions that come packed: graded as the folder would be, and never unpacked.

use super::*;

/// Packs what is in `folder` with the system's own tool, and says what is said of it.
fn graded(folder: &Path, args: &[&str], name: &str) -> (Said, PathBuf) {
    let archive = folder.with_file_name(name);
    let mut tar = Command::new("tar");
    tar.current_dir(folder).arg("-cf").arg(&archive).args(args);
    assert!(tar.status().expect("tar can be started").success());
    (grade([&*archive.to_string_lossy(), "--checks", "public", "--format", "json"]), archive)
}

/// A right program below `folder`, in a place of its own.
fn expected_below(folder: &str) -> (tempfile::TempDir, PathBuf) {
    let place = crate::places::folder();
    let top = place.path().join("top");
    let src = top.join(folder).join("src");
    fs::create_dir_all(src.parent().expect("a folder")).expect("a folder");
    fs::rename(right().path().join("src"), src).expect("it can be moved");
    (place, top)
}

/// Packs a right program in several ways: each is accepted.
fn check_accepted(below: &str, args: &[&str], name: &str) {
    let (_place, top) = expected_below(below);
    let (said, _) = graded(&top, args, name);
    let report = document(&said.stdout);
    let verdicts: Vec<_> =
        list(&report["exercises"]).iter().map(|each| text(&each["verdict"])).collect();
    let there: Vec<_> = verdicts.iter().filter(|verdict| **verdict != "not_handed_in").collect();
    assert_eq!(there, [&"accepted"], "{below} {args:?} {name}");
    let code = i32::from(verdicts.len() > 1);
    assert_eq!((said.code, &*said.stderr), (Some(code), ""), "{below} {args:?} {name}");
}

#[test]
fn a_packed_program_is_graded_as_its_folder_is() {
    check_accepted("", &["src"], "03-sleepy-count.tar");
    check_accepted("", &["-z", "."], "sleepy-count.tgz");
    check_accepted("03-sleepy-count", &["-z", "--format=posix", "03-sleepy-count"], "ann.tar.gz");
    check_accepted("ann/exercises/03-sleepy-count", &["-z", "ann"], "whatever.bin");
}

#[test]
fn what_came_along_is_named() {
    let (_place, top) = expected_below("");
    write(top.join("Cargo.toml"), "");
    write(top.join("target/debug/program"), "");
    let (said, _) = graded(&top, &["-z", "."], "sleepy-count.tgz");
    let report = document(&said.stdout);
    let mut ignored: Vec<_> = list(&report["exercises"][0]["ignored"]).iter().map(text).collect();
    ignored.sort_unstable();
    assert_eq!(ignored, ["Cargo.toml", "target/"]);
    assert_eq!(said.code, Some(0));
}

#[test]
fn a_link_in_an_archive_is_tampering_and_leads_nowhere() {
    let (_place, top) = expected_below("");
    let solution = crate::common::root().join("solutions").join(EXERCISE).join("src/main.rs");
    fs::remove_file(top.join("src/main.rs")).expect("it is there");
    symlink(solution, top.join("src/main.rs")).expect("a link");
    let (said, _) = graded(&top, &["src"], "sleepy-count.tar");
    let exercise = &document(&said.stdout)["exercises"][0];
    assert_eq!((said.code, text(&exercise["verdict"])), (Some(1), "tampered"));
    assert_eq!(
        text(&exercise["message"]),
        "`src/main.rs` is a symbolic link; only ordinary files are read, so put the file itself \
         there"
    );
}

#[test]
fn an_archive_that_breaks_off_has_a_verdict() {
    let (_place, top) = expected_below("");
    let (_, archive) = graded(&top, &["-z", "src"], "sleepy-count.tgz");
    let bytes = fs::read(&archive).expect("it is there");
    write(&archive, &bytes[..bytes.len() / 2]);
    let said = grade([&*archive.to_string_lossy(), "--format", "json"]);
    let exercise = &document(&said.stdout)["exercises"][0];
    assert_eq!((said.code, text(&exercise["verdict"])), (Some(1), "did_not_compile"));
    assert_eq!(
        text(&exercise["message"]),
        "the archive cannot be read (it breaks off, or was changed on its way); pack it anew, or \
         hand in the folder itself"
    );
}

#[test]
fn what_nobody_can_have_handed_in_is_wrong_usage() {
    let place = crate::places::folder();
    let made = Command::new("mkfifo").arg(place.path().join("pipe")).status();
    assert!(made.expect("mkfifo can be started").success());
    for (path, what) in [
        (place.path().join("pipe"), "neither a folder nor a file"),
        (PathBuf::from("/dev/zero"), "neither a folder nor a file"),
    ] {
        let said = grade([path.as_os_str(), "--exercise".as_ref(), EXERCISE.as_ref()]);
        assert_eq!(
            told(&said, &path),
            format!(
                "2 error: DIR is {what}; hand in the folder that holds `src`, or a `.tar`, \
                 `.tar.gz` or `.zip` of it"
            )
        );
        assert_eq!(said.stdout, "", "no verdict on anything");
    }
}

#[test]
fn a_pipe_in_the_place_of_a_program_keeps_nobody_waiting() {
    check_submission(
        |dir| {
            fs::remove_file(dir.join("src/main.rs")).expect("it is there");
            let made = Command::new("mkfifo").arg(dir.join("src/main.rs")).status();
            assert!(made.expect("mkfifo can be started").success());
        },
        "1 tampered: `src/main.rs` is a special file; only ordinary files are read, so put the \
         file itself there",
    );
}
