//! `cargo xtask book`: where it may write, and what it does without mdBook. A program that stands in
//! for mdBook says what it was given, so that the test needs none; the site itself is looked at in a
//! browser elsewhere.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::places::{SmallCourse, write};
use crate::program::{instructors, said};

const SIGN: &str = "<!-- Book generated using mdBook -->";

/// A call of `book` in a small course, with this stand-in for mdBook (`$2` is the book's source, `$4`
/// where the site goes) and this file in the folder for the site.
fn check(mdbook: Option<&str>, there: Option<&str>, code: i32, expected: &str) -> SmallCourse {
    let course = SmallCourse::of("03-sleepy-count");
    let programs = course.root().join("programs");
    fs::create_dir_all(&programs).expect("a folder");
    if let Some(script) = mdbook {
        let program = programs.join("mdbook");
        write(&program, format!("#!/bin/sh\nset -e\nmkdir -p \"$4\"\n{script}\n"));
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it may be run");
    }
    if let Some(text) = there {
        write(course.root().join("site/index.html"), text);
    }
    let path = std::env::var("PATH").expect("there is one");
    // The machine's own mdBook must not answer for one that is not there.
    let own = |folder: &&str| !std::path::Path::new(folder).join("mdbook").exists();
    let others = path.split(':').filter(own).collect::<Vec<_>>().join(":");
    let mut book = instructors(&course.root());
    book.args(["book", "--out", "site"]).env("PATH", format!("{}:{others}", programs.display()));
    let said = said(&mut book);
    let text = said.stdout + &said.stderr;
    assert_eq!(said.code, Some(code), "{text}");
    assert!(text.contains(expected), "it does not say `{expected}`:\n{text}");
    course
}

/// What the site's page says afterwards.
fn page(course: &SmallCourse) -> String {
    fs::read_to_string(course.root().join("site/index.html")).unwrap_or_default()
}

#[test]
fn a_book_is_made_of_the_lessons_and_takes_the_place_of_an_older_one() {
    let copies = format!(
        "cat \"$2/src/exercises/03-sleepy-count/index.md\" > \"$4/index.html\"; echo '{SIGN}'"
    );
    for there in [None, Some(SIGN)] {
        let course = check(Some(&copies), there, 0, "site/index.html");
        let page = page(&course);
        assert!(page.contains("# 03 · Sleepy count") && page.contains("<svg"), "{page}");
    }
}

#[test]
fn what_is_no_book_is_left_alone() {
    let course = check(Some("exit 1"), Some("my own"), 2, "is not empty, and holds no book");
    assert_eq!(page(&course), "my own");
}

#[test]
fn without_mdbook_it_says_how_to_get_it() {
    check(None, None, 2, "install it with: cargo install mdbook --locked");
}

#[test]
fn a_book_that_cannot_be_made_leaves_the_older_one() {
    let course = check(Some("echo no room >&2; exit 1"), Some(SIGN), 70, "no room");
    assert_eq!(page(&course), SIGN);
    let dead = "echo '<a href=\"nowhere.html\">' > \"$4/index.html\"";
    let course = check(Some(dead), Some(SIGN), 2, "index.html: nowhere.html is not there");
    assert_eq!(page(&course), SIGN);
}
