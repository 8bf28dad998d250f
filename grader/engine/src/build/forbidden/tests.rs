//! What is refused, where, and what is nobody's business.

use std::path::Path;

use super::*;

/// What is found in a program, as `word at line:column`, or nothing.
fn found(files: &[(&str, &str)]) -> String {
    let sources = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let Some(errors) = forbidden(&sources.collect()) else { return String::new() };
    assert_eq!(errors.verdict, Verdict::Tampered);
    let word = errors.first_message.split('`').nth(1).unwrap_or_default();
    let place = errors.first.map(|place| place.link()).unwrap_or_default();
    format!("{word} at {place}")
}

fn refused(program: &str, expected: &str) {
    assert_eq!(found(&[("src/main.rs", program)]), expected, "{program}");
}

fn fine(program: &str) {
    refused(program, "");
}

#[test]
fn unsafe_is_refused_wherever_it_is_a_keyword() {
    refused("fn f() {\n    unsafe {}\n}", "unsafe at src/main.rs:2:5");
    refused("unsafe extern \"C\" { safe fn getpid() -> i32; }", "unsafe at src/main.rs:1:1");
    refused("/* ü */ #[unsafe(naked)] fn f() {}", "unsafe at src/main.rs:1:11");
    refused("macro_rules! m { ($x:tt) => { $x {} } } m!(unsafe);", "unsafe at src/main.rs:1:44");
    refused("#[cfg_attr(all(), unsafe(no_mangle))] fn f() {}", "unsafe at src/main.rs:1:19");
    refused("'\"' unsafe '\"'", "unsafe at src/main.rs:1:5");
    refused("#!/* \nunsafe /* */", "unsafe at src/main.rs:2:1");
}

#[test]
fn a_word_that_is_none_of_the_programs_is_nobodys_business() {
    fine("// unsafe\n/* #[path = \"x\"] asm!() */ fn main() { println!(\"unsafe asm!()\") }");
    fine("/// `unsafe` and `include_str!(..)`\nfn main() { let s = r#\"#[used] \"unsafe\"#; }");
    fine("fn main() { let r#unsafe = 1; let unsafely = 'u'; b\"unsafe\"; c\"unsafe\"; }");
    fine("fn f<'asm>(path: &'asm str) -> &'asm str { path }");
}

#[test]
fn macros_that_read_files_or_write_machine_code_are_refused() {
    for (name, call) in [
        ("asm!", "core::arch::asm!(\"\")"),
        ("global_asm!", "std::arch::global_asm! { \"\" }"),
        ("naked_asm!", "naked_asm /* */ ! [\"\"]"),
        ("include!", "include!(\"x\")"),
        ("include_str!", "concat!(include_str!(\"x\"))"),
        ("include_bytes!", "r#include_bytes!(\"x\")"),
        ("include_str!", "#![doc = include_str!(\"x\")]"),
        ("include_str!", "use std::{fs, include_str as text};"),
        (
            "include_str!",
            "macro_rules! m { ($m:ident, $b:tt) => { $m $b (\"x\") } } m!(include_str, !);",
        ),
        ("include!", "macro_rules! m { ($m:ident) => { $m!(\"x\") } } use m as k; k!(include);"),
        (
            "asm!",
            "macro_rules! a { ($n:ident) => { macro_rules! $n { () => {} } } } a!(b); b!(asm);",
        ),
        ("is_x86_feature_detected", "is_x86_feature_detected!(\"avx\")"),
        ("__cpuid", "use std::arch::x86_64::*; __cpuid(1)"),
    ] {
        let said = found(&[("src/main.rs", call)]);
        assert!(said.starts_with(&format!("{name} at")), "{call}: {said}");
    }
}

#[test]
fn the_same_words_as_names_are_nobodys_business() {
    fine("fn include(asm: u8) -> bool { asm != 1 && include as usize > 0 && plan::include(2) }");
    fine(
        "macro_rules! say { ($x:expr) => { println!(\"{}\", $x) } } fn f(include: u8) { include; }",
    );
    fine("use asm::x; mod asm; struct Line { include: bool, asm: u8 }");
}

#[test]
fn attributes_that_put_a_program_together_in_another_way_are_refused() {
    for (name, program) in [
        ("no_main", "#![no_main]"),
        ("path", "#[path = \"/etc/passwd\"] mod x;"),
        ("path", "# /* */ [\n r#path = \"x\"] mod x;"),
        ("link", "#[link(name = \"m\")] extern \"C\" {}"),
        ("link_section", "trait T { #[link_section = \".init_array\"] const X: fn() = f; }"),
        ("export_name", "#[cfg_attr(all(), export_name = \"main\")] fn f() {}"),
        ("used", "#[cfg_attr(any(a, b), allow(dead_code), cfg_attr(c, used))] static X: u8 = 1;"),
        ("naked", "macro_rules! m { () => { #[naked] fn f() {} } }"),
        ("feature", "#![feature(core_intrinsics)]"),
        ("debugger_visualizer", "#![debugger_visualizer(gdb_script_file = \"/etc/passwd\")]"),
        ("path", "macro_rules! m { ($a:meta) => { #[$a] mod x; } } m!(path = \"/etc/passwd\");"),
        ("path", "macro_rules! m { ($h:tt, $b:tt) => { $h $b mod x; } } m!(#, [path = \"x\"]);"),
        (
            "path",
            "macro_rules! m { ($($a:tt)*) => { #[cfg_attr($($a)*)] mod x; } } m!(all(), path = \"x\");",
        ),
    ] {
        let said = found(&[("src/main.rs", program)]);
        assert!(said.starts_with(&format!("#[{name}] at")), "{program}: {said}");
    }
    // In whichever file the macro is.
    let made = "macro_rules! m { ($a:meta) => { #[$a] mod x; } }";
    let said = found(&[("src/a.rs", "m!(path = \"x\");"), ("src/b.rs", made)]);
    assert_eq!(said, "#[path] at src/a.rs:1:4");
}

#[test]
fn the_same_words_beside_attributes_are_nobodys_business() {
    fine("fn f(path: &str, link: u8, used: bool) { let feature = path; [path, feature]; }");
    fine("#[derive(Debug)] struct Link { path: String, used: u32 } fn naked(no_main: Link) {}");
    fine(
        "#[cfg(feature = \"x\")] #[doc(alias = \"path\")] #[allow(dead_code, path_statements)] fn f() {}",
    );
    fine("#[tokio::main(flavor = \"current_thread\")] async fn main() { if !path { used[0] } }");
    fine(
        "macro_rules! m { ($(#[$a:meta])* $n:ident) => { $(#[$a])* struct $n; } } m!(Path); fn f(path: u8) { g(path) }",
    );
    fine(
        "macro_rules! say { ($path:expr) => { println!(\"{}\", $path) } } fn f(used: u8) { say!(used) }",
    );
}

#[test]
fn every_program_of_the_course_is_fine() {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["exercises", "solutions", "grader/lab"].map(|folder| course.join(folder));
    let entries = folders.iter().flat_map(walkdir::WalkDir::new).flatten();
    // What draws runs is the course's own, and no submission.
    let programs = entries.filter(|entry| {
        let name = entry.file_name().to_string_lossy();
        name.ends_with(".rs") && name != "draw.rs"
    });
    let mut seen = 0;
    for program in programs {
        let text = std::fs::read_to_string(program.path()).expect("a program can be read");
        assert_eq!(found(&[("src/main.rs", &text)]), "", "{}", program.path().display());
        seen += 1;
    }
    assert!(seen > 30, "there are more programs than {seen}");
}

#[test]
fn no_text_takes_long_or_breaks_it() {
    let samples = [
        "#[cfg_attr(a, cfg_attr(b, path = \"x\"))] mod x; macro_rules! m { ($a:meta) => { #[$a] } }",
        "use std::{asm as b}; fn main() { m!(include_str, !); unsafe {} }",
    ];
    let samples = samples.map(|sample| sample.as_bytes().to_vec());
    let words = ["#[", "cfg_attr(", "unsafe(", "$", "use ", "as ", "m!(", "macro_rules!", "]", ")"];
    fuzz::fuzz("forbidden", &samples, &words, |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return "not UTF-8".to_owned() };
        found(&[("src/main.rs", text)]).split(" at ").next().unwrap_or_default().to_owned()
    });
}

#[test]
fn what_a_macro_fills_in_is_looked_for_as_well() {
    // Its own name for another macro, and one whose letters are written in two ways.
    refused(
        "macro_rules! call { ($m:ident) => { std::$m!(\"x\") } }\n\
         macro_rules! rename { ($x:ident) => { use $x as k; } }\nrename!(call);\nk!(include);",
        "include! at src/main.rs:4:4",
    );
    refused(
        "macro_rules! caf\u{e9} { ($m:ident) => { $m!(\"avx2\") } }\n\
         cafe\u{301}!(is_x86_feature_detected);",
        "is_x86_feature_detected at src/main.rs:2:8",
    );
    // To a macro, documentation is an attribute with its sign.
    refused(
        "macro_rules! m { ($h:tt $b:tt) => { $h [path = \"other.rs\"] mod x; } }\n\
         m! {\n/// words\n}",
        "#[path] at src/main.rs:1:41",
    );
    fine("/// Words.\nmacro_rules! m { ($path:ident) => { $path } }\nfn path() { m!(path) }");
}
