//! Each change as it is called, and what it makes of a function's body.

use super::*;
use course::sources::Sources;

/// The changes to the body of a function, each with the body that it makes.
fn check(body: &str, expected: &[&str]) {
    let text = format!("async fn f() {{{body}}}");
    let mutants = list("src/lib.rs", &text, "").expect("it is Rust");
    let sources = Sources::from([("src/lib.rs".to_owned(), text)]);
    let told = mutants.iter().map(|mutant| {
        let changed = mutant.of(&sources).remove("src/lib.rs").unwrap_or_default();
        let body = changed.strip_prefix("async fn f() {").and_then(|it| it.strip_suffix('}'));
        let body = body.expect("it is still a function");
        let change = mutant.change.strip_suffix(" in f").expect("it is in the function");
        format!("{change}: {}", body.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    assert_eq!(told.collect::<Vec<_>>(), expected, "{body}");
}

#[test]
fn a_wait_is_forgotten() {
    check("nap().await", &["drop the .await: nap()"]);
    check("nap()?", &["drop the ?: nap()"]);
}

#[test]
fn a_task_is_not_spawned() {
    check("tokio::spawn(nap())", &["drop the spawn: async { Ok::<_, ()>((nap()).await) }"]);
    check("spawn_blocking(|| hold())", &["drop the spawn: async { Ok::<_, ()>((|| hold())()) }"]);
    check("set.spawn(nap())", &["drop the spawn: nap()"]);
}

#[test]
fn statements_are_dropped_and_change_places() {
    check(
        "a(); b();",
        &[
            "drop the statement: b();",
            "swap with the next statement: b(); a();",
            "drop the statement: a();",
        ],
    );
    check("let x = a(); let y = b(); c(x, y)", &[]);
    let swapped = "let y = b().await; let x = a().await;";
    let awaited = "let x = a().await; let y = b().await;";
    let text = format!("async fn f() {{{awaited}}}");
    let mutants = list("src/lib.rs", &text, "").expect("it is Rust");
    assert!(mutants.iter().any(|mutant| mutant.replacement == swapped), "{mutants:?}");
}

#[test]
fn branches_and_arms_are_left_out() {
    check(
        "if a { b } else { c }",
        &["never take the branch: { c }", "always take the branch: if true { b } else { c }"],
    );
    check(
        "match a { _ if b => c, _ => d }",
        &[
            "drop the arm: match a { _ => d }",
            "drop the guard: match a { _ if true => c, _ => d }",
            "empty the arm: match a { _ if b => {}, _ => d }",
            "drop the arm: match a { _ if b => c, }",
            "empty the arm: match a { _ if b => c, _ => {} }",
        ],
    );
    check(
        "select! { x = a => b, y = c => { d } z = e => f }",
        &[
            "drop the statement: ",
            "drop the arm: select! { y = c => { d } z = e => f }",
            "drop the arm: select! { x = a => b, z = e => f }",
            "drop the arm: select! { x = a => b, y = c => { d } }",
        ],
    );
    check(
        "let (c, d) = join!(a, b);",
        &["drop the arm: let (c, d) = join!( b);", "drop the arm: let (c, d) = join!(a, );"],
    );
}

#[test]
fn owners_and_bounds_change() {
    check("a.clone()", &["drop the clone: a"]);
    check("Arc::clone(&a)", &["drop the clone: a"]);
    check("mpsc::channel(cap)", &["replace cap with cap + 1: mpsc::channel(cap + 1)"]);
    check("1..n", &["replace 1 with 2: 2..n", "replace .. with ..=: 1..=n"]);
    check("a > b", &["replace > with >=: a >= b", "replace > with <: a < b"]);
}

#[test]
fn what_students_are_given_is_left_alone() {
    let given = "fn a() { b(); }\nimpl A { fn a() { c(); } }\nfn c() { todo!() }";
    let text = "fn a() { b(); }\nimpl A { fn a() { c(); } }\nfn c() { d(); }";
    let mutants = list("src/main.rs", text, given).expect("it is Rust");
    let changes: Vec<&str> = mutants.iter().map(|mutant| &*mutant.change).collect();
    assert_eq!(changes, ["drop the statement in c"]);
}
