//! A submission's source, without comments and without regard to its layout.
//!
//! It only ever decides whether a sentence about a transcript may be said; it never fails anybody.

use std::collections::BTreeSet;

use super::calls::Calls;
use super::tokens::without_comments;
use super::unused::Unused;

/// Places at which a pattern may begin in one submission, of which a student writes a few.
const MOST_STARTS: usize = 2000;
/// Bytes of source that one pattern may span.
const LONGEST_STATEMENT: usize = 4000;

/// Source text in which known-wrong programs' `source` patterns are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    squeezed: String,
    pub(super) calls: Calls,
    findings: BTreeSet<String>,
    pub(super) unused: Vec<Unused>,
}

impl Source {
    /// Takes the text of one or several files.
    pub fn new<'a>(files: impl IntoIterator<Item = &'a str>) -> Source {
        let mut squeezed = String::new();
        let mut calls = Calls::default();
        for file in files {
            calls.take(file);
            squeezed.push_str(&squeeze(&without_comments(file)));
            // No pattern reaches from one file into the next.
            squeezed.push(';');
        }
        Source { squeezed, calls, findings: BTreeSet::new(), unused: Vec::new() }
    }

    /// The same with what lints found in it, by their names, such as `unused_must_use`.
    #[must_use]
    pub fn with_findings(mut self, lints: impl IntoIterator<Item = String>) -> Source {
        self.findings.extend(lints);
        self
    }

    /// The same with the futures that the compiler found to be thrown away.
    #[must_use]
    pub fn with_unused(mut self, unused: Vec<Unused>) -> Source {
        self.unused = unused;
        self
    }

    /// True when the lint found something.
    pub fn has_finding(&self, lint: &str) -> bool {
        self.findings.contains(lint)
    }

    /// True when the pattern is found anywhere. In it `*` stands for any text without `;`, of a length
    /// that is still a statement. A text that only looks like a beginning thousands of times is not
    /// looked through again from each.
    pub fn holds(&self, pattern: &str) -> bool {
        let pattern = squeeze(pattern);
        let pieces: Vec<&str> = pattern.split('*').filter(|piece| !piece.is_empty()).collect();
        let Some((first, others)) = pieces.split_first() else { return true };
        let starts = self.squeezed.match_indices(first).take(MOST_STARTS);
        let behind = |(start, _): (usize, &str)| {
            let rest = &self.squeezed[start + first.len()..];
            &rest[..rest.floor_char_boundary(LONGEST_STATEMENT)]
        };
        starts.map(behind).any(|rest| {
            // The nearest place is always the best: it leaves the least text for the star.
            others
                .iter()
                .try_fold(rest, |rest, piece| {
                    let reach = rest.find(';').map_or(rest.len(), |end| {
                        rest.floor_char_boundary((end + piece.len()).min(rest.len()))
                    });
                    rest[..reach].find(piece).map(|found| &rest[found + piece.len()..])
                })
                .is_some()
        })
    }
}

/// One space for every run of white space, and none where only the layout wants it.
fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        if letter == ' ' && out.ends_with([' ', '(']) {
            continue;
        }
        if matches!(letter, '.' | ',' | ';' | '?' | ')') && out.ends_with(' ') {
            out.pop();
        }
        // The comma that a broken line leaves behind its last argument.
        if letter == ')' && out.ends_with(',') {
            out.pop();
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Source;

    fn check(source: &str, pattern: &str, expected: bool) {
        assert_eq!(Source::new([source]).holds(pattern), expected, "{pattern:?} in {source:?}");
    }

    #[test]
    fn layout_does_not_matter() {
        check("tokio::spawn(\n    nap(8),\n)\n.await;", "spawn(*).await", true);
        check("tokio::spawn(nap(8),)\n    .await", "spawn(nap(8)).await", true);
        check("for   x\n in plan", "for * in plan", true);
        check("format_in", "for * in", false);
    }

    #[test]
    fn a_star_does_not_reach_beyond_a_semicolon() {
        check("let h = spawn(nap()); h.await", "spawn(*).await", false);
        check("spawn(a); spawn(b).await", "spawn(*).await", true);
        check("sleep(d); println!()", "sleep(*); println!", true);
        check("sleep(d); x(); println!()", "sleep(*); println!", false);
    }

    #[test]
    fn a_text_that_begins_thousands_of_times_is_not_looked_through_from_each() {
        let text = format!("const X: &str = \"{}\";", "fetch(".repeat(200_000));
        check(&text, "fetch(*.collect", false);
        check("fetch(id)).collect()", "fetch(*.collect", true);
    }

    #[test]
    fn a_comment_is_no_source() {
        check("// thread::sleep\nx()", "thread::sleep", false);
        check("a /* b /* c */ d */ e", "d", false);
        check("a /* b /* c */ d */ e", "a e", true);
        check("x /* never closed", "never", false);
    }

    #[test]
    fn what_looks_like_a_comment_in_a_literal_is_none() {
        check(r#"let url = "https://x"; spawn()"#, "spawn()", true);
        check(r##"let s = r#"a " // b"#; spawn()"##, "spawn()", true);
        check(r#"let c = '"'; let d = "// x"; spawn()"#, "spawn()", true);
        check(r#"let q = '\''; "//"; spawn()"#, "spawn()", true);
        check("fn f<'a>(x: &'a str) { spawn() } // 'no", "spawn()", true);
        check(r#"let s = "\"//"; spawn()"#, "spawn()", true);
    }

    #[test]
    fn files_do_not_run_into_each_other() {
        assert!(!Source::new(["fn a() { spawn(", ").await"]).holds("spawn(*).await"));
    }

    #[test]
    fn letters_of_any_language_are_fine() {
        check("let grün = '猫'; // ü\nspawn(ü);ü", "spawn(*);ü", true);
    }
}
