//! What is read in a Rust source text to find calls: words and signs, without a parser.

use model::tokens::{self, Kind};

/// A word, a literal or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name, a keyword, a number or a lifetime.
    Word(&'a str),
    /// A string or a character.
    Literal,
    /// Any other letter.
    Sign(char),
}

impl<'a> Token<'a> {
    pub(super) fn word(self) -> Option<&'a str> {
        if let Token::Word(word) = self { Some(word) } else { None }
    }

    /// None of white space and comments.
    fn read(token: tokens::Token<'a>) -> Option<Token<'a>> {
        match (token.kind, token.text.chars().next()?) {
            (Kind::Space | Kind::Comment, _) => None,
            (Kind::Literal, letter) if !letter.is_ascii_digit() => Some(Token::Literal),
            (Kind::Sign, sign) => Some(Token::Sign(sign)),
            (Kind::Word | Kind::Lifetime | Kind::Literal, _) => Some(Token::Word(token.text)),
        }
    }
}

/// The tokens of a text, without comments, white space and attributes.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let tokens: Vec<Token<'_>> = tokens::tokens(text).filter_map(Token::read).collect();
    without_attributes(&tokens)
}

/// `#[..]` and `#![..]` say nothing of what a program does.
fn without_attributes<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let partners = partners(tokens);
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        let inner = usize::from(tokens.get(at + 1) == Some(&Token::Sign('!')));
        let open = at + 1 + inner;
        if token == Token::Sign('#') && tokens.get(open) == Some(&Token::Sign('[')) {
            at = partners[open] + 1;
        } else {
            kept.push(token);
            at += 1;
        }
    }
    kept
}

/// For each bracket the index of its partner: behind the last token where there is none. Any
/// other token is its own.
pub(super) fn partners(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut partners: Vec<usize> = (0..tokens.len()).collect();
    let mut open = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign('(' | '[' | '{') => {
                partners[index] = tokens.len();
                open.push(index);
            }
            Token::Sign(')' | ']' | '}') => {
                if let Some(partner) = open.pop() {
                    partners[partner] = index;
                    partners[index] = partner;
                }
            }
            _ => {}
        }
    }
    partners
}

/// The text with a space in place of every comment; strings are left as they are.
pub(super) fn without_comments(text: &str) -> String {
    let tokens = tokens::tokens(text);
    tokens.map(|token| if token.kind == Kind::Comment { " " } else { token.text }).collect()
}
