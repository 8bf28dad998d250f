//! Makes text that others wrote safe to show: nothing in it can move the cursor, change the
//! colour, turn the reading direction, hide, or command the machine that shows the log.

use unicode_width::UnicodeWidthChar;

/// Marks that sit on one letter. More than this only serves to smear over the lines around.
const MARKS_PER_LETTER: usize = 2;

/// One line of `text`, at most `max_width` columns wide.
///
/// Whatever has no picture of its own (control characters, escape sequences, bidirectional
/// controls, invisible spaces) is spelled as in a Rust string: `\t`, `\u{1b}`. So is the letter
/// that makes a line a command to a build server: `\u{3a}:set-output`, `#\u{23}vso[`. Text that
/// is too long ends in `…`.
pub fn clean(text: &str, max_width: usize) -> String {
    shortened(text, max_width, '…', Letters::All)
}

/// As [`clean`], for a terminal that knows ASCII only: every other letter is spelled out and a
/// cut shows as `~`.
pub fn clean_ascii(text: &str, max_width: usize) -> String {
    shortened(text, max_width, '~', Letters::Ascii)
}

/// Which letters stand for themselves.
#[derive(Clone, Copy, PartialEq)]
enum Letters {
    All,
    Ascii,
}

fn shortened(text: &str, max_width: usize, cut: char, letters: Letters) -> String {
    let mut out = String::new();
    let mut width = 0;
    // Where `out` ends if a cut must still follow it.
    let mut room_for_cut = 0;
    let mut marks = 0;
    for (at, letter) in text.char_indices() {
        let columns = letter.width().unwrap_or(0);
        marks = if columns == 0 { marks + 1 } else { 0 };
        let before = out.len();
        let is_spelled = letters == Letters::Ascii && !letter.is_ascii()
            || marks > MARKS_PER_LETTER
            || commands(text, at);
        if is_spelled {
            out.extend(letter.escape_unicode());
        } else {
            spell(letter, &mut out);
        }
        let added = if out[before..].chars().eq([letter]) { columns } else { out.len() - before };
        if width + added > max_width {
            out.truncate(room_for_cut);
            if max_width > 0 {
                out.push(cut);
            }
            return out;
        }
        width += added;
        if width < max_width {
            room_for_cut = out.len();
        }
    }
    out
}

/// The lines of `text`, each as [`clean`] shows it however long it is, with tabs as spaces.
pub fn clean_lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| clean(&line.replace('\t', "    "), usize::MAX));
    lines.collect::<Vec<_>>().join("\n")
}

/// True for a letter with a picture of its own, and for a mark on the letter before it.
pub fn can_be_seen(letter: char) -> bool {
    if is_plain(letter) {
        return true;
    }
    let mut out = String::new();
    spell(letter, &mut out);
    out.chars().eq([letter])
}

/// True for the letters, figures and signs of ASCII: nearly all that there is to look at.
fn is_plain(letter: char) -> bool {
    matches!(letter, ' '..='~')
}

/// True for the letter without which a build server takes the line for text: it looks for `::` at
/// the beginning of a line (`::set-output`) and for `##vso[` and its like anywhere.
pub fn commands(text: &str, at: usize) -> bool {
    /// The longest word between `##` and `[`.
    const LONGEST: usize = 16;
    let (before, from) = text.split_at(at);
    if from.starts_with("::") {
        return before.trim_start().is_empty();
    }
    let Some(behind) = from.strip_prefix('#').filter(|_| before.ends_with('#')) else {
        return false;
    };
    let mut rest = behind.bytes().take(LONGEST).skip_while(u8::is_ascii_alphabetic);
    rest.next() == Some(b'[')
}

/// Appends a letter as itself if it can be seen, else as its escape. What can be seen is the
/// standard library's own table.
fn spell(letter: char, out: &mut String) {
    if is_plain(letter) {
        out.push(letter);
        return;
    }
    // Behind another letter, a combining mark counts as seen; alone it would be spelled.
    let mut pair = String::from("x");
    pair.push(letter);
    out.extend(pair.escape_debug().skip(1));
}

#[cfg(test)]
mod tests {
    use super::{clean, clean_ascii};
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn what_moves_the_cursor_is_spelled_out() {
        assert_eq!(clean("\u{1b}[2J\u{1b}[31mred", 80), r"\u{1b}[2J\u{1b}[31mred");
        assert_eq!(clean("a\tb\rc\u{8}\0", 80), r"a\tb\rc\u{8}\0");
        assert_eq!(clean("\u{9b}31m", 80), r"\u{9b}31m");
    }

    #[test]
    fn what_hides_or_turns_the_reading_is_spelled_out() {
        assert_eq!(clean("a\u{202e}b\u{2066}c", 80), r"a\u{202e}b\u{2066}c");
        assert_eq!(clean("zero\u{200b}width\u{feff}", 80), r"zero\u{200b}width\u{feff}");
        assert_eq!(clean("\u{e0041}", 80), r"\u{e0041}");
        assert_eq!(clean("two\u{2028}lines", 80), r"two\u{2028}lines");
    }

    #[test]
    fn what_commands_a_build_server_is_spelled_out() {
        assert_eq!(clean("::set-output name=x::1", 80), r"\u{3a}:set-output name=x::1");
        assert_eq!(clean("  ::add-mask::x", 80), r"  \u{3a}:add-mask::x");
        assert_eq!(clean("a ##vso[task.x] ##[b]", 80), r"a #\u{23}vso[task.x] #\u{23}[b]");
        assert_eq!(clean("##teamcity[x] ###[y]", 80), r"#\u{23}teamcity[x] ##\u{23}[y]");
        assert_eq!(clean("std::thread ::std # ## a", 80), "std::thread ::std # ## a");
    }

    #[test]
    fn letters_of_any_language_and_quotes_stand_for_themselves() {
        assert_eq!(clean(r#"Jürgen said "it's 8\9" 猫"#, 80), r#"Jürgen said "it's 8\9" 猫"#);
        assert_eq!(clean("e\u{301}", 80), "e\u{301}");
        assert_eq!(clean("e\u{301}\u{301}\u{301}", 80), "e\u{301}\u{301}\\u{301}");
    }

    #[test]
    fn long_text_is_cut_to_the_width_and_never_through_an_escape() {
        assert_eq!(clean("12345678", 8), "12345678");
        assert_eq!(clean("123456789", 8), "1234567…");
        assert_eq!(clean("猫猫猫猫", 5), "猫猫…");
        assert_eq!(clean("猫猫猫猫", 6), "猫猫…");
        assert_eq!(clean("ab\u{1b}cd", 5), "ab…");
        assert_eq!(clean("abc", 0), "");
        for width in 0..20 {
            assert!(clean("a猫\u{1b}e\u{301}xyz猫猫\t", width).width() <= width);
        }
    }

    #[test]
    fn ascii_is_ascii() {
        assert_eq!(clean_ascii("Jürgen ran too far", 12), r"J\u{fc}rgen~");
    }
}
