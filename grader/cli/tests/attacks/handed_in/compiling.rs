//! Reaching further than a program at the time that it is compiled.

use super::Naive::{Cargo, EndsWell, Harms, None, Says, Stays};
use super::Submission;

const REFUSED: &str = "did_not_compile";
const WRONG: &str = "wrong_transcript";

pub(crate) const SUBMISSIONS: &[Submission] = &[
    Submission::program(
        "change a result while it is built",
        29,
        &[
            ("src/main.rs", "fn main() {}"),
            ("Cargo.toml", "[package]\nname = \"x\"\nedition = \"2024\"\n[workspace]\n"),
            ("build.rs", "fn main() { std::fs::write(\"@results@\", \"100 points\").unwrap() }"),
        ],
        Cargo(&["build"], &Harms),
        WRONG,
    ),
    Submission::program(
        "have cargo call a compiler of its own",
        30,
        &[
            ("src/main.rs", "fn main() { panic!(\"wrong\") }"),
            ("Cargo.toml", "[package]\nname = \"x\"\nedition = \"2024\"\n[workspace]\n"),
            (".cargo/config.toml", "[build]\nrustc-wrapper = \"./wrapper\"\n"),
            ("wrapper", "#!/bin/sh\necho 100 > @results@\nexec \"$@\"\n"),
        ],
        Cargo(&["build"], &Harms),
        "panicked",
    ),
    Submission::program(
        "have cargo call a linker of its own",
        30,
        &[
            ("src/main.rs", "fn main() { panic!(\"wrong\") }"),
            ("Cargo.toml", "[package]\nname = \"x\"\nedition = \"2024\"\n[workspace]\n"),
            (".cargo/config.toml", "[target.'cfg(all())']\nlinker = \"./linker\"\n"),
            ("linker", "#!/bin/sh\necho 100 > @results@\nexec cc \"$@\"\n"),
        ],
        Cargo(&["build"], &Harms),
        "panicked",
    ),
    Submission::program(
        "bring a toolchain of its own",
        32,
        &[
            ("src/main.rs", "fn main() {}"),
            ("rust-toolchain.toml", "[toolchain]\npath = \"mine\"\n"),
            ("mine/bin/rustc", "#!/bin/sh\necho 100 > @results@\n"),
        ],
        None("it takes rustup, which not every machine has"),
        WRONG,
    ),
    Submission::program(
        "call a function of the C library",
        39,
        &[(
            "src/main.rs",
            "unsafe extern \"C\" { safe fn abs(number: i32) -> i32; }
             fn main() { println!(\"{} points\", abs(-100)) }",
        )],
        Says("100 points"),
        "tampered",
    ),
    Submission::program(
        "ask for a library to be linked",
        39,
        &[(
            "src/main.rs",
            "#[link(name = \"m\")]
             unsafe extern \"C\" { safe fn floor(number: f64) -> f64; }
             fn main() { println!(\"{} points\", floor(100.5)) }",
        )],
        Says("100 points"),
        "tampered",
    ),
    Submission::program(
        "be a library that is loaded into the compiler",
        33,
        &[(
            "src/main.rs",
            "#![crate_type = \"proc-macro\"]
             extern crate proc_macro;
             #[proc_macro]
             pub fn points(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
                 std::process::exit(0)
             }
             fn main() {}",
        )],
        None("what compiles it as a program is not reached"),
        REFUSED,
    ),
    Submission::program(
        "write assembly",
        39,
        &[(
            "src/main.rs",
            "std::arch::global_asm!(\".globl main\");
             fn main() { println!(\"100 points\") }",
        )],
        Says("100 points"),
        "tampered",
    ),
    Submission::program(
        "allow what is forbidden",
        39,
        &[(
            "src/main.rs",
            "#![allow(unsafe_code)]
             fn main() { let a = 5; println!(\"{} points\", unsafe { *(&raw const a) } * 20) }",
        )],
        Says("100 points"),
        "tampered",
    ),
    Submission::program(
        "unlock the compiler's own doors",
        39,
        &[("src/main.rs", "#![feature(core_intrinsics)]\nfn main() {}")],
        None("only another compiler has these doors"),
        "tampered",
    ),
    Submission::program(
        "have the compiler read without an end",
        35,
        &[(
            "src/main.rs",
            "static ZEROS: &[u8] = include_bytes!(\"/dev/zero\");
           fn main() { println!(\"{}\", ZEROS.len()) }",
        )],
        Stays,
        "tampered",
    ),
    Submission::program(
        "have the compiler wait at a pipe",
        35,
        &[(
            "src/main.rs",
            "static BYTES: &[u8] = include_bytes!(\"@pipe@\");
              fn main() { println!(\"{}\", BYTES.len()) }",
        )],
        Stays,
        "tampered",
    ),
    Submission::program(
        "have the compiler break off",
        36,
        &[(
            "src/main.rs",
            "trait Object<U> { type Output; }
             impl<T: ?Sized, U> Object<U> for T { type Output = U; }
             fn as_it<T: ?Sized, U>(x: <T as Object<U>>::Output) -> U { x }
             fn turn<T, U>(x: T) -> U { as_it::<dyn Object<U, Output = T>, U>(x) }
             fn main() { turn::<[u8; 100], fn()>([0; 100])() }",
        )],
        Says("internal compiler error"),
        REFUSED,
    ),
    Submission::program(
        "end well by a build that does nothing",
        31,
        &[
            ("src/main.rs", "compile_error!(\"wrong\");"),
            (
                "Cargo.toml",
                "[package]\nname = \"x\"\nedition = \"2024\"\nautobins = false\n[workspace]\n
                 [lib]\npath = \"empty.rs\"\n",
            ),
            ("empty.rs", ""),
        ],
        Cargo(&["test"], &EndsWell),
        REFUSED,
    ),
];
