//! What the scan finds, and what it does not mistake for a call.

use super::Calls;

fn check(source: &str, expected: &[&str]) {
    let mut calls = Calls::default();
    calls.take(source);
    let found: Vec<&str> = calls.found.iter().map(String::as_str).collect();
    assert_eq!(found, expected, "{source:?}");
}

#[test]
fn a_function_is_the_same_by_every_path() {
    check("std::thread::sleep(d)", &["std::sleep"]);
    check("use std::thread; thread::sleep(d)", &["std::sleep"]);
    check("use std::{thread::{self, sleep}, time::Duration}; sleep(d)", &["std::sleep"]);
    check("use std::thread::sleep as nap; nap(d)", &["std::sleep"]);
    check("use tokio::time::*; sleep(d)", &["tokio::sleep"]);
    check("use tokio::{time::{sleep}, task}; task::yield_now()", &["tokio::yield_now"]);
    check("use tokio::time::*; fn sleep() {} sleep(d)", &["sleep"]);
    check("use tokio::sync::mpsc; mpsc::Sender::<u32>::clone(x)", &["clone"]);
}

#[test]
fn what_starts_things_is_the_same_for_every_owner() {
    check("tokio::spawn(x)", &["spawn"]);
    check("use tokio::task; task::spawn(x)", &["spawn"]);
    check("set.spawn(x);", &["spawn"]);
    check("std::thread::spawn(x)", &["std::spawn"]);
}

#[test]
fn what_becomes_of_it_is_seen() {
    check("use tokio::time::sleep; sleep(d).await;", &["tokio::sleep", "tokio::sleep awaited"]);
    check("{ queue.send(item); }", &[".send", ".send discarded"]);
    check("let _ = queue.send(item);", &[".send", ".send discarded"]);
    check("let sent = a(1)[2].send(item);", &[".send", ".send bound", "a"]);
    check("if queue.send(item) {}", &[".send"]);
    check("return queue.send(item);", &[".send"]);
    check("spawn(async move { nap(8).await })", &["nap", "nap spawned", "spawn"]);
    check("for x in y { spawn(x); } nap()", &["nap", "spawn", "spawn discarded"]);
}

#[test]
fn a_macro_and_generics_are_calls_too() {
    check("tokio::join!(a(), b())", &["a", "b", "join!"]);
    check("x.collect::<Vec<Vec<u8>>>()", &[".collect"]);
}

#[test]
fn what_looks_like_a_call_is_none() {
    check("#[tokio::main(flavor = \"x\")] fn main() { if (a) {} match (b) {} }", &[]);
    check("// sleep(d)\n\"sleep(d)\"", &[]);
    check("1.0 (", &[]);
}

#[test]
fn fuzz_sources() {
    let samples = [
        "use a::{b::{self, c as d}, e::*}; fn main() { d::f(x).await; let _ = g::<T>(h!{}); }",
        "#![x] spawn(async { a.b()?.c[0].d(); });",
    ];
    let samples = samples.map(|sample| sample.as_bytes().to_vec());
    let words = ["use {", "::<", "!(", ").await", "((((", "]]]]", "let _ =", "#["];
    fuzz::fuzz("sources", &samples, &words, |bytes| {
        let mut calls = Calls::default();
        calls.take(&String::from_utf8_lossy(bytes));
        calls.found.len().min(20).to_string()
    });
}

#[test]
fn a_name_that_is_only_imported_is_not_used() {
    let check = |source: &str, word: &str, expected: bool| {
        let mut calls = Calls::default();
        calls.take(source);
        assert_eq!(calls.has_word(word), expected, "{word} in {source}");
    };
    let source = "use std::{thread::sleep, time::Duration}; use tokio::task::yield_now; \
                  fn main() { sleep(Duration::ZERO) }";
    check(source, "yield_now", false);
    check(source, "sleep", true);
    check(source, "thread", true);
    check("use tokio::task::yield_now; async fn f() { yield_now().await }", "yield_now", true);
}
