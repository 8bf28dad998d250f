//! Rust's source text, cut into the pieces that the compiler's own lexer cuts it into.
//!
//! It is as exact as it takes to tell a word of the program from the same word in a comment or a
//! text: letters and spaces are those of Unicode's own tables for programs, as the compiler has them,
//! and not those of its prose. What the compiler refuses anyway may be cut in another way.

/// One piece of a source text. All of them, one after another, are the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its letters.
    pub text: &'a str,
    /// At which byte it begins.
    pub at: usize,
}

/// What a piece of source text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// White space, and the line by which a system starts a script.
    Space,
    /// A comment, of either kind, documentation included.
    Comment,
    /// A keyword or a name; one that begins with `r#` is always a name.
    Word,
    /// `'a`
    Lifetime,
    /// A number, a letter or a text, with what is written before and behind its quotes.
    Literal,
    /// One sign.
    Sign,
}

/// The pieces of a source text, in order.
pub fn tokens(source: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = match (at, start(source)) {
            (0, start) if start > 0 => (Kind::Space, start),
            _ => first(&source[at..])?,
        };
        let token = Token { kind, text: &source[at..at + length], at };
        at += length;
        Some(token)
    })
}

/// The first piece of what is left, by its length in bytes.
fn first(rest: &str) -> Option<(Kind, usize)> {
    let letter = rest.chars().next()?;
    let found = if is_space(letter) {
        (Kind::Space, rest.find(|letter| !is_space(letter)).unwrap_or(rest.len()))
    } else if let Some(length) = comment(rest) {
        (Kind::Comment, length)
    } else if let Some(length) = quoted(rest).or_else(|| letter_length(rest)) {
        // Up to the next space or sign it is an ending, as numbers have one.
        let behind = &rest[length..];
        (Kind::Literal, length + if behind.starts_with(begins_word) { word(behind) } else { 0 })
    } else if letter == '\'' {
        lifetime(rest)
    } else if letter.is_ascii_digit() {
        (Kind::Literal, word(rest))
    } else if begins_word(letter) {
        let raw = rest.strip_prefix("r#").filter(|name| name.starts_with(begins_word));
        (Kind::Word, raw.map_or_else(|| word(rest), |name| 2 + word(name)))
    } else {
        (Kind::Sign, letter.len_utf8())
    };
    Some(found)
}

/// Length of what stands before the program itself: the mark of its encoding, and a line by which
/// a system starts it. That line begins as an attribute does, and is none. Documentation between the
/// two signs of an attribute makes it none, too.
fn start(source: &str) -> usize {
    let mark = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let Some(behind) = source[mark..].strip_prefix("#!") else { return mark };
    let mut rest = behind;
    while let Some((Kind::Space | Kind::Comment, length)) = first(rest) {
        if is_documentation(&rest[..length]) {
            break;
        }
        rest = &rest[length..];
    }
    if rest.starts_with('[') {
        return mark;
    }
    mark + 2 + behind.find('\n').unwrap_or(behind.len())
}

/// True for a comment that documents: `/// ..`, `//! ..`, `/** .. */` and `/*! .. */`. To a macro it
/// is an attribute.
pub fn is_documentation(comment: &str) -> bool {
    let is_line = comment.starts_with("///") && !comment.starts_with("////");
    let is_block = comment.starts_with("/**") && !comment.starts_with("/***");
    is_line
        || is_block && !comment.starts_with("/**/")
        || comment.starts_with("//!")
        || comment.starts_with("/*!")
}

/// Unicode's `Pattern_White_Space`: fewer than what is white in prose.
fn is_space(letter: char) -> bool {
    matches!(
        letter,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
    )
}

/// Unicode's `XID_Start`, and the underscore.
fn begins_word(letter: char) -> bool {
    letter == '_' || unicode_ident::is_xid_start(letter)
}

/// Unicode's `XID_Continue`: with marks that stand on letters, and a few signs that count as such.
fn is_word(letter: char) -> bool {
    unicode_ident::is_xid_continue(letter)
}

fn word(rest: &str) -> usize {
    rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())
}

fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match bytes.get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            _ if depth == 0 => return None,
            Some(b"*/") if depth == 1 => return Some(at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            Some(_) => at += 1,
            // One that is never closed reaches to the end.
            None => return Some(rest.len()),
        }
    }
}

/// Length of a text with quotes, whatever is written before them, or of `b'x'`.
fn quoted(rest: &str) -> Option<usize> {
    let prefix = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let behind = &rest[prefix..];
    match &rest[..prefix] {
        "" | "b" | "c" if behind.starts_with('"') => Some(prefix + closed(behind, '"')),
        "b" if behind.starts_with('\'') => Some(prefix + closed(behind, '\'')),
        "r" | "br" | "cr" => {
            let hashes = behind.bytes().take_while(|&byte| byte == b'#').count();
            let inner = behind[hashes..].strip_prefix('"')?;
            let end = format!("\"{}", &behind[..hashes]);
            let length = inner.find(&end).map_or(inner.len(), |at| at + end.len());
            Some(prefix + hashes + 1 + length)
        }
        _ => None,
    }
}

/// Length of what begins with this quote, up to the next one without a backslash before it.
fn closed(rest: &str, quote: char) -> usize {
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            _ if letter == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Length of a letter in quotes: `'a'`, but not `'a`.
fn letter_length(rest: &str) -> Option<usize> {
    let mut letters = rest.strip_prefix('\'')?.chars();
    match (letters.next()?, letters.next()) {
        ('\\', _) => Some(closed(rest, '\'')),
        (letter, Some('\'')) => Some(2 + letter.len_utf8()),
        _ => None,
    }
}

fn lifetime(rest: &str) -> (Kind, usize) {
    let inner = &rest[1..];
    let mark = if inner.starts_with("r#") { 2 } else { 0 };
    let length = word(&inner[mark..]);
    match inner[mark + length..].starts_with('\'') {
        _ if length == 0 => (Kind::Sign, 1),
        // Several letters in quotes, which the compiler refuses as one.
        true => (Kind::Literal, 1 + mark + length + 1),
        false => (Kind::Lifetime, 1 + mark + length),
    }
}

#[cfg(test)]
mod tests;
