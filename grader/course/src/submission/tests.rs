//! Folders as students hand them in, and some that nobody should.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use super::*;

/// Makes a folder with `build`, reads it, and compares what is said in one line.
fn check(build: impl FnOnce(&Path), expected: &str) {
    let dir = tempfile::tempdir().unwrap();
    build(dir.path());
    let said = match Submission::read(dir.path(), crate::sources::PROGRAM) {
        Ok(Submission { sources, ignored }) => {
            let sources: Vec<_> = sources.into_keys().collect();
            format!("takes {} ignores {}", sources.join(" "), ignored.join(" "))
        }
        Err(NotTaken::Refused(refused)) => format!("{}: {refused}", refused.verdict.words()),
        Err(error) => format!("no verdict: {error}"),
    };
    assert_eq!(said.replace(&dir.path().display().to_string(), "DIR").trim_end(), expected);
}

fn write(dir: &Path, path: &str, content: impl AsRef<[u8]>) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn a_manifest_and_a_build_script_are_ignored() {
    check(
        |dir| {
            for path in ["src/main.rs", "src/plan/nap.rs", "src/notes.txt", "build.rs"] {
                write(dir, path, "");
            }
            write(dir, ".cargo/config.toml", "");
            write(dir, "Cargo.toml", "this is not even TOML");
        },
        "takes src/main.rs src/plan/nap.rs ignores .cargo/ Cargo.toml build.rs src/notes.txt",
    );
}

#[test]
fn a_folder_without_src_has_nothing_to_grade() {
    let expected = "nothing to grade: there is no `src/main.rs`; your code starts there, so that \
                    file has to exist. ";
    check(|dir| write(dir, "main.rs", ""), &format!("{expected}What is there: `main.rs`"));
    check(|_| (), &format!("{expected}Nothing at all is there"));
    let many = |dir: &Path| (0..9).for_each(|number| write(dir, &format!("{number}.txt"), ""));
    let named = "`0.txt`, `1.txt`, `2.txt`, `3.txt`, `4.txt`, `5.txt` and 3 more";
    check(many, &format!("{expected}What is there: {named}"));
}

#[test]
fn a_missing_folder_is_wrong_usage() {
    check(
        |dir| fs::remove_dir(dir).unwrap(),
        "no verdict: DIR is not there; hand in the folder that holds `src`, or a `.tar`, `.tar.gz` \
         or `.zip` of it",
    );
}

#[test]
fn a_link_out_of_the_folder_is_tampering() {
    check(
        |dir| {
            write(dir, "src/main.rs", "");
            symlink("/etc/passwd", dir.join("src/plan.rs")).unwrap();
        },
        "tampered: `src/plan.rs` is a symbolic link; \
         only ordinary files are read, so put the file itself there",
    );
}

#[test]
fn a_linked_src_is_tampering() {
    check(
        |dir| symlink("/etc", dir.join("src")).unwrap(),
        "tampered: `src` is a symbolic link; \
         only ordinary files are read, so put the file itself there",
    );
}

#[test]
fn a_linked_folder_is_not_entered() {
    check(
        |dir| {
            write(dir, "src/main.rs", "");
            symlink("/usr", dir.join("src/lib")).unwrap();
        },
        "takes src/main.rs ignores src/lib",
    );
}

#[test]
fn a_socket_is_not_opened() {
    check(
        |dir| {
            write(dir, "src/main.rs", "");
            UnixListener::bind(dir.join("src/wait.rs")).unwrap();
        },
        "tampered: `src/wait.rs` is a special file; \
         only ordinary files are read, so put the file itself there",
    );
}

#[test]
fn without_main_there_is_nothing_to_grade() {
    check(
        |dir| write(dir, "src/lib.rs", ""),
        "nothing to grade: there is no `src/main.rs`; \
         your code starts there, so that file has to exist. What is there: `src/lib.rs`",
    );
}

#[test]
fn a_folder_cannot_be_main() {
    check(
        |dir| write(dir, "src/main.rs/mod.rs", ""),
        "did not compile: `src/main.rs` is a folder; it has to be the file where your code starts",
    );
}

#[test]
fn a_huge_file_is_not_read_to_its_end() {
    check(
        |dir| {
            write(dir, "src/main.rs", "");
            let file = fs::File::create(dir.join("src/huge.rs")).unwrap();
            file.set_len(100 << 20).unwrap();
        },
        "exceeded the limit of source size: `src/huge.rs` has over 1 MiB",
    );
}

#[test]
fn many_files_are_too_many() {
    check(
        |dir| {
            for number in 0..65 {
                write(dir, &format!("src/{number}.rs"), "");
            }
        },
        "exceeded the limit of source size: there are over 64 files under `src`",
    );
}

#[test]
fn many_large_files_are_too_large_together() {
    check(
        |dir| {
            for number in 0..5 {
                write(dir, &format!("src/{number}.rs"), vec![b' '; 1 << 20]);
            }
        },
        "exceeded the limit of source size: the files under `src` have over 4 MiB together",
    );
}

#[test]
fn a_deep_file_is_too_deep() {
    check(
        |dir| write(dir, "src/1/2/3/4/5/6/7/8/main.rs", ""),
        "exceeded the limit of source size: \
         `src/1/2/3/4/5/6/7/8/main.rs` lies over 8 folders deep",
    );
}

#[test]
fn another_encoding_is_said_with_its_line() {
    check(
        |dir| write(dir, "src/main.rs", b"fn main() {\n    // caf\xe9\n}\n"),
        "did not compile: `src/main.rs` is not UTF-8 in line 2 (byte 22); save it as UTF-8",
    );
}

#[test]
fn the_key_is_that_of_the_bytes_alone() {
    let of = |extra: &str, text: &str| {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "src/main.rs", text);
        write(dir.path(), extra, "");
        Submission::read(dir.path(), crate::sources::PROGRAM).unwrap().key()
    };
    assert_eq!(of("Cargo.toml", "fn main() {}"), of("README.md", "fn main() {}"));
    assert_ne!(of("Cargo.toml", "fn main() {}"), of("Cargo.toml", "fn main() { }"));
}

#[test]
fn a_name_that_nobody_can_read_is_tampering() {
    check(
        |dir| {
            write(dir, "src/main.rs", "");
            write(dir, "src/ma\u{202e}in.rs", "");
        },
        "tampered: the name `src/ma\\u{202e}in.rs` has a character that nobody can see; give that \
         file a plain name",
    );
}

#[test]
fn two_names_that_another_system_takes_for_one_are_tampering() {
    check(
        |dir| {
            write(dir, "src/main.rs", "");
            write(dir, "src/Plan.rs", "");
            write(dir, "src/plan.rs", "");
        },
        "tampered: `src/Plan.rs` and `src/plan.rs` differ only in the case of letters; rename one \
         of them",
    );
}

#[test]
fn what_an_editor_leaves_beside_a_file_is_ignored() {
    check(
        |dir| {
            write(dir, "src/main.rs", "");
            symlink("ann@laptop.4711", dir.join("src/.#main.rs")).unwrap();
            write(dir, "src/._main.rs", b"\0\xff");
        },
        "takes src/main.rs ignores src/.#main.rs src/._main.rs",
    );
}

#[test]
fn a_tree_is_not_read_through_links() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "solutions/01-a/src/main.rs", "");
    fs::create_dir(dir.path().join("exercises")).unwrap();
    symlink("../solutions/01-a", dir.path().join("exercises/01-a")).unwrap();
    let handed_in = HandedIn::open(dir.path()).unwrap();
    assert_eq!(handed_in.missing("01-a", &[]).unwrap(), None);
    let inside = HandedIn::place("01-a");
    let error = handed_in.read(&inside, crate::sources::PROGRAM).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`exercises/01-a` is a symbolic link; only ordinary files are read, so put the file \
         itself there"
    );
}
