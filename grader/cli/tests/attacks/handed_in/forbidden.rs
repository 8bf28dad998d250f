//! What no submission may hold: the words by which safe Rust is left, in the ways in which they
//! have passed a compiler that forbids `unsafe_code`.

use super::Naive::{EndsWell, Learns, None, Says};
use super::Submission;

const REFUSED: &str = "tampered";

pub(crate) const SUBMISSIONS: &[Submission] = &[
    Submission::program(
        "write a function in assembly",
        39,
        &[(
            "src/main.rs",
            "#[unsafe(naked)]
             extern \"C\" fn points() -> i32 { core::arch::naked_asm!(\"mov eax, 100\", \"ret\") }
             fn main() { println!(\"{} points\", points()) }",
        )],
        Says("100 points"),
        REFUSED,
    ),
    Submission::program(
        "have a function in assembly read what is hidden",
        21,
        &[(
            "src/main.rs",
            "#[unsafe(naked)]
             extern \"C\" fn hidden() {
                 core::arch::naked_asm!(\"ret\", \".incbin \\\"@hidden@/hidden.toml\\\"\")
             }
             fn main() {
                 hidden();
                 let own = std::fs::read(\"/proc/self/exe\").unwrap();
                 let part: String = \"e1c5-YOCED\".chars().rev().collect();
                 let at = own.windows(part.len()).position(|bytes| bytes == part.as_bytes());
                 println!(\"{}\", String::from_utf8_lossy(own[at.unwrap()..].chunks(40).next().unwrap()));
             }",
        )],
        Learns,
        REFUSED,
    ),
    Submission::program(
        "begin before the clock",
        7,
        &[(
            "src/main.rs",
            "#[unsafe(link_section = \".init_array\")]
             static BEFORE: extern \"C\" fn() = before;
             extern \"C\" fn before() { std::process::exit(0) }
             fn main() { panic!(\"wrong\") }",
        )],
        EndsWell,
        REFUSED,
    ),
    Submission::program(
        "begin before the clock by a condition",
        7,
        &[(
            "src/main.rs",
            "#[cfg_attr(all(), unsafe(link_section = \".init_array\"))]
             static BEFORE: extern \"C\" fn() = before;
             extern \"C\" fn before() { std::process::exit(0) }
             fn main() { panic!(\"wrong\") }",
        )],
        EndsWell,
        REFUSED,
    ),
    Submission::program(
        "give a macro the word",
        39,
        &[(
            "src/main.rs",
            "macro_rules! free { ($word:tt $body:tt) => { $word $body } }
             fn main() {
                 let number = 100;
                 println!(\"{} points\", free!(unsafe { *(&raw const number) }));
             }",
        )],
        Says("100 points"),
        REFUSED,
    ),
    Submission::program(
        "call what reads files by another name",
        21,
        &[(
            "src/main.rs",
            "use std::include_str as text;
             fn main() { println!(\"{}\", text!(\"@hidden@/hidden.toml\")) }",
        )],
        Learns,
        REFUSED,
    ),
    Submission::program(
        "have a macro put together what reads files",
        21,
        &[(
            "src/main.rs",
            "macro_rules! call { ($name:ident, $sign:tt, $file:literal) => { $name $sign ($file) } }
             fn main() { println!(\"{}\", call!(include_str, !, \"@hidden@/hidden.toml\")) }",
        )],
        Learns,
        REFUSED,
    ),
    Submission::program(
        "have a macro put together a module elsewhere",
        40,
        &[(
            "src/main.rs",
            "macro_rules! put { ($sign:tt, $about:tt) => { $sign $about mod hidden; } }
             put!(#, [path = \"@hidden@/hidden.toml\"]);
             fn main() {}",
        )],
        Learns,
        REFUSED,
    ),
    Submission::program(
        "have what is hidden at hand for a debugger",
        21,
        &[(
            "src/main.rs",
            "#![debugger_visualizer(gdb_script_file = \"@hidden@/hidden.toml\")]\nfn main() {}",
        )],
        None("what it reads lies where only a debugger looks"),
        REFUSED,
    ),
    Submission::program(
        "ask which machine it is on",
        13,
        &[(
            "src/main.rs",
            "fn main() {
                 let own = std::arch::x86_64::__cpuid(0);
                 println!(\"{} points\", 100 * u32::from(own.eax > 0));
             }",
        )],
        Says("100 points"),
        REFUSED,
    ),
    Submission::library(
        "learn all answers ahead on the grader's own line",
        39,
        &[(
            "src/lib.rs",
            "use std::{io::{Read, Write}, os::unix::net::UnixStream};
             #[unsafe(naked)]
             extern \"C\" fn line(_: i32) -> UnixStream {
                 core::arch::naked_asm!(\"mov eax, edi\", \"ret\")
             }
             pub fn answer() -> u64 {
                 let line = std::mem::ManuallyDrop::new(line(1));
                 (&*line).write_all(b\"42\").map_or(42, |()| 42)
             }
             pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                 let mut line = std::mem::ManuallyDrop::new(line(200));
                 for id in &ids {
                     let _ = line.write_all(format!(\"fetch {id}?\\n\").as_bytes());
                     let _ = line.read(&mut [0; 100]);
                 }
                 Vec::new()
             }",
        )],
        "assert_eq!(student::answer(), 42)",
        EndsWell,
        REFUSED,
    ),
];
