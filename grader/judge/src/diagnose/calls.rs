//! Which functions a program calls, and what becomes of what they give back: awaited on the spot,
//! thrown away, kept under a name, or handed to something that starts it.
//!
//! A scan and no parser: it only ever keeps a sentence from being said, and never fails anybody.

mod names;

use std::collections::BTreeSet;

use super::tokens::{Token, partners, tokens};
use names::Names;

/// What a program does with the functions that it calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Calls {
    /// `std::sleep`, and with what becomes of it, `tokio::sleep awaited`.
    found: BTreeSet<String>,
    /// Functions that the program itself defines.
    pub(super) own: BTreeSet<String>,
    asynchronous: BTreeSet<String>,
    words: BTreeSet<String>,
    awaited: BTreeSet<String>,
}

/// What becomes of what a call gives back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// `.await` stands right behind it.
    Awaited,
    /// It is a whole statement, or stands behind `let _ =`.
    Discarded,
    /// `let x = call(..);`
    Bound,
    /// It stands among the arguments of something that starts it.
    Spawned,
}

impl Fate {
    pub(super) const ALL: [Fate; 4] = [Fate::Awaited, Fate::Discarded, Fate::Bound, Fate::Spawned];

    /// The call and its fate as one trait.
    pub(super) fn of(self, call: &str) -> String {
        let fate = match self {
            Fate::Awaited => "awaited",
            Fate::Discarded => "discarded",
            Fate::Bound => "bound",
            Fate::Spawned => "spawned",
        };
        format!("{call} {fate}")
    }
}

impl Calls {
    /// Those of one file.
    pub(super) fn take(&mut self, file: &str) {
        let tokens = tokens(file);
        let scan = Scan { partners: partners(&tokens), names: Names::of(&tokens), tokens };
        self.own.extend(scan.names.own.iter().map(|&name| name.to_owned()));
        self.asynchronous.extend(scan.names.asynchronous.iter().map(|&name| name.to_owned()));
        self.words.extend(used_words(&scan.tokens).map(str::to_owned));
        // The ends of the arguments of what starts things, innermost last.
        let mut starters: Vec<usize> = Vec::new();
        for (index, token) in scan.tokens.iter().enumerate() {
            starters.retain(|&end| index < end);
            let Some((name, end)) = token.word().and_then(|word| scan.call(index, word)) else {
                continue;
            };
            let is_awaited = scan.is_awaited(end);
            if is_awaited {
                self.awaited.insert(name.clone());
            }
            let is_of_set = starts_things(&name) && scan.sign(index.wrapping_sub(1)) == Some('.');
            let fate = match scan.fate_of_statement(index, end) {
                // A set keeps what is spawned on it.
                Some(Fate::Discarded) if is_of_set => None,
                None if !starters.is_empty() => Some(Fate::Spawned),
                None if is_awaited => Some(Fate::Awaited),
                fate => fate,
            };
            self.found.extend(fate.map(|fate| fate.of(&name)));
            if starts_things(&name) && starters.len() < DEEPEST {
                starters.push(end);
            }
            self.found.insert(name);
        }
    }

    /// True when the trait is found.
    pub(super) fn has(&self, call: &str) -> bool {
        self.found.contains(call)
    }

    /// True when the word stands anywhere.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// True for an `async fn` of its own.
    pub(super) fn is_async(&self, call: &str) -> bool {
        self.asynchronous.contains(call)
    }

    /// True when it is awaited anywhere.
    pub(super) fn awaits(&self, call: &str) -> bool {
        self.awaited.contains(call)
    }

    /// The calls alone, without their fates.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.found.iter().map(String::as_str).filter(|found| !found.contains(' '))
    }
}

/// Nobody writes more starters into each other.
const DEEPEST: usize = 8;

/// The one name of a function that a sentence calls by a path of its own.
pub(super) fn name_of(path: &[&str]) -> String {
    let root = match path {
        ["thread", ..] => Some("std"),
        ["time" | "task", ..] => Some("tokio"),
        _ => None,
    };
    let path: Vec<&str> = root.into_iter().chain(path.iter().copied()).collect();
    names::one_name(&path)
}

/// True for `spawn`, `spawn_blocking` and their like.
pub(super) fn starts_things(call: &str) -> bool {
    call.rsplit("::").next().is_some_and(|last| last.starts_with("spawn"))
}

struct Scan<'a> {
    tokens: Vec<Token<'a>>,
    partners: Vec<usize>,
    names: Names<'a>,
}

impl<'a> Scan<'a> {
    fn sign(&self, index: usize) -> Option<char> {
        if let Some(Token::Sign(sign)) = self.tokens.get(index) { Some(*sign) } else { None }
    }

    fn word(&self, index: usize) -> Option<&'a str> {
        self.tokens.get(index)?.word()
    }

    /// The call whose name stands at `index`, and where its arguments end.
    fn call(&self, index: usize, word: &'a str) -> Option<(String, usize)> {
        let is_named = |before: usize| self.word(index.wrapping_sub(before));
        if is_named(1) == Some("fn") || word.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let mut open = index + 1;
        if self.sign(open) == Some('!') && matches!(self.sign(open + 1), Some('(' | '[' | '{')) {
            return Some((format!("{word}!"), self.partners[open + 1]));
        }
        // `collect::<Vec<_>>()`
        if [open, open + 1].iter().all(|&at| self.sign(at) == Some(':')) {
            open = self.behind_generics(open + 2)?;
        }
        if self.sign(open) != Some('(') || KEYWORDS.contains(&word) {
            return None;
        }
        let end = self.partners[open];
        if self.sign(index.wrapping_sub(1)) == Some('.') {
            return Some((names::of_method(word), end));
        }
        Some((self.names.of_path(&self.path(index)), end))
    }

    fn behind_generics(&self, start: usize) -> Option<usize> {
        (self.sign(start) == Some('<')).then_some(())?;
        let mut depth = 0_usize;
        for at in start..self.tokens.len().min(start + LONGEST_GENERICS) {
            match self.sign(at) {
                Some('<') => depth += 1,
                Some('>') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(at + 1);
            }
        }
        None
    }

    /// The path that ends with the word at `index`.
    fn path(&self, index: usize) -> Vec<&'a str> {
        let mut path: Vec<&str> = self.word(index).into_iter().collect();
        let mut at = index;
        while at >= 3
            && path.len() < LONGEST_PATH
            && self.sign(at - 1) == Some(':')
            && self.sign(at - 2) == Some(':')
            && let Some(word) = self.word(at - 3)
        {
            path.push(word);
            at -= 3;
        }
        path.reverse();
        path
    }

    fn is_awaited(&self, end: usize) -> bool {
        self.sign(end + 1) == Some('.') && self.word(end + 2) == Some("await")
    }

    /// What a whole statement does with the call that ends at `end`.
    fn fate_of_statement(&self, index: usize, end: usize) -> Option<Fate> {
        (self.sign(end + 1) == Some(';')).then_some(())?;
        let start = self.start_of_chain(index);
        let before = start.checked_sub(1).map(|at| self.tokens[at]);
        match before {
            None | Some(Token::Sign(';' | '{' | '}')) => Some(Fate::Discarded),
            Some(Token::Sign('=')) => {
                let name = start.checked_sub(2).and_then(|at| self.word(at));
                Some(if name == Some("_") { Fate::Discarded } else { Fate::Bound })
            }
            _ => None,
        }
    }

    /// Where the expression starts that the call at `index` is the end of: `a.b().call(..)`.
    fn start_of_chain(&self, index: usize) -> usize {
        let mut at = index;
        while let Some(before) = at.checked_sub(1) {
            match self.tokens[before] {
                Token::Sign('.' | ':' | '?') | Token::Word(_) | Token::Literal
                    if !self.ends_expression(before) =>
                {
                    at = before;
                }
                Token::Sign(')' | ']') if self.partners[before] < before => {
                    at = self.partners[before];
                }
                _ => break,
            }
        }
        at
    }

    /// True for a word that cannot stand inside a chain of calls.
    fn ends_expression(&self, index: usize) -> bool {
        self.word(index).is_some_and(|word| KEYWORDS.contains(&word) || word == "move")
    }
}

/// Nobody writes longer ones.
const LONGEST_PATH: usize = 8;
const LONGEST_GENERICS: usize = 64;

/// Words that stand before a bracket and call nothing.
const KEYWORDS: [&str; 10] =
    ["if", "while", "for", "match", "return", "in", "let", "else", "loop", "async"];

/// All words but the names that are brought in by a `use`: one that is never used is nothing that a
/// program does. The path to them is kept, since it says which `sleep` is meant.
fn used_words<'a>(tokens: &[Token<'a>]) -> impl Iterator<Item = &'a str> {
    let mut is_import = false;
    tokens.iter().enumerate().filter_map(move |(index, token)| {
        is_import = match token {
            Token::Word("use") => true,
            Token::Sign(';') => false,
            _ => is_import,
        };
        let is_path = tokens.get(index + 1) == Some(&Token::Sign(':'));
        token.word().filter(|_| !is_import || is_path)
    })
}

#[cfg(test)]
mod tests;
