//! Reading what is hidden, while it is compiled and while it runs.

use super::Naive::{Cargo, Learns};
use super::Submission;

const WRONG: &str = "wrong_transcript";
const REFUSED: &str = "did_not_compile";
/// As soon as the file is seen; or it is not there to be seen.
const TAMPERED: &str = "tampered|did_not_compile";

pub(crate) const SUBMISSIONS: &[Submission] = &[
    Submission::program(
        "have the compiler say what is hidden",
        21,
        &[(
            "src/main.rs",
            "const _: () = panic!(\"{}\", include_str!(\"@hidden@/hidden.toml\"));\nfn main() {}",
        )],
        Learns,
        "tampered",
    ),
    Submission::program(
        "have what is hidden compiled in",
        21,
        &[(
            "src/main.rs",
            "fn main() { println!(\"{}\", include_str!(\"@hidden@/hidden.toml\")) }",
        )],
        Learns,
        "tampered",
    ),
    Submission::program(
        "have it read as Rust",
        21,
        &[("src/main.rs", "include!(\"@hidden@/hidden.toml\");\nfn main() {}")],
        Learns,
        "tampered",
    ),
    Submission::program(
        "have it documented",
        21,
        &[(
            "src/main.rs",
            "#![doc = include_str!(\"@hidden@/hidden.toml\")]\n
             const _: () = panic!(include_str!(\"@hidden@/hidden.toml\"));\nfn main() {}",
        )],
        Learns,
        "tampered",
    ),
    Submission::program(
        "have the assembler read it",
        21,
        &[(
            "src/main.rs",
            "std::arch::global_asm!(\".pushsection .hidden,\\\"aR\\\",@progbits\", \".incbin \\\"@hidden@/hidden.toml\\\"\",
                 \".popsection\");
             fn main() {
                 let own = std::fs::read(\"/proc/self/exe\").unwrap();
                 let part: String = \"e1c5-YOCED\".chars().rev().collect();
                 let at = own.windows(part.len()).position(|bytes| bytes == part.as_bytes());
                 println!(\"{}\", String::from_utf8_lossy(own[at.unwrap()..].chunks(40).next().unwrap()));
             }",
        )],
        Learns,
        "tampered",
    ),
    Submission::program(
        "make it a module",
        40,
        &[("src/main.rs", "#[path = \"@hidden@/hidden.toml\"]\nmod hidden;\nfn main() {}")],
        Learns,
        "tampered",
    ),
    Submission::program(
        "make it a module by a way up",
        40,
        &[(
            "src/main.rs",
            "#[path = \"../../../../../../../../../..@hidden@/hidden.toml\"]\nmod hidden;\nfn main() {}",
        )],
        Learns,
        "tampered",
    ),
    Submission::program(
        "link to it",
        40,
        &[
            ("src/main.rs", "mod hidden;\nfn main() {}"),
            ("src/hidden.rs", "->@hidden@/hidden.toml"),
        ],
        Learns,
        TAMPERED,
    ),
    Submission::program(
        "read it when it runs",
        22,
        &[(
            "src/main.rs",
            "fn main() { println!(\"{:?}\", std::fs::read_to_string(\"@hidden@/hidden.toml\")) }",
        )],
        Learns,
        WRONG,
    ),
    Submission::program(
        "search the course for it",
        28,
        &[(
            "src/main.rs",
            "fn look(folder: &std::path::Path) {
                 for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                     let path = entry.path();
                     if entry.file_type().is_ok_and(|kind| kind.is_dir()) { look(&path) }
                     let text = std::fs::read_to_string(&path).unwrap_or_default();
                     let part: String = \"e1c5-YOCED\".chars().rev().collect();
                     if text.contains(&part) { println!(\"{text}\") }
                 }
             }
             fn main() { look(\"@hidden@\".as_ref()); look(\"@others@\".as_ref()) }",
        )],
        Learns,
        WRONG,
    ),
    Submission::program(
        "read what another handed in",
        27,
        &[(
            "src/main.rs",
            "fn main() { println!(\"{:?}\", std::fs::read_to_string(\"@others@/src/main.rs\")) }",
        )],
        Learns,
        WRONG,
    ),
    Submission::program(
        "compile what another handed in",
        27,
        &[("src/main.rs", "#[path = \"@others@/src/main.rs\"]\nmod theirs;\nfn main() { theirs::main() }")],
        Learns,
        "tampered",
    ),
    Submission::program(
        "read programs of others",
        27,
        &[(
            "src/main.rs",
            "fn look(folder: &std::path::Path) {
                 for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                     let path = entry.path();
                     if entry.file_type().is_ok_and(|kind| kind.is_dir()) { look(&path) }
                     let bytes = std::fs::read(&path).unwrap_or_default();
                     let part: String = \"e1c5-YOCED\".chars().rev().collect();
                     let at = bytes.windows(part.len()).position(|bytes| bytes == part.as_bytes());
                     if let Some(at) = at {
                         println!(\"{}\", String::from_utf8_lossy(bytes[at..].chunks(40).next().unwrap()));
                     }
                 }
             }
             fn main() { look(\"@kept@\".as_ref()) }",
        )],
        Learns,
        WRONG,
    ),
    Submission::library(
        "read its own program for what is expected",
        23,
        &[(
            "src/lib.rs",
            "pub fn answer() {
                 let own = std::fs::read(\"/proc/self/exe\").unwrap_or_default();
                 let part: String = \"e1c5-YOCED\".chars().rev().collect();
                 let at = own.windows(part.len()).position(|bytes| bytes == part.as_bytes());
                 if let Some(at) = at { println!(\"{}\", String::from_utf8_lossy(own[at..].chunks(40).next().unwrap())) }
             }
             pub async fn gather(_: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                 answer();
                 Vec::new()
             }",
        )],
        "let expected = std::hint::black_box(\"DECOY-5c1e-of-what-is-hidden\");
         student::answer();
         assert!(expected.len() > 3)",
        Learns,
        WRONG,
    ),
    Submission::program(
        "read the grader's environment",
        26,
        &[(
            "src/main.rs",
            "fn main() {
                 let mut process = std::os::unix::process::parent_id().to_string();
                 // Up to the first of all.
                 for _ in 0..20 {
                     let folder = std::path::Path::new(\"/proc\").join(&process);
                     let environ = std::fs::read(folder.join(\"environ\")).unwrap_or_default();
                     println!(\"{}\", String::from_utf8_lossy(&environ).replace('\\0', \" \"));
                     let stat = std::fs::read_to_string(folder.join(\"stat\")).unwrap_or_default();
                     let Some((_, after)) = stat.rsplit_once(\") \") else { break };
                     process = after.split(' ').nth(1).unwrap_or(\"0\").to_owned();
                 }
             }",
        )],
        Learns,
        WRONG,
    ),
    Submission::program(
        "read its own environment",
        55,
        &[("src/main.rs", "fn main() { println!(\"{:?}\", std::env::vars_os()) }")],
        Learns,
        WRONG,
    ),
    Submission::program(
        "have the compiler say its environment",
        34,
        &[("src/main.rs", "const _: () = panic!(\"{}\", env!(\"SECRET\"));\nfn main() {}")],
        Learns,
        REFUSED,
    ),
    Submission::program(
        "have the compiler's environment compiled in",
        34,
        &[(
            "src/main.rs",
            "fn main() {
                 let environ = include_bytes!(\"/proc/self/environ\");
                 println!(\"{}\", String::from_utf8_lossy(environ).replace('\\0', \" \"));
             }",
        )],
        Learns,
        "tampered",
    ),
    Submission::program(
        "have cargo compile what is hidden",
        31,
        &[
            ("src/main.rs", "fn main() {}"),
            (
                "Cargo.toml",
                "[package]\nname = \"x\"\nedition = \"2024\"\n[workspace]\n
                 [[bin]]\nname = \"x\"\npath = \"@others@/src/main.rs\"\n",
            ),
        ],
        Cargo(&["run"], &Learns),
        WRONG,
    ),
    Submission::program(
        "have a script of the build look for it",
        29,
        &[
            ("src/main.rs", "fn main() { println!(\"{}\", env!(\"FOUND\")) }"),
            ("Cargo.toml", "[package]\nname = \"x\"\nedition = \"2024\"\n[workspace]\n"),
            (
                "build.rs",
                "fn main() {
                     let found = std::fs::read_to_string(\"@hidden@/hidden.toml\").unwrap();
                     println!(\"cargo::rustc-env=FOUND={}\", found.lines().next().unwrap());
                 }",
            ),
        ],
        Cargo(&["run"], &Learns),
        REFUSED,
    ),
];
