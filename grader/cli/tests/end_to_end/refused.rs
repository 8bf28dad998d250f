//! What a submission may not do: told by its cause and its line, wherever it is run.

use std::fs;

use crate::places::{SmallCourse, submission};
use crate::program::{grade, said, xtask};

/// A program with this as its line 3.
fn program(line: &str) -> String {
    format!("fn main() {{\n    println!(\"1\");\n    {line}\n}}\n")
}

/// The screen without the breaks of its lines.
fn words(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check(line: &str, expected: &str) {
    let handed_in = submission(program(line));
    let graded = grade([&*handed_in.path().to_string_lossy(), "--exercise", "count"]);
    assert!(words(&graded.stdout).contains(expected), "{}", graded.stdout);
}

#[test]
fn the_cause_and_the_line_are_told() {
    check(
        "std::process::Command::new(\"date\").status().expect(\"a date\");",
        "Your program starts another program (`Command`) at src/main.rs:3, and was refused: \
         submissions may not do that.",
    );
    for line in [
        "std::net::TcpListener::bind(\"127.0.0.1:0\").expect(\"a port\");",
        "std::net::UdpSocket::bind(\"127.0.0.1:0\").expect(\"a port\");",
        // Nobody looks at the error.
        "let _ = std::net::TcpStream::connect(\"127.0.0.1:80\");",
    ] {
        check(
            line,
            "Your program opens a network socket at src/main.rs:3, and was refused: submissions \
             may not do that: here they have no network.",
        );
    }
    check(
        "std::fs::File::create(\"x\").and_then(|file| file.lock()).expect(\"a lock\");",
        "Your program locks a file (`File::lock`) at src/main.rs:3, and was refused: submissions \
         may not do that.",
    );
    check(
        "for _ in 0..5000 { std::thread::spawn(std::thread::park); }",
        "Your program asks for one more thread at src/main.rs:3, and was refused: it has as many \
         as it may.",
    );
}

#[test]
fn check_and_run_say_the_same() {
    let course = SmallCourse::of("01-count");
    let main = program("std::net::TcpStream::connect(\"127.0.0.1:80\").expect(\"a listener\");");
    fs::write(course.public().join("src/main.rs"), main).expect("it can be written");
    for verb in ["check", "run"] {
        let said = said(xtask(&course.root()).args([verb, "count"]));
        assert_eq!(said.code, Some(1), "{}", said.stderr);
        let expected = "Your program opens a network socket at src/main.rs:3, and was refused";
        assert!(words(&said.stdout).contains(expected), "{verb}: {}", said.stdout);
    }
}
