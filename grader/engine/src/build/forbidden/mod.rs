//! What no submission may hold, found in its text before anything is compiled or run.
//!
//! Safe Rust has holes, and the compiler's own refusal of `unsafe_code` lets some pass: attributes
//! that place code where it runs before `main`, assembly in functions that nothing calls unsafe,
//! files that are read while compiling. So the words that open them are looked for here, and the
//! compiler's refusal stays beneath. A word in a comment or a text, or one that is only a name, is
//! nobody's business.

mod attributes;
mod macros;

use super::refuse::CompileErrors;
use attributes::Attributes;
use course::sources::Sources;
use macros::Macros;
use model::tokens::{Kind, Token, is_documentation, tokens};
use model::transcript::Place;
use model::verdict::Verdict;

/// Macros that read files, write machine code, or ask which machine this is.
const MACROS: [(&str, Why); 2] = [("asm", Why::MachineCode), ("include", Why::ReadsFiles)];

/// The same, and functions that need no `unsafe`, by names that nothing else has: so they are found
/// wherever they stand, whatever a macro makes of them.
const NAMES: [(&str, Why); 10] = [
    ("global_asm", Why::MachineCode),
    ("naked_asm", Why::MachineCode),
    ("include_str", Why::ReadsFiles),
    ("include_bytes", Why::ReadsFiles),
    ("is_x86_feature_detected", Why::AsksMachine),
    ("is_aarch64_feature_detected", Why::AsksMachine),
    ("is_riscv_feature_detected", Why::AsksMachine),
    ("__cpuid", Why::AsksMachine),
    ("__cpuid_count", Why::AsksMachine),
    ("__get_cpuid_max", Why::AsksMachine),
];

/// Why something may not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Unsafe,
    MachineCode,
    ReadsFiles,
    AsksMachine,
    Attribute,
}

/// What the student reads, kindly: most who write such a thing are curious.
fn sentence(word: &str, why: Why) -> String {
    match why {
        Why::Unsafe => String::from(
            "`unsafe` switches off the checks that your times and your verdict stand on, so \
             programs here do without it. Everything that this course asks for can be written in \
             safe Rust.",
        ),
        Why::MachineCode => format!(
            "`{word}!` writes machine code past the compiler, and past the clock that times your \
             program. Everything that this course asks for can be written in Rust."
        ),
        Why::ReadsFiles => format!(
            "`{word}!` reads a file while the program is compiled; everything that belongs to the \
             program has to be in it, as Rust."
        ),
        Why::AsksMachine => format!(
            "`{word}` asks which machine this is, and a program here does the same on every \
             machine."
        ),
        Why::Attribute => format!(
            "`#[{word}]` changes what the compiler reads, or how it puts the program together, \
             and programs here are all put together in the same way; leave it out."
        ),
    }
}

/// The first thing in these sources that no submission may hold.
pub fn forbidden(sources: &Sources) -> Option<CompileErrors> {
    let files: Vec<File<'_>> = sources.iter().map(|(path, text)| File::new(path, text)).collect();
    let macros = Macros::of(&files);
    files.iter().find_map(|file| file.first(&macros))
}

/// The pieces of one file that the compiler looks at.
struct File<'a> {
    path: &'a str,
    text: &'a str,
    tokens: Vec<Token<'a>>,
    attributes: Attributes,
    /// For each piece, whether it stands between `use` and `;`.
    in_use: Vec<bool>,
    /// The pieces that documentation stands before.
    documented: Vec<usize>,
}

impl<'a> File<'a> {
    fn new(path: &'a str, text: &'a str) -> File<'a> {
        let mut documented = Vec::new();
        let mut spoken: Vec<Token<'_>> = Vec::new();
        for token in tokens(text) {
            match token.kind {
                Kind::Comment if is_documentation(token.text) => documented.push(spoken.len()),
                Kind::Space | Kind::Comment => {}
                _ => spoken.push(token),
            }
        }
        let tokens = spoken;
        let attributes = Attributes::of(&tokens);
        let mut is_in_use = false;
        let in_use = tokens.iter().map(|token| {
            is_in_use = (is_in_use || token.text == "use") && token.text != ";";
            is_in_use
        });
        let in_use = in_use.collect();
        File { path, text, tokens, attributes, in_use, documented }
    }

    fn first(&self, macros: &Macros<'_>) -> Option<CompileErrors> {
        let inside = macros.inside(self);
        let mut all = (0..self.tokens.len())
            .filter_map(|at| Some((at, self.why_not(at, inside[at], macros.may_make_attributes)?)));
        let (at, why) = all.next()?;
        let sentence = sentence(name(&self.tokens[at]), why);
        let place = self.place(self.tokens[at].at);
        Some(CompileErrors {
            verdict: Verdict::Tampered,
            rendered: format!("{}: {sentence}\n", place.link()),
            first: Some(place),
            first_message: sentence,
        })
    }

    /// Why a piece may not be there. What is given to a macro of the submission's can come to
    /// stand anywhere, if that macro may make attributes behind their sign, too.
    fn why_not(&self, at: usize, in_macro: bool, may_be_attribute: bool) -> Option<Why> {
        let token = &self.tokens[at];
        let word = name(token);
        if token.kind != Kind::Word {
            return None;
        }
        if token.text == "unsafe" {
            return Some(Why::Unsafe);
        }
        if let Some((_, why)) = NAMES.iter().find(|(own, _)| *own == word) {
            return Some(*why);
        }
        let may_be_attribute = self.attributes.names[at] || in_macro && may_be_attribute;
        if may_be_attribute && attributes::FORBIDDEN.contains(&word) {
            return Some(Why::Attribute);
        }
        let (_, why) = MACROS.iter().find(|(macro_name, _)| *macro_name == word)?;
        let is_renamed = || self.sign(at + 1) == "as" && self.in_use[at];
        (in_macro || self.is_called(at) || is_renamed()).then_some(*why)
    }

    /// True for the name of a macro that is called, as in `name!(..)`, and not in `name != 1`.
    fn is_called(&self, at: usize) -> bool {
        let opens = |sign: &str| matches!(sign, "(" | "[" | "{");
        self.sign(at + 1) == "!" && opens(self.sign(at + 2))
    }

    /// What stands there; nothing behind the end.
    fn sign(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn place(&self, at: usize) -> Place {
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        Place { file: self.path.to_owned(), line: line as u32, column: Some(column as u32) }
    }
}

/// A word as a name: `r#path` is one way of writing `path`.
fn name<'a>(token: &Token<'a>) -> &'a str {
    token.text.strip_prefix("r#").unwrap_or(token.text)
}

#[cfg(test)]
mod tests;
