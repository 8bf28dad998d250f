//! Programs as the compiler meets them, with the course's own clock and dependencies.
//!
//! The first of these tests to run prepares the course's workshop; that takes some seconds.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::SystemTime;

use course::sources::Sources;
use engine::build::{Built, Program, Silent, Workshop, compile};
use sandbox::Confinement;
use walkdir::WalkDir;

fn workshop() -> &'static Workshop {
    static WORKSHOP: OnceLock<Workshop> = OnceLock::new();
    WORKSHOP.get_or_init(|| {
        let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Workshop::open(&course, &mut Silent).unwrap()
    })
}

fn sources(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
}

fn compiled(slug: &str, files: &Sources) -> Built {
    compile(workshop(), Confinement::Unconfined, slug, files).unwrap()
}

/// A text that no other call returns, so that nothing is found in the store.
fn nonce() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    format!("{}-{}", std::process::id(), now.as_nanos())
}

/// Compiles a program and compares what it prints, or why it does not.
fn check(files: &[(&str, &str)], expected: &str) {
    assert_eq!(said(files).trim_end(), expected.trim_end());
}

fn said(files: &[(&str, &str)]) -> String {
    match compiled("sleepy-count", &sources(files)) {
        Built::Program(program) => {
            let output = Command::new(&program.path).env_clear().output().unwrap();
            let said = [output.stdout, output.stderr].concat();
            String::from_utf8(said).unwrap()
        }
        Built::Refused(errors) => {
            let at = errors.first.as_ref().map_or(String::new(), |place| format!(" at {place}"));
            format!("{}{at}:\n{}", errors.verdict.words(), errors.rendered)
        }
    }
}

fn program(text: &str) -> Program {
    match compiled("count", &sources(&[("src/main.rs", text)])) {
        Built::Program(program) => program,
        Built::Refused(errors) => panic!("{}", errors.rendered),
    }
}

#[test]
fn modules_and_tokio_are_at_hand() {
    let main = r#"
        mod plan;
        #[tokio::main(flavor = "current_thread")]
        async fn main() {
            let (a, b) = tokio::join!(async { plan::number() }, tokio::spawn(async { 1 }));
            tokio::select! {
                () = tokio::time::sleep(std::time::Duration::from_millis(1)) => {}
            }
            println!("{}", a + b.unwrap());
        }
    "#;
    check(&[("src/main.rs", main), ("src/plan.rs", "pub fn number() -> u32 { 41 }")], "42");
}

#[test]
fn an_error_is_in_the_compilers_words_with_the_students_paths() {
    check(
        &[
            ("src/main.rs", "mod plan;\nfn main() {\n    plan::number();\n}\n"),
            ("src/plan.rs", "pub fn number() -> u32 {\n    \"8\"\n}\n"),
        ],
        "did not compile at src/plan.rs:2:
error[E0308]: mismatched types
 --> src/plan.rs:2:5
  |
1 | pub fn number() -> u32 {
  |                    --- expected `u32` because of return type
2 |     \"8\"
  |     ^^^ expected `u32`, found `&str`

For more information about this error, try `rustc --explain E0308`.",
    );
}

#[test]
fn a_panic_says_the_students_path() {
    let said = said(&[("src/main.rs", "fn main() {\n    todo!(\"print the numbers\")\n}\n")]);
    assert!(said.contains(" panicked at src/main.rs:2:5:"), "{said}");
}

#[test]
fn a_warning_does_not_stop_a_program() {
    let program = program("fn main() {\n    let number = 8;\n}\n");
    let [warning] = &program.warnings[..] else { panic!("{:?}", program.warnings) };
    assert_eq!(warning.code.as_deref(), Some("unused_variables"));
    assert_eq!(warning.place.as_ref().unwrap().to_string(), "src/main.rs:2");
}

#[test]
fn unsafe_code_does_not_compile() {
    for code in [
        "unsafe extern \"C\" { safe fn getpid() -> i32; }",
        "#[unsafe(no_mangle)] fn nanosleep() {}",
        "#![allow(unsafe_code)]\nfn f() { unsafe {} }",
        "std::arch::global_asm!(\"nop\");",
    ] {
        let said = said(&[("src/main.rs", &format!("{code}\nfn main() {{}}\n"))]);
        assert!(said.starts_with("did not compile at src/main.rs:"), "{code}: {said}");
    }
}

#[test]
fn a_file_from_elsewhere_is_tampering() {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let manifest = course.join("Cargo.toml");
    let manifest = manifest.display();
    let expected = "tampered:\nthe program reads a file `Cargo.toml` from outside `src`; everything has to be in it";
    for code in [
        format!("fn main() {{ println!(\"{{}}\", include_str!(\"{manifest}\")); }}"),
        format!("const _: &[u8] = include_bytes!(\"{manifest}\"); fn main() {{}}"),
        // Were it not for the verdict, the message would show a line of the file.
        format!("include!(\"{manifest}\"); fn main() {{}}"),
        format!("#[path = \"{manifest}\"] mod secret; fn main() {{}}"),
        format!(
            "fn main() {{ let x: u32 = \"\"; include_str!(\"{manifest}\"); include!(\"{manifest}\") }}"
        ),
        // So would these, with all of it.
        format!("const _: () = panic!(\"{{}}\", include_str!(\"{manifest}\")); fn main() {{}}"),
        format!("compile_error!(include_str!(\"{manifest}\")); fn main() {{}}"),
        // Whether a file is there is nobody's business either.
        "fn main() { include_str!(\"/nowhere/Cargo.toml\"); }".to_owned(),
        "#[path = \"../../nowhere/Cargo.toml\"] mod secret; fn main() {}".to_owned(),
    ] {
        check(&[("src/main.rs", &code)], expected);
    }
}

#[test]
fn what_a_compiler_that_broke_off_has_read_is_not_shown() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let endless = "macro_rules! grow { ($($x:tt)*) => { grow!(x $($x)*); } }\ngrow!(x);";
    let quoting =
        format!("compile_error!(include_str!({manifest:?}));\n{endless}\nfn main() {{}}\n");
    check(
        &[("src/main.rs", &quoting)],
        "did not compile:\nthe compiler broke off in a program that uses `include_str` or \
         `include_bytes`, so its words are not shown; leave those out to see them",
    );
    let said = said(&[("src/main.rs", &format!("{endless}\nfn main() {{}}\n"))]);
    assert!(said.starts_with("did not compile at src/main.rs:1:\nerror: recursion"), "{said}");
}

#[test]
fn the_surroundings_of_the_grader_are_not_to_be_seen() {
    let main = "fn main() { println!(\"{:?} {:?} {:?} {:?}\", option_env!(\"HOME\"), \
                option_env!(\"PATH\"), option_env!(\"CARGO_MANIFEST_DIR\"), file!()); }";
    check(&[("src/main.rs", main)], "None None None \"src/main.rs\"");
    for code in [
        "fn main() { println!(\"{}\", env!(\"TMPDIR\")); }",
        "const _: () = panic!(\"{}\", env!(\"TMPDIR\")); fn main() {}",
    ] {
        let expected = "did not compile:\nthe program asks for `TMPDIR` of the machine that \
                        compiles it, and nothing is there: write the value itself into the program";
        check(&[("src/main.rs", code)], expected);
    }
    // rustc would advise to ask for the variable of the same name.
    check(
        &[("src/main.rs", "fn main() { println!(\"{}\", env!(\"CARGO_PKG_NAME\")); }")],
        "did not compile:\nthe program asks for `CARGO_PKG_NAME` of the machine that compiles it, \
         and nothing is there: write the value itself into the program",
    );
}

#[test]
fn a_missing_module_is_said_with_its_place() {
    let said = said(&[("src/main.rs", "mod plan;\nfn main() {}\n")]);
    assert!(said.starts_with("did not compile at src/main.rs:1:\nerror[E0583]"), "{said}");
}

#[test]
fn a_program_without_main_does_not_compile() {
    let without = said(&[("src/main.rs", "")]);
    assert!(without.starts_with("did not compile at src/main.rs:1:\nerror[E0601]"), "{without}");
    check(
        &[("src/main.rs", "#![no_main]")],
        "did not compile:\nthe program has no `main` to begin with; leave out `#![no_main]`",
    );
}

#[test]
fn the_message_of_a_long_type_names_no_scratch_folder() {
    let deep = "fn main() { let x = vec![Some(Some(Some(Some(Some(Some(Some(Some(Some(Some(\
                std::collections::BTreeMap::<Option<Option<Option<String>>>, Vec<Option<\
                Option<String>>>>::new()))))))))))].into_iter().map(|x| x).filter(|_| true)\
                .map(|x| x).filter(|_| true).map(|x| x).filter(|_| true); x.nap(); }";
    let said = said(&[("src/main.rs", deep)]);
    assert!(said.contains("nap"), "{said}");
    assert!(!said.contains(&*workshop().store().root().to_string_lossy()), "{said}");
}

#[test]
fn two_builds_of_the_same_sources_give_the_same_bytes() {
    let text = format!("fn main() {{ println!(\"{}\"); }}", nonce());
    let first = program(&text);
    let bytes = fs::read(&first.path).unwrap();
    assert_eq!(program(&text), first, "the second is found");
    fs::remove_dir_all(first.path.parent().unwrap()).unwrap();
    let again = program(&text);
    assert_eq!(again, first);
    assert!(fs::read(&again.path).unwrap() == bytes, "nothing of the scratch folder is in it");
}

#[test]
fn a_damaged_entry_is_built_again() {
    let text = format!("fn main() {{ println!(\"{}\"); }}", nonce());
    let first = program(&text);
    fs::remove_file(&first.path).unwrap();
    assert!(program(&text).path.exists());
    let record = first.path.with_file_name("compiler.json");
    fs::remove_file(&record).unwrap();
    fs::write(record, "{").unwrap();
    assert!(program(&text).path.exists());
}

#[test]
fn the_same_package_in_two_submissions_is_two_programs() {
    check(&[("src/main.rs", "fn main() { println!(\"ann\"); }")], "ann");
    check(&[("src/main.rs", "fn main() { println!(\"ben\"); }")], "ben");
    check(&[("src/main.rs", "fn main() { println!(\"ann\"); }")], "ann");
}

#[test]
fn a_stranger_in_the_message_cannot_paint_on_the_terminal() {
    let said =
        said(&[("src/main.rs", "compile_error!(\"\\u{1b}]0;owned\\u{7}\");\nfn main() {}\n")]);
    assert!(said.contains("owned"), "{said}");
    assert!(!said.chars().any(|char| char.is_control() && char != '\n'), "{said:?}");
}

/// A program that takes more than any other, in `src/main.rs` and `src/more.rs`.
fn check_bomb(main: &str, more: &str, expected: &str) {
    check(&[("src/main.rs", main), ("src/more.rs", more)], expected);
}

#[test]
fn a_program_that_is_far_too_large_exceeds_a_limit() {
    let expected = "exceeded the limit of output:\nthe compiled program has over 64 MiB";
    let main = "static X: [u8; 99 << 20] = [1; 99 << 20]; fn main() { println!(\"{}\", X[7]); }";
    check_bomb(main, "", expected);
    // Each file of the compiler is small enough, and that of its linker is not.
    let half = "pub static X: [u8; 50 << 20] = [1; 50 << 20];";
    let main =
        format!("mod more; {half} fn main() {{ println!(\"{{:p}} {{:p}}\", &X, &more::X); }}");
    check_bomb(&main, &half.replace("[1;", "[2;"), expected);
}

#[test]
fn a_program_that_takes_too_much_memory_exceeds_a_limit() {
    let expected =
        "exceeded the limit of memory:\ncompiling this program takes over 2 GiB of memory";
    for code in [
        "static X: [u8; 8 << 30] = [1; 8 << 30]; fn main() { println!(\"{}\", X[7]); }",
        "macro_rules! two { ($($x:tt)*) => { two!($($x)* $($x)*) } } two!(x); fn main() {}",
    ] {
        check_bomb(code, "", expected);
    }
}

#[test]
fn a_program_that_is_nested_too_deeply_exceeds_a_limit() {
    let expected = "exceeded the limit of memory:\ncompiling this program takes more stack than \
                    the compiler has: something in it is nested too deeply";
    let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
    check_bomb(&format!("fn main() {{ let _ = {open}1{close}; }}"), "", expected);
    let sum = "+ 1".repeat(100_000);
    check_bomb(&format!("fn main() {{ let _ = 1{sum}; }}"), "", expected);
}

#[test]
fn a_constant_that_is_never_done_exceeds_a_limit() {
    check_bomb(
        "const X: u8 = loop {}; fn main() { println!(\"{X}\"); }",
        "",
        "exceeded the limit of real time:\na constant of this program takes longer to compute \
         than the compiler waits",
    );
}

#[test]
fn a_program_with_too_much_to_be_said_of_it_exceeds_a_limit() {
    let more: String = (0..40_000).map(|n| format!("fn f{n}() {{}}\n")).collect();
    check_bomb(
        "mod more; fn main() {}",
        &more,
        "exceeded the limit of output:\nthe compiler had over 16 MiB to say about this program, \
         more than anybody can read",
    );
}

#[test]
fn what_programs_are_linked_with_and_run_under_cannot_be_written_to() {
    let program = program("fn main() {}");
    let prepared = WalkDir::new(workshop().store().root()).into_iter().flatten();
    let libraries = prepared.filter(|file| {
        let is_library = file.path().extension().is_some_and(|ending| ending == "rlib");
        is_library && file.path().iter().any(|folder| folder == "crates")
    });
    let libraries: Vec<PathBuf> = libraries.map(|file| file.into_path()).collect();
    assert!(libraries.iter().any(|library| library.to_string_lossy().contains("libtokio-")));
    for file in libraries.into_iter().chain(workshop().clock()).chain([program.path]) {
        assert!(fs::metadata(&file).unwrap().permissions().readonly(), "{}", file.display());
    }
}

#[test]
fn an_opened_workshop_is_silent_the_second_time() {
    workshop();
    let mut steps = Vec::new();
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Workshop::open(&course, &mut |step: &str| steps.push(step.to_owned())).unwrap();
    assert_eq!(steps, [""; 0]);
    assert!(workshop().clock().is_some_and(|clock| clock.ends_with("libclock.so")));
    assert!(workshop().toolchain().name().starts_with("rustc 1."));
}

#[test]
fn the_compiler_is_called_itself_and_not_by_way_of_a_proxy() {
    // Rustup's proxies are links to rustup.
    let rustc = workshop().toolchain().rustc.canonicalize().unwrap();
    assert_eq!(rustc.file_name().unwrap(), "rustc", "{}", rustc.display());
}
