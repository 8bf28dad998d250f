//! Writes markup that is well formed by construction, as HTML and as XML: every element that is
//! opened is closed, and every text is cleaned and escaped. There is no way to write markup of
//! others as it is.

use model::clean::clean;

/// More columns than this of one text of others are not read.
const LONGEST_TEXT: usize = 4000;

/// Names of an element's attributes, with their values.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A document in the making.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
    /// How often all that can be long is halved, so that the whole is not.
    halved: u32,
}

impl Writer {
    /// A document that has only its type.
    pub(super) fn document(halved: u32) -> Writer {
        Writer { out: "<!DOCTYPE html>".to_owned(), halved }
    }

    /// An empty part of this document, to be appended to it.
    pub(super) fn part(&self) -> Writer {
        Writer { out: String::new(), halved: self.halved }
    }

    /// So many rows of a list, or fewer where the whole would be too long.
    pub(super) fn most(&self, usual: usize) -> usize {
        (usual >> self.halved).max(1)
    }

    /// An element on a line of its own.
    pub(super) fn block(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Writer),
    ) {
        self.out.push('\n');
        self.inline(name, attributes, inside);
    }

    /// An element within a line.
    pub(super) fn inline(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Writer),
    ) {
        self.open(name, attributes);
        self.out.push('>');
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element on a line of its own that can hold nothing: void in HTML, or a shape.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.out.push('\n');
        self.open(name, attributes);
        self.out.push_str("/>");
    }

    /// A block that holds a text.
    pub(super) fn line(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.block(name, attributes, |w| w.text(text));
    }

    /// A piece of a line.
    pub(super) fn piece(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.inline(name, attributes, |w| w.text(text));
    }

    /// Text: what has no picture of its own is spelled out, what is markup stands for itself.
    pub(super) fn text(&mut self, text: &str) {
        self.escaped(&clean(text, self.most(LONGEST_TEXT)));
    }

    /// The end of a line, where lines are kept as they are.
    pub(super) fn line_break(&mut self) {
        self.out.push('\n');
    }

    /// The page's own style sheet, the only text that is not escaped: in HTML it must not be.
    pub(super) fn style(&mut self, own: &'static str) {
        debug_assert!(!own.contains(['<', '&']), "a style sheet is no markup");
        self.out.push_str("\n<style>");
        self.out.push_str(own);
        self.out.push_str("</style>");
    }

    /// Elements that were written on their own.
    pub(super) fn append(&mut self, elements: Writer) {
        self.out.push_str(&elements.out);
    }

    /// The document, with a line ending.
    pub(super) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            self.text(value);
            self.out.push('"');
        }
    }

    fn escaped(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                _ => self.out.push(letter),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn what_others_wrote_is_text_wherever_it_stands() {
        fn check(text: &str, expected: &str) {
            let mut writer = Writer::default();
            writer.piece("p", &[("title", text)], text);
            let expected = format!("<p title=\"{expected}\">{expected}</p>\n");
            assert_eq!(writer.finish(), expected);
        }
        check("<script>", "&lt;script&gt;");
        check("\" onload='x' ", "&quot; onload=&#39;x&#39; ");
        check("]]> &amp; --", "]]&gt; &amp;amp; --");
        check("a\u{0}\u{1b}[2J\u{202e}\u{fffe}", r"a\0\u{1b}[2J\u{202e}\u{fffe}");
        check("猫 é", "猫 é");
        check(&"x".repeat(5000), &format!("{}…", "x".repeat(3999)));
    }
}
