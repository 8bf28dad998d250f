//! Who held which thread, and who waits for what: with the student's own line, on every kind of
//! thread that a runtime has.

#[path = "../common/mod.rs"]
mod common;
mod waits;

use course::sources::Sources;
use engine::build::Built;
use model::observation::{Hold, Role, Trace};
use model::spec::Run;

/// The trace of a program, explained. Line 1 of `src/main.rs` is the first line of `source`.
fn trace(source: &str) -> Trace {
    let sources = Sources::from([(String::from("src/main.rs"), source.to_owned())]);
    let lab = common::lab();
    let built = lab.compile("explained", &sources).expect("rustc works");
    let Built::Program(program) = built else { panic!("{built:?}") };
    let mut recording = lab.run(&program, &Run::default()).expect("it runs");
    recording.explain();
    recording.observation.trace
}

/// Each hold as thread, role, start, length, and the line with what it waited for.
fn check_holds(source: &str, expected: &[(&str, Role, u64, u64, &str)]) {
    let place = |hold: &Hold| {
        let place = hold.place.as_ref().map(ToString::to_string).unwrap_or_default();
        match &hold.for_what {
            Some(what) => format!("{place} {what}"),
            None => place,
        }
    };
    let holds = trace(source).holds;
    let seen: Vec<_> = holds
        .iter()
        .map(|hold| (hold.thread.as_str(), hold.role, hold.from_ms, hold.for_ms, place(hold)))
        .collect();
    let seen: Vec<_> = seen
        .iter()
        .map(|(thread, role, at, ms, place)| (*thread, *role, *at, *ms, &**place))
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_sleep_on_a_thread_of_no_runtime_is_plain() {
    check_holds(
        "fn main() {
            std::thread::sleep(std::time::Duration::from_secs(8));
        }",
        &[("main", Role::Plain, 0, 8000, "src/main.rs:2")],
    );
}

#[test]
fn a_sleep_in_a_task_holds_the_only_async_thread() {
    check_holds(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            tokio::spawn(async {
                std::thread::sleep(std::time::Duration::from_secs(2));
            }).await.unwrap();
        }",
        &[("main", Role::AsyncOnly, 0, 2000, "src/main.rs:4")],
    );
}

#[test]
fn a_sleep_in_a_function_that_a_task_calls_is_found_where_it_is_written() {
    check_holds(
        "fn nap() {
            std::thread::sleep(std::time::Duration::from_millis(250));
        }
        #[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            nap();
        }",
        &[("main", Role::AsyncOnly, 0, 250, "src/main.rs:2")],
    );
}

#[test]
fn a_sleep_in_a_task_of_a_runtime_with_workers_holds_one_of_them() {
    check_holds(
        "#[tokio::main(worker_threads = 2)]
        async fn main() {
            tokio::spawn(async {
                std::thread::sleep(std::time::Duration::from_secs(2));
            }).await.unwrap();
        }",
        &[("tokio-rt-worker", Role::AsyncWorker, 0, 2000, "src/main.rs:4")],
    );
}

#[test]
fn a_sleep_on_the_blocking_pool_is_in_its_place() {
    check_holds(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            tokio::task::spawn_blocking(|| {
                std::thread::sleep(std::time::Duration::from_secs(3));
            }).await.unwrap();
        }",
        &[("tokio-rt-worker", Role::BlockingPool, 0, 3000, "src/main.rs:4")],
    );
}

#[test]
fn an_async_sleep_holds_nobody() {
    check_holds(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        }",
        &[],
    );
}

/// A thread beside the runtime that takes two seconds over something.
const SLOW_THREAD: &str = "use std::{sync::*, thread, time::Duration};
static LOCK: Mutex<()> = Mutex::new(());
fn slow<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> thread::JoinHandle<T> {
    thread::Builder::new().name(\"slow\".into()).spawn(move || {
        let _held = LOCK.lock();
        thread::sleep(Duration::from_secs(2));
        work()
    }).unwrap()
}
";

/// A runtime's hold beside that of the slow thread; `line` is where the task blocks.
fn check_blocked_task(main: &str, thread: &str, role: Role, line: u32, what: &str) {
    check_holds(
        &format!("{SLOW_THREAD}{main}"),
        &[
            ("slow", Role::Plain, 0, 2000, "src/main.rs:6"),
            (thread, role, 1000, 1000, &format!("src/main.rs:{line} {what}")),
        ],
    );
}

#[test]
fn a_lock_that_another_thread_holds_blocks_the_only_async_thread() {
    check_blocked_task(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            let _slow = slow(|| ());
            tokio::time::sleep(Duration::from_secs(1)).await;
            let _ours = LOCK.lock();
        }",
        "main",
        Role::AsyncOnly,
        14,
        "a mutex",
    );
}

#[test]
fn a_message_of_a_blocking_channel_blocks_the_task_that_receives_it() {
    check_blocked_task(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            let (sender, receiver) = mpsc::channel();
            let _slow = slow(move || sender.send(1));
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                receiver.recv().unwrap();
            }).await.unwrap();
        }",
        "main",
        Role::AsyncOnly,
        16,
        "a message",
    );
}

#[test]
fn joining_a_thread_in_a_task_blocks_the_worker_that_runs_it() {
    check_blocked_task(
        "#[tokio::main(worker_threads = 2)]
        async fn main() {
            let slow = slow(|| ());
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                slow.join().unwrap();
            }).await.unwrap();
        }",
        "tokio-rt-worker",
        Role::AsyncWorker,
        15,
        "the end of thread `slow`",
    );
}

#[test]
fn reading_what_is_not_there_yet_blocks_the_task() {
    check_blocked_task(
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            let (mut reader, mut writer) = std::io::pipe().unwrap();
            let _slow = slow(move || std::io::Write::write_all(&mut writer, &[1]));
            tokio::time::sleep(Duration::from_secs(1)).await;
            std::io::Read::read_exact(&mut reader, &mut [0]).unwrap();
        }",
        "main",
        Role::AsyncOnly,
        15,
        "a pipe",
    );
}

#[test]
fn waiting_in_block_in_place_is_in_its_place() {
    check_blocked_task(
        "#[tokio::main(worker_threads = 2)]
        async fn main() {
            let slow = slow(|| ());
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                tokio::task::block_in_place(|| slow.join().unwrap());
            }).await.unwrap();
        }",
        "tokio-rt-worker",
        Role::BlockingPool,
        15,
        "the end of thread `slow`",
    );
}

#[test]
fn a_runtime_that_waits_for_its_tasks_holds_nobody() {
    for flavor in ["worker_threads = 3", "flavor = \"current_thread\""] {
        check_holds(
            &format!(
                "use tokio::{{sync::{{Mutex, mpsc}}, task::spawn_blocking, time::*}};
                #[tokio::main({flavor})]
                async fn main() {{
                    let lock = std::sync::Arc::new(Mutex::new(()));
                    let (sender, mut receiver) = mpsc::channel(1);
                    for n in 0..5 {{
                        let (lock, sender) = (lock.clone(), sender.clone());
                        tokio::spawn(async move {{
                            let _held = lock.lock().await;
                            sleep(Duration::from_secs(n)).await;
                            sender.send(n).await
                        }});
                    }}
                    drop(sender);
                    spawn_blocking(|| ()).await.unwrap();
                    while receiver.recv().await.is_some() {{
                        sleep(Duration::from_secs(1)).await;
                    }}
                }}"
            ),
            &[],
        );
    }
}
