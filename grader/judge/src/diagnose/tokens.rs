//! The words of a Rust source text: just enough of them to find calls, without a parser.

/// A word, a literal or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name, a keyword or a number.
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
}

/// The tokens of a text, without comments, white space and attributes.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (token, length) = next(rest, letter);
        tokens.extend(token);
        rest = &rest[length..];
    }
    without_attributes(&tokens)
}

fn next(rest: &str, letter: char) -> (Option<Token<'_>>, usize) {
    let comment = comment_length(rest);
    if comment > 0 {
        return (None, comment);
    }
    let literal = literal_length(rest);
    if literal > 0 {
        return (Some(Token::Literal), literal);
    }
    let word = word_length(rest);
    if word > 0 {
        return (Some(Token::Word(&rest[..word])), word);
    }
    let token = (!letter.is_whitespace()).then_some(Token::Sign(letter));
    (token, letter.len_utf8())
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
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let comment = comment_length(rest);
        if comment > 0 {
            out.push(' ');
            rest = &rest[comment..];
            continue;
        }
        // A word is taken whole, so that the `r` of a raw string is no end of a name.
        let word = word_length(rest);
        let literal = literal_length(rest);
        let length = [literal, word, letter.len_utf8()].into_iter().find(|&length| length > 0);
        let (taken, others) = rest.split_at(length.unwrap_or(rest.len()));
        out.push_str(taken);
        rest = others;
    }
    out
}

/// Length of the name or number that the text starts with, or 0.
fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Length of the comment that the text starts with, or 0.
fn comment_length(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if !text.starts_with("/*") {
        return 0;
    }
    let mut depth = 0_u32;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// Length of the string or character literal that the text starts with, or 0.
fn literal_length(text: &str) -> usize {
    if let Some(raw) = text.strip_prefix('r').or_else(|| text.strip_prefix("br")) {
        let hashes = raw.bytes().take_while(|&byte| byte == b'#').count();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let body = text.len() - raw.len() + hashes + 1;
            return text[body..].find(&end).map_or(text.len(), |at| body + at + end.len());
        }
    }
    if text.starts_with('"') {
        return quoted_length(text, b'"');
    }
    // A quote is a character only if one closes behind it: `'a'` and `'\n'`, but not `'a`.
    if let Some(inner) = text.strip_prefix('\'') {
        let mut letters = inner.chars();
        let escaped = letters.next() == Some('\\');
        if escaped || letters.next() == Some('\'') {
            return quoted_length(text, b'\'');
        }
    }
    0
}

fn quoted_length(text: &str, quote: u8) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' {
            bytes.next();
        } else if byte == quote {
            return at + 1;
        }
    }
    text.len()
}
