//! Hiding what no submission may hold from the reader of the sources before the compiler does.

use super::Naive::{Learns, Says};
use super::Submission;

/// A program with the forbidden word in the place of the sign, in the middle of what hides it.
macro_rules! hidden_by {
    ($before:literal, $after:literal) => {
        &[(
            "src/main.rs",
            concat!(
                "fn main() { let x = 7_u8; let p = &raw const x;\n",
                $before,
                " println!(\"read {}\", unsafe { *p }); ",
                $after,
                "\n}"
            ),
        )]
    };
}

const REFUSED: &str = "tampered";

const fn evades(
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    naive: super::Naive,
) -> Submission {
    Submission::program(name, 65, files, naive, REFUSED)
}

/// Machine code, between two lines that are to make a reader take it for a comment or a text.
macro_rules! hidden {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "#[unsafe(naked)]
             extern \"C\" fn answer() -> u64 { core::arch::naked_asm!(\"mov rax, 100\", \"ret\") }
             fn main() { println!(\"{} points\", answer()); }
             ",
            $after
        )
    };
}

pub(crate) const SUBMISSIONS: &[Submission] = &[
    evades(
        "hide the word behind a text without escapes",
        hidden_by!("let _ = r#\"\\\"#; let _ = \"/*\";", "let _ = \"*/\";"),
        Says("read 7"),
    ),
    evades(
        "hide the word between quotes that are letters",
        hidden_by!("let _ = '\"';", "let _ = '\"';"),
        Says("read 7"),
    ),
    evades(
        "hide the word between quotes that are bytes",
        hidden_by!("let _ = (b'\"', b'\\'');", "let _ = b'\"';"),
        Says("read 7"),
    ),
    evades(
        "hide the word behind lifetimes",
        hidden_by!("fn f<'a>(x: &'a u8) -> &'a u8 { x } let _ = f(&1);", "let _ = '\\'';"),
        Says("read 7"),
    ),
    evades(
        "hide the word behind comments in comments",
        hidden_by!("/* /* */ \" */ // */ /*\n", "/* \" */"),
        Says("read 7"),
    ),
    evades(
        "hide the word behind a sign that turns the text around",
        hidden_by!("/* \u{202e} */", "/* \u{2066} */"),
        Says("read 7"),
    ),
    evades(
        "carry the word in in another file",
        &[
            ("src/main.rs", "mod other;\nfn main() { println!(\"read {}\", other::read(&7)) }"),
            ("src/other.rs", "pub fn read(x: &u8) -> u8 { let p: *const u8 = x; unsafe { *p } }"),
        ],
        Says("read 7"),
    ),
    evades(
        "begin before the clock by conditions in conditions",
        &[(
            "src/main.rs",
            "#[cfg_attr(all(), cfg_attr(not(any()), unsafe(link_section = \".init_array\")))]
             static BEFORE: extern \"C\" fn() = before;
             extern \"C\" fn before() { println!(\"before\"); std::process::exit(0) }
             fn main() { panic!(\"wrong\") }",
        )],
        super::Naive::EndsWell,
    ),
    evades(
        "put a comment between a macro and its sign",
        &[(
            "src/main.rs",
            "fn main() {
                 println!(\"{}\", include_str /* a */ ! // b
                     (\"@hidden@/hidden.toml\"))
             }",
        )],
        Learns,
    ),
    evades(
        "call what reads files by its whole path",
        &[(
            "src/main.rs",
            "fn main() { println!(\"{}\", ::core::include_str! { \"@hidden@/hidden.toml\" }) }",
        )],
        Learns,
    ),
    evades(
        "call what reads files by another name of several",
        &[(
            "src/main.rs",
            "use std::{cmp::max, include_str as text};
             fn main() { println!(\"{} {}\", max(1, 2), text!(\"@hidden@/hidden.toml\")) }",
        )],
        Learns,
    ),
    evades(
        "call what reads files by its raw name",
        &[(
            "src/main.rs",
            "fn main() { println!(\"{}\", r#include_str!(\"@hidden@/hidden.toml\")) }",
        )],
        Learns,
    ),
    evades(
        "have what is hidden for documentation",
        &[(
            "src/main.rs",
            "macro_rules! say { (#[doc = $text:expr] $name:ident) => { println!(\"{}\", $text) } }
             fn main() { say!(#[doc = include_str!(\"@hidden@/hidden.toml\")] nothing) }",
        )],
        Learns,
    ),
    evades(
        "have a macro make a macro that reads files",
        &[(
            "src/main.rs",
            "macro_rules! make {
                 ($sign:tt $name:ident $reads:ident) => {
                     macro_rules! $name { ($sign file:literal) => { $reads!($sign file) } }
                 };
             }
             make!($ text include_str);
             fn main() { println!(\"{}\", text!(\"@hidden@/hidden.toml\")) }",
        )],
        Learns,
    ),
    evades(
        "have a line for a system hide the program behind its documentation",
        &[("src/main.rs", hidden!("#!/*! doc\n", "// */[allow(unused)]"))],
        Says("100 points"),
    ),
    evades(
        "have a space of prose hide the program",
        &[("src/main.rs", hidden!("#!\u{a0}[ /*\n", "// */"))],
        Says("100 points"),
    ),
    evades(
        "hide the program behind a mark on a lifetime",
        &[(
            "src/main.rs",
            hidden!("macro_rules! m { ($($t:tt)*) => {} }\nm!('a\u{301}r\"\\\" \");\n", "// \""),
        )],
        Says("100 points"),
    ),
    evades(
        "hide the program behind a lifetime with an odd letter",
        &[(
            "src/main.rs",
            hidden!("macro_rules! m { ($($t:tt)*) => {} }\nm!('\u{2118}r\"\\\" \");\n", "// \""),
        )],
        Says("100 points"),
    ),
    evades(
        "hide the program behind the ending of a number",
        &[(
            "src/main.rs",
            hidden!("macro_rules! m { ($($t:tt)*) => {} }\nm!(1\u{2118}r\"\\\" \");\n", "// \""),
        )],
        Says("100 points"),
    ),
    evades(
        "hide the program behind the ending of a text",
        &[(
            "src/main.rs",
            hidden!(
                "macro_rules! m { ($($t:tt)*) => {} }\nm!(\"x\"\u{2118}r\"\\\" \");\n",
                "// \""
            ),
        )],
        Says("100 points"),
    ),
];
