//! `cargo xtask run`: what a program does when one looks at it once.

use std::fs::File;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::places::{SmallCourse, write};
use crate::program::{Said, said, xtask};

/// `cargo xtask run` of this program, which stands in the place of the student's.
fn run(program: &str) -> (SmallCourse, Command) {
    let course = SmallCourse::of("03-sleepy-count");
    write(course.public().join("src/main.rs"), program);
    let mut command = xtask(&course.root());
    command.args(["run", "sleepy-count"]);
    (course, command)
}

fn check(program: &str, stdin: impl Into<Stdio>, code: i32, expected: &[&str]) {
    let (_course, mut command) = run(program);
    let Said { stdout, stderr, code: found } = said(command.stdin(stdin));
    assert_eq!(found, Some(code), "{stdout}{stderr}");
    for line in expected {
        assert!(stdout.contains(line), "no `{line}` in:\n{stdout}");
    }
}

#[test]
fn a_stuck_program_is_shown_the_line_that_it_stands_at() {
    let program = "fn main() {\n    let (_keep, receiver) = std::sync::mpsc::channel::<()>();\n    \
                   let _ = receiver.recv();\n}\n";
    check(program, Stdio::null(), 1, &["(stuck)", "main waits for a message at src/main.rs:3"]);
}

#[test]
fn what_the_compiler_warns_of_is_shown() {
    let program = "fn main() {\n    later();\n}\n\nasync fn later() {}\n";
    let expected =
        ["(ended)", "unused implementer of `Future` that must be used", "src/main.rs:2:5"];
    check(program, Stdio::null(), 0, &expected);
}

#[test]
fn what_is_piped_in_reaches_the_program() {
    let program = "fn main() {\n    for line in std::io::stdin().lines() {\n        \
                   println!(\"read {}\", line.unwrap());\n    }\n}\n";
    let mut file = tempfile::tempfile().expect("there is room");
    file.write_all(b"one\ntwo\n").expect("it can be written");
    let mut file: File = file;
    std::io::Seek::rewind(&mut file).expect("it is a file");
    check(program, file, 0, &["read one", "read two"]);
    check(program, Stdio::null(), 0, &["(ended)"]);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let (_course, mut command) = run("fn main() { println!(\"hello\"); }\n");
    let (reader, writer) = std::io::pipe().expect("there are pipes");
    drop(reader);
    let running = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped());
    let running = running.spawn().expect("it can be started");
    drop(command);
    let ended = running.wait_with_output().expect("it ends");
    let stderr = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(0), "{stderr}");
    assert!(!stderr.contains("error"), "{stderr}");
}
