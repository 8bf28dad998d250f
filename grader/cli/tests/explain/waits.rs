//! Who waits for what in a program that is stuck, and where one that never waits goes round.

use crate::trace;

fn check_waits(source: &str, expected: &[(&str, &str, &str)]) {
    let waiting = trace(source).waiting;
    let seen: Vec<_> = waiting
        .iter()
        .map(|waiting| {
            let place = waiting.place.as_ref().map(ToString::to_string).unwrap_or_default();
            (waiting.thread.as_str(), waiting.for_what.as_str(), place)
        })
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|&(thread, what, place)| (thread, what, place.to_owned())).collect();
    assert_eq!(seen, expected);
}

#[test]
fn two_threads_that_wait_for_each_others_locks_say_so() {
    check_waits(
        "use std::{sync::Mutex, thread, time::Duration};
        static LEFT: Mutex<()> = Mutex::new(());
        static RIGHT: Mutex<()> = Mutex::new(());
        fn main() {
            let other = thread::Builder::new().name(\"other\".into()).spawn(|| {
                let _left = LEFT.lock();
                thread::sleep(Duration::from_secs(1));
                let _right = RIGHT.lock();
            });
            let _right = RIGHT.lock();
            thread::sleep(Duration::from_secs(1));
            let _left = LEFT.lock();
            drop(other.unwrap().join());
        }",
        &[("main", "a mutex", "src/main.rs:12"), ("other", "a mutex", "src/main.rs:8")],
    );
}

#[test]
fn each_kind_of_wait_has_its_name() {
    check_waits(
        "use std::{sync::*, thread};
        fn named(name: &str, work: impl FnOnce() + Send + 'static) -> thread::JoinHandle<()> {
            thread::Builder::new().name(name.into()).spawn(work).unwrap()
        }
        fn main() {
            let pair = Arc::new((Mutex::new(()), Condvar::new()));
            let condition = pair.clone();
            named(\"condition\", move || {
                drop(condition.1.wait(condition.0.lock().unwrap()));
            });
            named(\"barrier\", || { Barrier::new(2).wait(); });
            named(\"parked\", || thread::park());
            let silent = named(\"future\", || {
                tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(
                    std::future::pending::<()>());
            });
            named(\"joiner\", || { let _ = silent.join(); });
            static BOOK: RwLock<()> = RwLock::new(());
            std::mem::forget(BOOK.read());
            named(\"writer\", || drop(BOOK.write()));
            named(\"socket\", || {
                let silent = std::net::UdpSocket::bind(\"127.0.0.1:0\").unwrap();
                silent.recv(&mut [0]).unwrap();
            });
            named(\"pipe\", || {
                let (mut reader, _writer) = std::io::pipe().unwrap();
                std::io::Read::read(&mut reader, &mut [0]).unwrap();
            });
            named(\"sleeper\", || {
                thread::sleep(std::time::Duration::from_secs(1));
                thread::sleep(std::time::Duration::MAX);
            });
            named(\"receiver\", || {
                let (_sender, receiver) = tokio::sync::oneshot::channel::<()>();
                receiver.blocking_recv().unwrap();
            });
            let (sender, receiver) = mpsc::channel::<()>();
            let _ = receiver.recv();
            drop(sender);
        }",
        &[
            ("main", "a message", "src/main.rs:38"),
            ("condition", "a condition", "src/main.rs:9"),
            ("barrier", "the others at a barrier", "src/main.rs:11"),
            ("parked", "another thread to unpark it", "src/main.rs:12"),
            ("future", "a task or future that nobody will wake", "src/main.rs:14"),
            ("joiner", "the end of thread `future`", "src/main.rs:17"),
            ("writer", "a read-write lock", "src/main.rs:20"),
            ("socket", "a socket", "src/main.rs:23"),
            ("pipe", "a pipe", "src/main.rs:27"),
            ("sleeper", "a time that never comes", "src/main.rs:31"),
            ("receiver", "a message", "src/main.rs:35"),
        ],
    );
}

#[test]
fn a_runtime_that_waits_names_no_line_of_an_async_main_that_was_never_reached() {
    check_waits(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            let (sender, mut receiver) = tokio::sync::mpsc::channel::<u32>(1);
            while receiver.recv().await.is_some() {}
            drop(sender);
            println!(\"never reached\");
        }",
        &[("main", "a task or future that nobody will wake", "")],
    );
}

fn check_busy(source: &str, line: Option<&str>, reads_clock: bool) {
    let trace = trace(source);
    let place = trace.busy_at.map(|place| place.to_string());
    assert_eq!((place.as_deref(), trace.reads_clock), (line, reads_clock), "{source}");
}

#[test]
fn a_loop_in_async_code_that_never_waits_is_named_and_only_one_that_reads_the_clock_is_said_to() {
    check_busy(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            let began = std::time::Instant::now();
            while began.elapsed().as_secs() < 1 {}
            println!(\"never reached\");
        }",
        Some("src/main.rs:4"),
        true,
    );
    check_busy(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            loop {
                tokio::task::yield_now().await;
            }
        }",
        Some("src/main.rs:4"),
        false,
    );
}
