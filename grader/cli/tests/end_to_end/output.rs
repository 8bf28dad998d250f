//! What programs do, told: odd bytes, floods, panics, deadlocks, and what they leave behind.

use serde_json::Value;

use crate::document::{document, list, text};
use crate::places::submission;
use crate::processes::running;
use crate::program::grade;

/// The exercise that most of these programs pretend to solve.
const PLAIN: &str = "sleepy-count";
/// The one for programs with tasks.
const ASYNC: &str = "go-async";

/// Grades a program by the public checks and compares what is said of it: the verdict, how the
/// first check ended, and every sentence that the student reads.
fn check(exercise: &str, main: &str, expected: &str) {
    assert_eq!(told(&graded(exercise, main)), expected);
}

fn graded(exercise: &str, main: impl AsRef<[u8]>) -> Value {
    let folder = submission(main);
    let path = folder.path().to_string_lossy();
    let said = grade([&*path, "--exercise", exercise, "--checks", "public", "--format", "json"]);
    assert_eq!((said.code, &*said.stderr), (Some(1), ""), "{}", said.stdout);
    document(&said.stdout)
}

fn told(report: &Value) -> String {
    let exercise = &report["exercises"][0];
    let first = &exercise["checks"][0];
    let limit = exercise["limit"].as_str().map(|limit| format!(" {limit}")).unwrap_or_default();
    let mut told =
        format!("{}{limit} at {} ms\n", text(&exercise["verdict"]), first["ended_at_ms"]);
    told += text(&exercise["message"]);
    for remark in list(&exercise["remarks"]) {
        told += &format!("\n({})", text(remark));
    }
    told
}

/// The lines of the first check.
fn lines(report: &Value) -> Vec<&str> {
    let transcript = &report["exercises"][0]["checks"][0]["transcript"];
    list(transcript).iter().map(|line| text(&line["text"])).collect()
}

fn left_out(report: &Value, what: &str) -> u64 {
    let transcript = &report["exercises"][0]["checks"][0]["transcript"];
    list(transcript).iter().filter_map(|line| line[what].as_u64()).sum()
}

/// Grades a program and gives what a person sees of it.
fn screen(main: &str) -> String {
    let folder = submission(main);
    let path = folder.path().to_string_lossy();
    grade([&*path, "--exercise", PLAIN, "--checks", "public"]).stdout
}

#[test]
fn bytes_that_are_no_text_are_shown_and_said() {
    let main = "use std::io::Write;\nfn main() { std::io::stdout().write_all(b\"caf\\xe9\\n\").unwrap(); }";
    let report = graded(PLAIN, main);
    assert_eq!(lines(&report), ["caf\u{fffd}"]);
    let remark = "(Some of the bytes you printed are no text (not UTF-8); they are shown as �.)";
    assert!(told(&report).ends_with(remark), "{}", told(&report));
}

#[test]
fn a_missing_last_newline_is_forgiven_and_said() {
    check(
        PLAIN,
        "fn main() { print!(\"1\"); }",
        "wrong_transcript at 0 ms\n\
         Your program ended at 0 s, 13 s too early: `2` was still to come, at 0 s.\n\
         (Your last line has no newline at its end; I forgave it, but in a terminal the next \
         thing printed would stick to it.)",
    );
}

#[test]
fn a_flood_is_cut_at_the_cap_and_is_over_the_limit() {
    let report = graded(PLAIN, "fn main() { for n in 0..400_000 { println!(\"{n:>7}\"); } }");
    let said = "exceeded_limit output at 0 ms\n\
                Your program wrote more than it may (131,072 lines, the last ` 131071`): look for \
                a loop that never ends.\n\
                (You printed more than I read; your output is cut off at the end.)";
    assert_eq!(told(&report), said);
    assert_eq!(lines(&report).len() as u64 - 1 + left_out(&report, "left_out"), 131_072);
}

#[test]
fn one_line_without_end_is_cut_at_the_cap_and_shown_in_part() {
    let main = "use std::io::Write;\n\
                fn main() { std::io::stdout().write_all(&[b'x'; 3 << 20]).unwrap(); }";
    let report = graded(PLAIN, main);
    let said = format!(
        "exceeded_limit output at 0 ms\n\
         Your program wrote more than it may (1 line, the last `{}…`): look for a loop that never \
         ends.\n\
         (You printed more than I read; your output is cut off at the end.)",
        "x".repeat(80)
    );
    assert_eq!(told(&report), said);
    let shown = lines(&report)[0].matches('x').count() as u64;
    assert_eq!(shown + left_out(&report, "left_out_bytes"), 1 << 20);
    let widest = screen(main).lines().map(|line| line.chars().count()).max();
    assert!(widest < Some(100), "{widest:?} columns");
}

#[test]
fn control_characters_reach_no_terminal() {
    let main = "fn main() {\n    \
                println!(\"\\x1b[2J\\x1b]0;owned\\x07\\x1b[31mred\\r\\x08\\u{9b}2K\\u{202e}\");\n}";
    let screen = screen(main);
    let odd = |char: &char| {
        (char.is_control() && *char != '\n') || ('\u{202a}'..='\u{202e}').contains(char)
    };
    assert_eq!(screen.chars().find(odd), None, "{screen:?}");
    // What the program wrote is shown nevertheless.
    assert!(screen.contains("owned") && screen.contains("red"), "{screen}");
    let written = "\x1b[2J\x1b]0;owned\x07\x1b[31mred\r\x08\u{9b}2K\u{202e}";
    assert_eq!(lines(&graded(PLAIN, main)), [written]);
}

#[test]
fn a_panic_is_told_with_its_words_and_its_line() {
    check(
        PLAIN,
        "fn main() {\n    println!(\"1\");\n    let none: Option<u8> = None;\n    \
         none.expect(\"a nap\");\n}",
        "panicked at 0 ms\nYour program panicked at src/main.rs:4: `a nap`.",
    );
}

#[test]
fn a_panic_in_a_module_is_told_with_its_file() {
    let folder = submission("mod plan;\nfn main() { plan::fails(); }");
    let module = "\npub(crate) fn fails() { panic!(\"no plan\"); }";
    std::fs::write(folder.path().join("src/plan.rs"), module).expect("the module");
    let path = folder.path().to_string_lossy();
    let said = grade([&*path, "--exercise", PLAIN, "--checks", "public", "--format", "json"]);
    let message = "panicked at 0 ms\nYour program panicked at src/plan.rs:2: `no plan`.";
    assert_eq!(told(&document(&said.stdout)), message);
}

#[test]
fn two_threads_that_wait_for_each_other_are_stuck_and_both_lines_are_named() {
    check(
        PLAIN,
        r#"use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let (one, two) = (Arc::new(Mutex::new(1)), Arc::new(Mutex::new(2)));
    let theirs = (one.clone(), two.clone());
    let other = thread::Builder::new().name("other".into()).spawn(move || {
        let _two = theirs.1.lock();
        thread::sleep(Duration::from_secs(1));
        let _one = theirs.0.lock();
    });
    let _one = one.lock();
    thread::sleep(Duration::from_secs(1));
    let _two = two.lock();
    let _ = other.map(|other| other.join());
}"#,
        "stuck at 1000 ms\n\
         Your program is stuck at 1 s: every thread waits, and nothing is left that could wake \
         one. `main` waits at src/main.rs:15 for a mutex and `other` waits at src/main.rs:11 for a \
         mutex.",
    );
}

#[test]
fn tasks_that_nobody_wakes_are_counted_where_the_program_is_stuck() {
    let main = |runtime: &str| {
        format!(
            r#"{runtime}
async fn main() {{
    let tasks: Vec<_> = (0..3)
        .map(|_| tokio::spawn(std::future::pending::<()>()))
        .collect();
    for task in tasks {{
        task.await.unwrap();
    }}
}}"#
        )
    };
    let said = "stuck at 0 ms\n\
                Your program is stuck at 0 s: every thread waits, and nothing is left that could \
                wake one. `main` waits for a task or future that nobody will wake; 3 tasks are \
                alive.";
    check(ASYNC, &main("#[tokio::main(flavor = \"current_thread\")]"), said);
    check(ASYNC, &main("#[tokio::main(worker_threads = 2)]"), said);
}

#[test]
fn a_loop_around_the_clock_is_busy_waiting_and_its_line_is_named() {
    check(
        PLAIN,
        "use std::time::{Duration, Instant};\n\
         fn main() {\n    \
             println!(\"1\");\n    \
             let start = Instant::now();\n    \
             while start.elapsed() < Duration::from_secs(3) {}\n\
         }",
        "busy_waiting at 0 ms\n\
         At 0 s your program only looks at the clock, over and over, at src/main.rs:5: ask to be \
         woken with a sleep instead, and leave the processor to others.",
    );
}

#[test]
fn a_loop_that_calls_nothing_is_not_said_to_look_at_the_clock() {
    check(
        PLAIN,
        "fn main() {\n    \
             println!(\"1\");\n    \
             let mut number = 1u64;\n    \
             while number != 0 {\n        \
                 number |= 1;\n    \
             }\n\
         }",
        "busy_waiting at 0 ms\n\
         From 0 s on your program goes round in a loop at src/main.rs:4 that neither waits nor \
         ends, so I stopped it: does anything in the loop change what would end it?",
    );
}

#[test]
fn a_blocking_sleep_in_a_task_is_named_with_its_line() {
    check(
        ASYNC,
        r#"#[tokio::main(flavor = "current_thread")]
async fn main() {
    let naps = (1..=30).map(|number| {
        println!("{number}");
        tokio::spawn(async move {
            if let 8 | 12 = number {
                println!("{number}: start sleeping");
                let seconds = if number == 8 { 8 } else { 5 };
                std::thread::sleep(std::time::Duration::from_secs(seconds));
                println!("{number}: done sleeping");
            }
        })
    });
    for nap in naps.collect::<Vec<_>>() {
        nap.await.unwrap();
    }
    println!("sync took 13000 ms, async took 8000 ms");
}"#,
        "wrong_transcript at 13000 ms\n\
         `12: start sleeping` came at 8 s, it should come at 0 s: src/main.rs:9 held the only \
         async thread for 8 s.",
    );
}

#[test]
fn a_bad_exit_code_is_told_with_the_last_words() {
    check(
        PLAIN,
        "fn main() { eprintln!(\"enough\"); std::process::exit(3); }",
        "wrong_transcript at 0 ms\n\
         Your program ended at 0 s with exit code 3; a good end is 0. Its last words: `enough`.",
    );
}

#[test]
fn a_program_that_leaves_in_the_middle_is_told_what_was_still_to_come() {
    check(
        PLAIN,
        "fn main() { println!(\"1\"); std::process::exit(0); }",
        "wrong_transcript at 0 ms\n\
         Your program ended at 0 s, 13 s too early: `2` was still to come, at 0 s.",
    );
}

#[test]
fn an_interval_without_end_is_over_the_limit_of_virtual_time() {
    check(
        ASYNC,
        r#"#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut minutes = tokio::time::interval(std::time::Duration::from_secs(60));
    loop {
        minutes.tick().await;
    }
}"#,
        "exceeded_limit virtual_time at 86400000 ms\n\
         Your program was still going at 24 h, so I stopped it: something waits again and again \
         and never comes to an end.",
    );
}

#[test]
fn too_much_memory_is_over_that_limit() {
    check(
        PLAIN,
        "fn main() { drop(vec![1_u8; 2 << 30]); }",
        "exceeded_limit memory at 0 ms\n\
         Your program asked for more memory than it may have (512 MiB): look for something that grows and \
         never stops growing.",
    );
}

#[test]
fn processes_in_the_background_end_with_the_run() {
    // Each says that it is alive before the program ends.
    let marker = format!("stay-{}", std::process::id());
    let report = graded(
        PLAIN,
        r#"use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::Duration;

fn main() {
    let own = std::env::args().next().unwrap();
    if std::env::args().any(|arg| arg == "MARKER") {
        println!("here");
        std::thread::sleep(Duration::from_secs(1000));
    }
    for leaves in [false, true] {
        let mut command = Command::new(&own);
        if leaves {
            command.process_group(0);
        }
        let mut child = command.arg("MARKER").stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        print!("{line}");
    }
}"#
        .replace("MARKER", &marker),
    );
    assert_eq!(lines(&report), ["here", "here"]);
    assert_eq!(running(&marker), [] as [String; 0]);
}

#[test]
fn a_reader_of_standard_input_finds_nothing_and_no_terminal() {
    let main = "use std::io::IsTerminal;\n\
                fn main() {\n    \
                    let stdin = std::io::stdin();\n    \
                    println!(\"{} {}\", stdin.is_terminal(), stdin.lines().count());\n\
                }";
    assert_eq!(lines(&graded(PLAIN, main)), ["false 0"]);
}
