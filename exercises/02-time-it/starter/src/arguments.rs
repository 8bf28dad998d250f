//! Reads the arguments, so that you need not.

use std::env;
use std::path::PathBuf;
use std::process;

/// How far to count, and the file that keeps the record if one was named.
pub(crate) fn read() -> (u32, Option<PathBuf>) {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let read = match arguments.as_slice() {
        [] => Some((30, None)),
        [to] => to.parse().ok().map(|to| (to, None)),
        [to, file] => to.parse().ok().map(|to| (to, Some(PathBuf::from(file)))),
        _ => None,
    };
    read.unwrap_or_else(|| {
        eprintln!("usage: time-it [to [record-file]]");
        process::exit(2);
    })
}
