//! The programs of a quiz: files whose header says what is asked of them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::commands::failure::{Failure, Result};

/// How the end of a program is asked for.
pub(super) const END: &str = "(ended)";

/// A program and what is asked of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Program {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// What it is about.
    pub(super) title: String,
    /// The lines whose time is asked for.
    pub(super) asks: Vec<String>,
    /// The program, without its header.
    pub(super) code: String,
}

/// The programs of a part, in the order of their names.
///
/// # Errors
/// When there is no quiz for the part, or one of its programs asks nothing.
pub(super) fn of_part(dir: &Path, part: u32) -> Result<Vec<Program>> {
    let none = || Failure::usage(format!("there is no quiz for part {part}"));
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir.join(part.to_string())).map_err(|_| none())? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    paths.sort();
    if paths.is_empty() {
        return Err(none());
    }
    paths.into_iter().map(|path| parse(&path, &fs::read_to_string(&path)?)).collect()
}

fn parse(path: &Path, text: &str) -> Result<Program> {
    let header = text.lines().take_while(|line| line.starts_with("//!"));
    let code = text.lines().skip(header.clone().count());
    let code: String =
        code.skip_while(|line| line.is_empty()).map(|it| format!("{it}\n")).collect();
    let header: Vec<&str> = header.map(|line| line.trim_start_matches("//!").trim()).collect();
    let asks = header.iter().filter_map(|line| line.strip_prefix("- when: `")?.strip_suffix('`'));
    let asks: Vec<String> = asks.map(str::to_owned).collect();
    let title = header.iter().take_while(|line| !line.is_empty()).copied().collect::<Vec<_>>();
    if asks.is_empty() {
        let what = "asks nothing: say ``- when: `a line` `` in its header";
        return Err(Failure::usage(format!("{}:1: {what}", path.display())));
    }
    Ok(Program { path: path.to_owned(), title: title.join(" "), asks, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_says_what_is_asked_and_is_not_shown() {
        let text = "//! A cup\n//! of tea.\n//!\n//! - when: `tea`\n//! - when: `(ended)`\n\nfn main() {}\n";
        let program = parse(Path::new("tea.rs"), text).expect("it asks something");
        let Program { title, asks, code, .. } = program;
        assert_eq!(
            (&*title, &asks[..], &*code),
            ("A cup of tea.", &["tea".into(), END.into()][..], "fn main() {}\n")
        );
    }

    #[test]
    fn one_that_asks_nothing_is_refused_with_its_file() {
        let refused = parse(Path::new("tea.rs"), "//! A cup.\n\nfn main() {}\n")
            .expect_err("it asks nothing");
        assert!(refused.message.starts_with("tea.rs:1: asks nothing"), "{}", refused.message);
    }
}
