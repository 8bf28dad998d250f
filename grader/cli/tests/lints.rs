//! What the lints of the compiler and of clippy find in a submission.

mod common;

use course::sources::Sources;
use engine::build;
use sandbox::Confinement;

/// What clippy finds of three lints in a program with this in an async function.
fn check_findings(code: &str, expected: &[&str]) {
    let source = format!("async fn work() {{ {code} }}\nfn main() {{ drop(work()); }}\n");
    let sources = Sources::from([("src/main.rs".to_owned(), source)]);
    let lints = ["clippy::await_holding_lock", "clippy::let_underscore_future", "unused_must_use"];
    let found = build::findings(
        common::lab().workshop(),
        Confinement::Unconfined,
        "findings",
        &sources,
        &lints.into_iter().collect(),
    );
    let found = found.expect("the machine works");
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{code}");
}

#[test]
fn clippy_is_asked_what_it_finds_in_a_submission() {
    check_findings("std::future::ready(1).await;", &[]);
    check_findings("std::future::ready(1);", &["unused_must_use"]);
    check_findings("let _ = std::future::ready(1);", &["clippy::let_underscore_future"]);
    check_findings(
        "let lock = std::sync::Mutex::new(1); let held = lock.lock().unwrap(); \
         std::future::ready(1).await; drop(held);",
        &["clippy::await_holding_lock"],
    );
}
