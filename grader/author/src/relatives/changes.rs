//! The small changes to a program: an `.await` less, a `spawn` less, two statements swapped, a
//! line left out.

use std::fmt;

/// A program with one small change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub kind: Kind,
    /// The line as it was, from 1.
    pub line: usize,
    /// Its words.
    pub before: String,
    /// The whole program, changed.
    pub text: String,
}

/// What was done to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It has one `.await` less.
    WithoutAwait,
    /// What it spawned is there, and is not spawned.
    WithoutSpawn,
    /// It changed places with the statement behind it.
    Swapped,
    /// It is not there.
    LeftOut,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = match self.kind {
            Kind::WithoutAwait => "without `.await`",
            Kind::WithoutSpawn => "without `spawn`",
            Kind::Swapped => "swapped with the next",
            Kind::LeftOut => "left out",
        };
        write!(f, "`{}` {done}", self.before)
    }
}

/// All small changes of a program, line by line. Whether they compile the compiler knows.
pub fn changes(program: &str) -> Vec<Change> {
    let lines: Vec<&str> = program.lines().collect();
    let mut changes = Vec::new();
    for (index, &line) in lines.iter().enumerate() {
        let mut put = |kind, text: String| {
            changes.push(Change { kind, line: index + 1, before: line.trim().to_owned(), text });
        };
        let with = |new: &str| {
            let mut lines = lines.clone();
            lines[index] = new;
            lines.join("\n") + "\n"
        };
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (at, found) in line.match_indices(".await") {
            let rest = &line[at + found.len()..];
            // What comes of an `.await` is gone with it.
            let rest = rest.strip_prefix("?").unwrap_or(rest);
            put(Kind::WithoutAwait, with(&format!("{}{rest}", &line[..at])));
        }
        for spawn in ["tokio::spawn(", "task::spawn("] {
            if let Some((before, behind)) = line.split_once(spawn) {
                let before = before.strip_suffix("tokio::").unwrap_or(before);
                put(Kind::WithoutSpawn, with(&format!("{before}({behind}")));
                break;
            }
        }
        if !is_statement(line) {
            continue;
        }
        put(Kind::LeftOut, with(""));
        if let Some(next) = lines.get(index + 1).filter(|next| is_statement(next))
            && indent(next) == indent(line)
        {
            let mut lines = lines.clone();
            lines.swap(index, index + 1);
            put(Kind::Swapped, lines.join("\n") + "\n");
        }
    }
    changes
}

/// A whole statement on one line, inside a function.
fn is_statement(line: &str) -> bool {
    line.ends_with(';') && indent(line) > 0 && !line.trim_start().starts_with(['}', ')', '.'])
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::changes;

    fn check(program: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> =
            changes(program).into_iter().map(|it| (it.to_string(), it.text)).collect();
        let found: Vec<_> = found.iter().map(|(a, b)| (a.as_str(), b.trim())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_small_change_is_made_once() {
        check(
            "fn f() {\n    a().await;\n    tokio::spawn(b());\n}",
            &[
                ("`a().await;` without `.await`", "fn f() {\n    a();\n    tokio::spawn(b());\n}"),
                ("`a().await;` left out", "fn f() {\n\n    tokio::spawn(b());\n}"),
                (
                    "`a().await;` swapped with the next",
                    "fn f() {\n    tokio::spawn(b());\n    a().await;\n}",
                ),
                ("`tokio::spawn(b());` without `spawn`", "fn f() {\n    a().await;\n    (b());\n}"),
                ("`tokio::spawn(b());` left out", "fn f() {\n    a().await;\n\n}"),
            ],
        );
    }

    #[test]
    fn what_is_no_statement_of_a_function_stays() {
        check("use a::b;\n// x();\nfn f() {\n    if a {\n    }\n}", &[]);
    }
}
