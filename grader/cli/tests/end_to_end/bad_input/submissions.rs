//! Odd submissions: each gets a verdict, or is taken for what counts in it.

use super::*;

#[test]
fn a_program_that_does_not_compile_gets_the_compilers_words_and_the_place() {
    let folder = submission("fn main() {\n    let to: u32 = \"30\";\n}\n");
    let path = folder.path().to_string_lossy();
    let json = grade([&*path, "--exercise", EXERCISE, "--format", "json"]);
    let report = document(&json.stdout);
    let exercise = &report["exercises"][0];
    assert_eq!(json.code, Some(1));
    assert_eq!(exercise["verdict"], "did_not_compile");
    assert_eq!(exercise["message"], "mismatched types");
    let words = text(&exercise["compile_error"]);
    assert!(words.contains("src/main.rs:2:19"), "{words}");
    assert!(!words.contains(&*path), "{words}");
    let human = grade([&*path, "--exercise", EXERCISE]);
    assert_eq!(human.code, Some(1));
    assert!(human.stdout.contains("2 |     let to: u32 = \"30\";"), "{}", human.stdout);
}

#[test]
fn a_manifest_and_a_build_script_have_no_effect_and_that_is_said() {
    check_submission(
        |dir| {
            write(dir.join("Cargo.toml"), "[profile.dev]\nopt-level = 3\n[dependencies]\nx = '9'");
            write(dir.join("build.rs"), "fn main() { panic!(\"I was run\"); }");
            write(dir.join(".cargo/config.toml"), "[build]\nrustc = '/bin/false'");
            write(dir.join("rust-toolchain.toml"), "[toolchain]\nchannel = '1.0'");
        },
        "0 accepted\n\
         ignored: .cargo/\nignored: Cargo.toml\nignored: build.rs\nignored: \
         rust-toolchain.toml",
    );
}

#[test]
fn a_linked_main_is_tampering_even_when_it_leads_to_a_right_program() {
    check_submission(
        |dir| {
            fs::rename(dir.join("src/main.rs"), dir.join("main.rs")).expect("it is there");
            symlink("../main.rs", dir.join("src/main.rs")).expect("a link");
        },
        "1 tampered: `src/main.rs` is a symbolic link; only ordinary files are read, so put \
         the file itself there",
    );
}

#[test]
fn a_file_from_outside_cannot_be_included() {
    check_submission(
        |dir| {
            let main = "fn main() { println!(\"{}\", include_str!(\"/etc/passwd\")); }";
            write(dir.join("src/main.rs"), main);
        },
        "1 tampered: `include_str!` reads a file while the program is compiled; everything that \
         belongs to the program has to be in it, as Rust.",
    );
}

#[test]
fn a_student_who_tries_unsafe_reads_why_not() {
    check_submission(
        |dir| {
            write(
                dir.join("src/main.rs"),
                "fn main() { unsafe { std::hint::unreachable_unchecked() } }",
            )
        },
        "1 tampered: `unsafe` switches off the checks that your times and your verdict stand on, \
         so programs here do without it. Everything that this course asks for can be written in \
         safe Rust.",
    );
}

#[test]
fn a_folder_cannot_be_main() {
    check_submission(
        |dir| {
            fs::remove_file(dir.join("src/main.rs")).expect("it is there");
            fs::create_dir(dir.join("src/main.rs")).expect("a folder");
        },
        "1 did_not_compile: `src/main.rs` is a folder; it has to be the file where your code starts",
    );
}

#[test]
fn a_huge_file_is_over_the_limit_and_is_not_read() {
    check_submission(
        |dir| {
            let main = fs::File::create(dir.join("src/main.rs")).expect("a file");
            main.set_len(100 << 20).expect("it takes no room");
        },
        "1 exceeded_limit: `src/main.rs` has over 1 MiB",
    );
}

#[test]
fn another_encoding_is_said_with_its_line() {
    check_submission(
        |dir| write(dir.join("src/main.rs"), b"fn main() {\n    // caf\xe9\n}\n"),
        "1 did_not_compile: `src/main.rs` is not UTF-8 in line 2 (byte 22); save it as UTF-8",
    );
}

#[test]
fn an_empty_main_does_not_compile() {
    check_submission(
        |dir| write(dir.join("src/main.rs"), ""),
        "1 did_not_compile: `main` function not found in crate `sleepy_count`",
    );
}

/// An exercise whose `main.rs` is the course's.
const LIBRARY_EXERCISE: &str = "11-gather";

/// A library that the course's program cannot be compiled with, and what is said of it.
fn check_library(lib: &str, expected: &str) {
    let folder = folder();
    write(folder.path().join("src/lib.rs"), lib);
    let path = folder.path().to_string_lossy();
    let json = grade([&*path, "--exercise", LIBRARY_EXERCISE, "--format", "json"]);
    let report = document(&json.stdout);
    let exercise = &report["exercises"][0];
    assert_eq!(json.code, Some(1));
    assert_eq!(exercise["verdict"], "did_not_compile");
    assert_eq!(exercise["message"], expected, "{lib}");
    assert!(text(&exercise["compile_error"]).starts_with("error"), "{lib}");
}

#[test]
fn a_library_without_the_function_is_shown_its_signature() {
    let expected = "The course's `src/main.rs` calls a `gather` that is not in your `src/lib.rs` \
                    yet: write `pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, Offline>>`.";
    check_library("", expected);
    check_library("pub fn gather_all() {}\n// fn gather(\n", expected);
}

#[test]
fn a_function_with_another_signature_is_shown_the_one_that_is_called() {
    let expected = "Your `gather` is not yet the one that the course's `src/main.rs` calls; leave \
                    that file as it is, and make yours exactly `pub async fn gather(ids: \
                    Vec<String>) -> Vec<Result<u64, Offline>>`.";
    let answers = "Vec<Result<u64, lab::Offline>>";
    for signature in [
        format!("pub fn gather(_: Vec<String>) -> {answers}"),
        format!("async fn gather(_: Vec<String>) -> {answers}"),
        format!("pub async fn gather(_: &[String]) -> {answers}"),
        format!("pub async fn gather() -> {answers}"),
        format!("pub async fn gather<const N: usize>(_: [String; N]) -> {answers}"),
        String::from("pub async fn gather(_: Vec<String>) -> Result<Vec<u64>, lab::Offline>"),
    ] {
        check_library(&format!("{signature} {{\n    todo!()\n}}\n"), expected);
    }
}

#[test]
fn an_error_in_the_library_itself_is_the_compilers_to_tell() {
    check_library("pub async fn gather() {\n    let to: u32 = \"30\";\n}\n", "mismatched types");
}
