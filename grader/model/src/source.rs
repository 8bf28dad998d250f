//! A program as text: its files, and where the compiler begins to read them.

use std::collections::BTreeMap;

/// Path relative to the program's folder, with `/` (such as `src/main.rs`), to content.
pub type Sources = BTreeMap<String, String>;

/// Where the compiler begins to read a program.
pub const PROGRAM: &str = "src/main.rs";
/// Where it begins to read a library. As for cargo, a program with this file is one.
pub const LIBRARY: &str = "src/lib.rs";
