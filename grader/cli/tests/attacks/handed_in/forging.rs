//! Forging the verdict from inside the process.

use super::Naive::{Cargo, EndsWell, None, Says, Tests};
use super::Submission;

const WRONG: &str = "wrong_transcript";
const REFUSED: &str = "did_not_compile";

pub(crate) const SUBMISSIONS: &[Submission] = &[
    Submission::program(
        "end well at once",
        1,
        &[("src/main.rs", "fn main() { std::process::exit(0) }")],
        EndsWell,
        WRONG,
    ),
    Submission::library(
        "end well in the function under test",
        1,
        &[(
            "src/lib.rs",
            "pub fn answer() -> u64 { std::process::exit(0) }
             pub async fn gather(_: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                 std::process::exit(0)
             }",
        )],
        "assert_eq!(student::answer(), 42)",
        EndsWell,
        WRONG,
    ),
    Submission::program(
        "answer the first and end well",
        2,
        &[("src/main.rs", "fn main() { println!(\"1\"); std::process::exit(0) }")],
        EndsWell,
        WRONG,
    ),
    Submission::program(
        "end well when it panics",
        3,
        &[(
            "src/main.rs",
            "fn main() {
                 std::panic::set_hook(Box::new(|_| std::process::exit(0)));
                 panic!(\"wrong\");
             }",
        )],
        EndsWell,
        WRONG,
    ),
    Submission::program(
        "change the exit code at the end",
        4,
        &[(
            "src/main.rs",
            "unsafe extern \"C\" {
                 fn atexit(end: extern \"C\" fn()) -> i32;
                 fn _exit(code: i32) -> !;
             }
             extern \"C\" fn end() { unsafe { _exit(0) } }
             fn main() {
                 unsafe { atexit(end) };
                 std::process::exit(101);
             }",
        )],
        EndsWell,
        "tampered",
    ),
    Submission::program(
        "end well from another thread",
        5,
        &[(
            "src/main.rs",
            "use std::{process, thread, time::Duration};
             fn main() {
                 thread::spawn(|| {
                     thread::sleep(Duration::from_millis(50));
                     process::exit(0);
                 });
                 thread::sleep(Duration::from_secs(3600));
             }",
        )],
        EndsWell,
        WRONG,
    ),
    Submission::program(
        "write the words of a test runner to its output by name",
        6,
        &[(
            "src/main.rs",
            r##"use std::{fs::File, io::Write};
               fn main() {
                   let word = r#"{ "type": "suite", "event": "ok", "passed": 3, "failed": 0 }"#;
                   let mut out = File::options().write(true).open("/proc/self/fd/1")
                       .unwrap_or_else(|_| File::create("out").unwrap());
                   let _ = writeln!(out, "{word}");
                   println!("{word}");
               }"##,
        )],
        Says("\"event\": \"ok\""),
        WRONG,
    ),
    Submission::program(
        "begin before main",
        7,
        &[(
            "src/main.rs",
            "#[used]
             #[unsafe(link_section = \".init_array\")]
             static BEFORE: extern \"C\" fn() = before;
             extern \"C\" fn before() {
                 println!(\"test result: ok. 3 passed; 0 failed\");
                 std::process::exit(0);
             }
             fn main() { panic!(\"wrong\") }",
        )],
        Says("3 passed"),
        "tampered",
    ),
    Submission::program(
        "speak to the runner of a workflow",
        8,
        &[(
            "src/main.rs",
            "fn main() {
                 println!(\"::notice title=Autograding report::{{\\\"totalPoints\\\":100}}\");
                 println!(\"::stop-commands::x\");
             }",
        )],
        Says("::notice title=Autograding report::{\"totalPoints\":100}"),
        WRONG,
    ),
    Submission::program(
        "print a score as the last line",
        9,
        &[("src/main.rs", "fn main() { println!(\"{{\\\"scores\\\": {{\\\"all\\\": 100}}}}\") }")],
        Says("{\"scores\": {\"all\": 100}}"),
        WRONG,
    ),
    Submission::program(
        "print a report of the grader's",
        9,
        &[(
            "src/main.rs",
            "fn main() {
                 println!(\"{{\\\"schema\\\":\\\"grader.report/v1\\\",\\\"points\\\":11}}\");
             }",
        )],
        Says("\"points\":11"),
        WRONG,
    ),
    Submission::library(
        "answer with a value that is equal to all",
        10,
        &[(
            "src/lib.rs",
            "#[derive(Debug)]
             pub struct Equal;
             impl PartialEq<u64> for Equal { fn eq(&self, _: &u64) -> bool { true } }
             pub fn answer() -> Equal { Equal }
             pub async fn gather(_: Vec<String>) -> Equal { Equal }",
        )],
        "assert_eq!(student::answer(), 42)",
        EndsWell,
        REFUSED,
    ),
    Submission::library(
        "put names of its own before the standard ones",
        11,
        &[(
            "src/lib.rs",
            "pub struct Vec<T>(std::marker::PhantomData<T>);
             impl<T> Vec<T> {
                 pub fn new() -> Vec<T> { Vec(std::marker::PhantomData) }
                 pub fn push(&mut self, _: T) {}
                 pub fn len(&self) -> usize { 3 }
             }
             pub async fn gather(_: std::vec::Vec<String>)
                 -> std::vec::Vec<Result<u64, lab::Offline>> { std::vec::Vec::new() }",
        )],
        "use student::*;
         let mut answers: Vec<u64> = Vec::new();
         answers.push(42);
         assert_eq!(answers.len(), 3)",
        EndsWell,
        WRONG,
    ),
    Submission::library(
        "answer by the name of the thread",
        12,
        &[(
            "src/lib.rs",
            "pub fn answer() -> u64 {
                 let thread = std::thread::current();
                 match thread.name() { Some(\"tests::forty_two\") => 42, _ => 0 }
             }
             pub async fn gather(_: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                 vec![Ok(answer())]
             }",
        )],
        "let test = || assert_eq!(student::answer(), 42);
         let thread = std::thread::Builder::new().name(\"tests::forty_two\".into());
         thread.spawn(test).unwrap().join().unwrap()",
        EndsWell,
        WRONG,
    ),
    Submission::program(
        "see that it is graded",
        13,
        &[(
            "src/main.rs",
            "fn main() {
                 if std::env::var_os(\"SECRET\").is_some() { println!(\"I am being graded\") }
             }",
        )],
        Says("I am being graded"),
        WRONG,
    ),
    Submission::program(
        "bring tests of its own",
        14,
        &[(
            "src/main.rs",
            "#[test] fn a() {} #[test] fn b() {} #[test] fn c() {} #[test] fn d() {}
             fn main() {}",
        )],
        Tests("4 passed"),
        WRONG,
    ),
    Submission::program(
        "tell the time itself",
        15,
        &[(
            "src/main.rs",
            "#[unsafe(no_mangle)]
             pub extern \"C\" fn clock_gettime(_: i32, time: *mut [i64; 2]) -> i32 {
                 unsafe { *time = [1, 0] };
                 0
             }
             fn main() {
                 let begun = std::time::Instant::now();
                 std::thread::sleep(std::time::Duration::from_millis(300));
                 println!(\"took {} ms\", begun.elapsed().as_millis());
             }",
        )],
        Says("took 0 ms"),
        "tampered",
    ),
    Submission::program(
        "write over its own code",
        16,
        &[(
            "src/main.rs",
            "use std::{fs::File, os::unix::fs::FileExt};
             static POINTS: [u8; 10] = *b\"000 points\";
             fn main() {
                 let at = std::hint::black_box(&raw const POINTS) as u64;
                 let memory = File::options().write(true).open(\"/proc/self/mem\").unwrap();
                 memory.write_all_at(b\"100 points\", at).unwrap();
                 let points = std::hint::black_box(&POINTS);
                 println!(\"{}\", String::from_utf8_lossy(points));
             }",
        )],
        Says("100 points"),
        "tampered",
    ),
    Submission::program(
        "take the place of a function of the C library",
        18,
        &[(
            "src/main.rs",
            "#[unsafe(no_mangle)]
             pub extern \"C\" fn abort() -> ! { std::process::exit(0) }
             fn main() { std::process::abort() }",
        )],
        EndsWell,
        "tampered",
    ),
    Submission::program(
        "stop the clock of its runtime",
        19,
        &[(
            "src/main.rs",
            "#[tokio::main(flavor = \"current_thread\", start_paused = true)]
             async fn main() { tokio::time::sleep(std::time::Duration::from_secs(8)).await }",
        )],
        None("it takes a tokio that is built with its testing features"),
        REFUSED,
    ),
    Submission::program(
        "bring the grader's configuration",
        57,
        &[
            ("src/main.rs", "fn main() {}"),
            ("exercise.toml", "[[run]]\nname = \"x\"\npoints = 100\n"),
            ("hidden.toml", "[draws]\ncount = 0\npoints = 0\n"),
            ("snapshots/the-defaults.snap", "---\n---\n      0  (ended)\n"),
            ("src/snapshots/the-defaults.snap", "---\n---\n      0  (ended)\n"),
        ],
        None("no other grader reads these files"),
        WRONG,
    ),
    Submission::program(
        "have cargo call another program instead",
        30,
        &[
            ("src/main.rs", "fn main() { panic!(\"wrong\") }"),
            ("Cargo.toml", "[package]\nname = \"x\"\nedition = \"2024\"\n[workspace]\n"),
            (".cargo/config.toml", "[target.'cfg(all())']\nrunner = \"true\"\n"),
        ],
        Cargo(&["run"], &EndsWell),
        "panicked",
    ),
    Submission::program(
        "have cargo test nothing",
        31,
        &[
            ("src/main.rs", "fn main() {}\n#[test] fn course() { panic!(\"wrong\") }"),
            (
                "Cargo.toml",
                "[package]\nname = \"x\"\nedition = \"2024\"\n[workspace]\n
                 [[bin]]\nname = \"x\"\npath = \"src/main.rs\"\nharness = false\n",
            ),
        ],
        Cargo(&["test"], &EndsWell),
        WRONG,
    ),
];
