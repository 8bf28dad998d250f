//! What a sentence names in backticks, as something that a program has or has not.

use std::fmt;

use super::calls::{name_of, starts_things};
use super::tokens::{Token, tokens};
use super::{Source, fill};

/// Something that a program has or has not. Its text form is what is published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Term {
    /// A call, perhaps with what becomes of it.
    Call(String),
    /// A word anywhere.
    Word(String),
    /// A pattern, as in `source`.
    Text(String),
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, text) = match self {
            Term::Call(text) => ("call", text),
            Term::Word(text) => ("word", text),
            Term::Text(text) => ("text", text),
        };
        write!(f, "{kind} {text}")
    }
}

impl Term {
    /// Reads the text form.
    pub(super) fn read(text: &str) -> Option<Term> {
        let (kind, text) = text.split_once(' ')?;
        let text = text.to_owned();
        match kind {
            "call" => Some(Term::Call(text)),
            "word" => Some(Term::Word(text)),
            "text" => Some(Term::Text(text)),
            _ => None,
        }
    }

    /// True when the source has it.
    pub(super) fn is_in(&self, source: &Source) -> bool {
        match self {
            Term::Call(call) => source.calls.has(call),
            Term::Word(word) => source.calls.has_word(word),
            Term::Text(pattern) => source.holds(pattern),
        }
    }

    /// False for what becomes of a function of the program's own where the source has no such
    /// function: it may well do the same without one.
    pub(super) fn can_be_judged(&self, source: &Source) -> bool {
        let Term::Call(call) = self else { return true };
        let Some((name, _)) = call.split_once(' ') else { return true };
        let is_own = !name.contains([':', '.', '!']) && !starts_things(name);
        !is_own || source.calls.own.contains(name)
    }
}

/// The terms of a sentence whose placeholders are not filled.
pub(super) fn of(sentence: &str) -> Vec<Term> {
    let quoted = sentence.split('`').skip(1).step_by(2);
    quoted.flat_map(of_quoted).collect()
}

fn of_quoted(quoted: &str) -> Vec<Term> {
    // What a placeholder will say is not known yet.
    let open = fill::placeholders(quoted);
    let quoted =
        open.iter().fold(quoted.to_owned(), |text, name| text.replace(&format!("{{{name}}}"), "*"));
    let tokens = tokens(&quoted);
    let calls = calls(&tokens);
    if !calls.is_empty() {
        return calls;
    }
    let words: Vec<&str> = tokens.iter().filter_map(|token| token.word()).collect();
    let is_path = tokens.iter().all(|token| matches!(token, Token::Word(_) | Token::Sign(':')));
    match &words[..] {
        // A sign alone stands everywhere.
        [] => Vec::new(),
        [word] if tokens.len() == 1 => vec![Term::Word((*word).to_owned())],
        [_, .., last] if is_path && tokens.len() > words.len() => vec![of_path(&words, last)],
        _ => vec![Term::Text(quoted)],
    }
}

/// `a::b(..)`, `x.b(..)`, `b!` in a term.
fn calls(tokens: &[Token<'_>]) -> Vec<Term> {
    let mut found = Vec::new();
    let mut path: Vec<&str> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Word(word) => path.push(word),
            Token::Sign(':') => {}
            Token::Sign('(' | '!') if !path.is_empty() => {
                let is_macro = *token == Token::Sign('!');
                let is_call = !is_macro || !matches!(tokens.get(index + 1), Some(Token::Sign('=')));
                if is_call && let Some(last) = path.last() {
                    found.push(of_path(&path, last));
                }
                path.clear();
            }
            _ => path.clear(),
        }
    }
    found
}

/// A path says which function is meant; a bare name is looked for as a word, since a sentence
/// says `sleep` of a function that a program may call by a longer path.
fn of_path(path: &[&str], last: &str) -> Term {
    match path {
        [_] => Term::Word(last.to_owned()),
        _ => Term::Call(name_of(path)),
    }
}
