//! Ends of the compiler, and who is blamed.

use super::*;
use crate::build::diagnostics::Diagnostic;

fn error(message: &str, place: Option<u32>) -> Diagnostic {
    Diagnostic {
        rendered: format!("error: {message}\n"),
        message: message.to_owned(),
        code: None,
        place: place.map(|line| Place { file: "src/main.rs".into(), line, column: Some(1) }),
        excerpt: None,
    }
}

fn check(signal: Option<i32>, errors: Vec<Diagnostic>, rest: &str, expected: &str) {
    let said = Said { errors, rest: rest.to_owned(), ..Said::default() };
    let code = if signal.is_none() { Some(1) } else { None };
    let blamed = match refusal(code, signal, &said, Path::new("STORE")) {
        Ok(errors) => format!("{}: {}", errors.verdict.words(), errors.first_message),
        Err(error) => format!("grader error: {error}"),
    };
    assert_eq!(blamed.trim_end(), expected);
}

#[test]
fn an_error_with_a_line_is_the_programs() {
    check(None, vec![error("no `x`", Some(3))], "", "did not compile: no `x`");
    check(
        None,
        vec![error("couldn't read: No such file (os error 2)", Some(1))],
        "",
        "did not compile: couldn't read: No such file (os error 2)",
    );
}

#[test]
fn a_full_disk_is_not_the_programs() {
    let full = "failed to write: No space left on device (os error 28)";
    let mut linking = error("linking with `cc` failed: exit status: 1", None);
    linking.rendered.push_str("  = note: collect2: ld terminated with signal 7 [Bus error]\n");
    for error in [error(full, None), linking] {
        check(
            None,
            vec![error],
            "",
            "grader error: there is no space left for STORE; free some \
         (`cargo clean` does), or set `CARGO_TARGET_DIR` to a folder on another disk",
        );
    }
}

#[test]
fn a_missing_linker_is_not_the_programs() {
    check(
        None,
        vec![error("linker `cc` not found", None)],
        "",
        "grader error: there is no linker `cc`; \
         install a C compiler (Debian and Ubuntu: `sudo apt install gcc`)",
    );
}

#[test]
fn a_missing_main_is_the_programs() {
    let mut linking = error("linking with `cc` failed: exit status: 1", None);
    linking.rendered.push_str("  = note: rust-lld: error: undefined symbol: main\n");
    check(
        None,
        vec![linking],
        "",
        "did not compile: the program has no `main` to begin with; leave out `#![no_main]`",
    );
}

#[test]
fn a_compiler_that_broke_off_is_not_the_programs() {
    check(
        None,
        Vec::new(),
        "thread 'rustc' panicked",
        "grader error: the compiler broke off:\nthread 'rustc' panicked",
    );
    check(Some(9), Vec::new(), "", "grader error: the compiler broke off:");
}

#[test]
fn what_takes_too_much_exceeds_a_limit() {
    check(
        Some(6),
        Vec::new(),
        "memory allocation of 8589934592 bytes failed",
        "exceeded the limit of memory: compiling this program takes over 2 GiB of memory",
    );
    check(
        None,
        vec![error("tried to allocate more memory than available to compiler", Some(1))],
        "",
        "exceeded the limit of memory: compiling this program takes over 2 GiB of memory",
    );
    check(
        Some(11),
        Vec::new(),
        "",
        "exceeded the limit of memory: compiling this program takes more stack than the compiler \
         has: something in it is nested too deeply",
    );
    let large = "exceeded the limit of output: the compiled program has over 64 MiB";
    check(Some(25), Vec::new(), "", large);
    let mut linking = error("linking with `cc` failed: exit status: 1", None);
    linking
        .rendered
        .push_str("  = note: ld terminated with signal 25 [File size limit exceeded]\n");
    check(None, vec![linking], "", large);
    let mut endless = error("constant evaluation is taking a long time", Some(1));
    endless.code = Some("long_running_const_eval".to_owned());
    check(
        None,
        vec![endless],
        "",
        "exceeded the limit of real time: a constant of this program takes longer to compute than \
         the compiler waits",
    );
}

#[test]
fn a_file_from_elsewhere_is_named_without_its_folder() {
    let errors = reads_elsewhere("/course/solutions/x.snap");
    assert_eq!(
        errors.rendered,
        "the program reads a file `x.snap` from outside `src`; everything has to be in it\n"
    );
    assert_eq!(errors.verdict, Verdict::Tampered);
}

#[test]
fn paths_are_compared_in_their_plain_form() {
    let check = |path: &str, expected: &str| assert_eq!(plain_path(path), expected);
    check("src/./a/../plan.rs", "src/plan.rs");
    check("src/../../x", "../x");
    check("/../etc/x", "/../etc/x");
    check("../../x", "../../x");
}
