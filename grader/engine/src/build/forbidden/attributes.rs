//! Attributes, by their names: also those that wait in `cfg_attr(..)` or in a macro.

use model::tokens::{Kind, Token};

use super::name;

/// Those that no submission may have.
pub(super) const FORBIDDEN: [&str; 13] = [
    // Another beginning, or code at a place or under a name that is taken.
    "no_main",
    "link_section",
    "export_name",
    "no_mangle",
    "naked",
    "used",
    // Other files.
    "path",
    "debugger_visualizer",
    // Other libraries, and what is called there.
    "link",
    "link_name",
    "link_ordinal",
    "no_link",
    // Another language.
    "feature",
];

/// The attributes of a file.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// For each piece, whether it is the name of one.
    pub(super) names: Vec<bool>,
    /// One that nobody sees written down can come to be: a macro fills in its name, or puts the
    /// sign before it.
    pub(super) can_be_made: bool,
}

/// What a bracket that is still open holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// One attribute: `#[..]`, `unsafe(..)`.
    One,
    /// A condition, and attributes behind commas: `cfg_attr(..)`.
    Several,
    /// Anything else.
    Other,
}

impl Attributes {
    /// Looks through a file once, however its brackets lie in each other.
    pub(super) fn of(tokens: &[Token<'_>]) -> Attributes {
        let mut found = Attributes { names: vec![false; tokens.len()], can_be_made: false };
        let mut open: Vec<Open> = Vec::new();
        let mut conditional = 0_usize;
        for (at, token) in tokens.iter().enumerate() {
            let before = |count: usize| at.checked_sub(count).map_or("", |at| tokens[at].text);
            let begins = match open.last() {
                Some(Open::One) => matches!(before(1), "[" | "("),
                Some(Open::Several) => before(1) == ",",
                Some(Open::Other) | None => false,
            };
            found.names[at] = begins && token.kind == Kind::Word;
            match token.text {
                "#" => {
                    let sign = |count: usize| tokens.get(at + count).map_or("", |token| token.text);
                    found.can_be_made |= sign(1) != "[" && (sign(1), sign(2)) != ("!", "[");
                }
                "$" => found.can_be_made |= begins || conditional > 0,
                "[" if before(1) == "#" || before(1) == "!" && before(2) == "#" => {
                    open.push(Open::One);
                }
                "(" if at > 0 && found.names[at - 1] => match name(&tokens[at - 1]) {
                    "cfg_attr" => {
                        conditional += 1;
                        open.push(Open::Several);
                    }
                    "unsafe" => open.push(Open::One),
                    _ => open.push(Open::Other),
                },
                "(" | "[" | "{" => open.push(Open::Other),
                ")" | "]" | "}" => conditional -= usize::from(open.pop() == Some(Open::Several)),
                _ => {}
            }
        }
        found
    }
}
