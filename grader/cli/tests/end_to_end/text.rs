//! Rust source without what is only text in it.

/// The code alone: comments gone, strings and characters empty, and every line still where it was.
pub(crate) fn code(source: &str) -> String {
    strip(source, false)
}

/// The code with its strings: only comments are gone.
pub(crate) fn uncommented(source: &str) -> String {
    strip(source, true)
}

/// The source above its tests; what a test says binds nobody.
pub(crate) fn above_tests(source: &str) -> &str {
    let mut end = 0;
    for line in source.split_inclusive('\n') {
        let is_one_line = || {
            let after = source[end + line.len()..].lines().find(|line| !line.starts_with("#["));
            after.is_some_and(|line| line.ends_with(';'))
        };
        if line.starts_with("#[cfg(test)]") && !is_one_line() {
            break;
        }
        end += line.len();
    }
    &source[..end]
}

fn strip(source: &str, keep_strings: bool) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (length, is_comment) = match first {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), true),
            '/' if rest.starts_with("/*") => {
                (rest.find("*/").map_or(rest.len(), |at| at + 2), true)
            }
            '"' => (quoted(rest, '"'), false),
            'r' if !out.ends_with(|c: char| c.is_alphanumeric() || c == '_') && raw(rest) > 0 => {
                (raw(rest), false)
            }
            // A lifetime has no closing quote where a character has one.
            '\'' if rest[1..].starts_with('\\') => (quoted(rest, '\''), false),
            '\'' if rest.chars().nth(2) == Some('\'') => (quoted(rest, '\''), false),
            _ => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        let (text, after) = rest.split_at(length);
        if keep_strings && !is_comment {
            out.push_str(text);
        } else {
            out.extend(text.chars().filter(|char| *char == '\n'));
        }
        rest = after;
    }
    out
}

/// The length of a text in quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a raw string, 0 for what is none.
fn raw(text: &str) -> usize {
    let hashes = text[1..].chars().take_while(|char| *char == '#').count();
    if !text[1 + hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let inside = 1 + hashes + 1;
    text[inside..].find(&close).map_or(text.len(), |at| inside + at + close.len())
}

#[test]
fn only_code_is_left_of_a_source() {
    fn check(source: &str, expected: &str) {
        assert_eq!(code(source), expected, "{source}");
    }
    check("let a = \"x // y\"; // z\nb", "let a = ; \nb");
    check("let a = r#\"x \"y\" z\"#; var\"\"", "let a = ; var");
    check("fn f<'a>(x: &'a u8) { '\\'' ; '\"' }", "fn f<'a>(x: &'a u8) {  ;  }");
    check("a /* b\nc */ d \"e\\\"\nf\" g", "a \n d \n g");
    assert_eq!(uncommented("\"a // b\" // c"), "\"a // b\" ");
    assert_eq!(
        above_tests("a\n#[cfg(test)]\npub(crate) mod x;\nb\n#[cfg(test)]\nmod t {"),
        "a\n#[cfg(test)]\npub(crate) mod x;\nb\n"
    );
}
