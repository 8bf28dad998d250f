//! What a function is called wherever it is called from: `use` and paths are looked through.

use std::collections::{BTreeMap, BTreeSet};

use super::super::tokens::Token;
use super::starts_things;

/// The names of one file.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// Functions that it defines.
    pub(super) own: BTreeSet<&'a str>,
    /// Those of them that are `async fn`.
    pub(super) asynchronous: BTreeSet<&'a str>,
    /// What `use` brings in: the name, and the path that it stands for.
    used: BTreeMap<&'a str, Vec<&'a str>>,
    /// Roots of which everything is brought in.
    globs: BTreeSet<&'a str>,
}

/// Longer paths and deeper groups are not followed.
const LONGEST: usize = 8;

impl<'a> Names<'a> {
    pub(super) fn of(tokens: &[Token<'a>]) -> Names<'a> {
        let mut names = Names::default();
        let mut words = tokens.iter().enumerate();
        while let Some((index, token)) = words.next() {
            match token.word() {
                Some("fn") => {
                    let name = tokens.get(index + 1).and_then(|token| token.word());
                    let before = index.checked_sub(1).and_then(|at| tokens[at].word());
                    names.own.extend(name);
                    names.asynchronous.extend(name.filter(|_| before == Some("async")));
                }
                Some("use") => {
                    let length = names.take_use(&tokens[index + 1..]);
                    words.by_ref().take(length).for_each(drop);
                }
                _ => {}
            }
        }
        names
    }

    /// Reads the tree of a `use` up to its semicolon, and says how long it is.
    fn take_use(&mut self, tree: &[Token<'a>]) -> usize {
        let mut groups: Vec<Vec<&str>> = Vec::new();
        let mut path: Vec<&str> = Vec::new();
        let mut alias = None;
        let mut words = tree.iter().enumerate();
        while let Some((index, token)) = words.next() {
            match token {
                Token::Word("as") => alias = words.next().and_then(|(_, token)| token.word()),
                Token::Word(word) if path.len() < LONGEST => path.push(word),
                Token::Sign('*') => self.globs.extend(path.first()),
                Token::Sign('{') if groups.len() < LONGEST => groups.push(path.clone()),
                Token::Sign(',') => {
                    self.bring_in(&path, alias.take());
                    path = groups.last().cloned().unwrap_or_default();
                }
                Token::Sign('}') => {
                    self.bring_in(&path, alias.take());
                    // Behind a group stands a comma, or nothing.
                    groups.pop();
                    path = Vec::new();
                }
                Token::Sign(';') => {
                    self.bring_in(&path, alias);
                    return index;
                }
                Token::Sign(':') => {}
                _ => return index,
            }
        }
        tree.len()
    }

    fn bring_in(&mut self, path: &[&'a str], alias: Option<&'a str>) {
        let path = path.strip_suffix(&["self"]).unwrap_or(path);
        if let Some(name) = alias.or(path.last().copied()) {
            self.used.insert(name, path.to_vec());
        }
    }

    /// The one name of a function: its crate and the end of its path, as in `std::sleep` for
    /// `thread::sleep`.
    pub(super) fn of_path(&self, path: &[&'a str]) -> String {
        let mut full: Vec<&str> = Vec::new();
        match path.first().and_then(|first| self.used.get(first)) {
            Some(used) => {
                full.extend(used);
                full.extend(&path[1..]);
            }
            None => full.extend(path),
        }
        full.retain(|&part| !matches!(part, "crate" | "self" | "super"));
        if let ([one], Some(&root), 1) = (&full[..], self.globs.first(), self.globs.len())
            && !self.own.contains(one)
        {
            full.insert(0, root);
        }
        one_name(&full)
    }
}

/// What all ways to call the same function have in common.
pub(super) fn one_name(path: &[&str]) -> String {
    let Some((last, before)) = path.split_last() else { return String::new() };
    if starts_things(last) {
        let is_thread = before.contains(&"thread");
        return if is_thread { format!("std::{last}") } else { (*last).to_owned() };
    }
    let root = before.first().copied().filter(|root| ["std", "tokio", "lab"].contains(root));
    let of_type = before.last().filter(|name| name.starts_with(char::is_uppercase));
    let parts = [root, of_type.copied(), Some(*last)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("::")
}

/// A method has no crate; `JoinSet::spawn` starts a task as `tokio::spawn` does.
pub(super) fn of_method(name: &str) -> String {
    if starts_things(name) { name.to_owned() } else { format!(".{name}") }
}
