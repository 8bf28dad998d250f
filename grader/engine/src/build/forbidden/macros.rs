//! Where a submission's own macros are: what is written there, or given to them, can come to stand
//! anywhere in the program.

use std::collections::BTreeSet;

use super::{File, name};
use model::tokens::Kind;

/// The word that begins a macro of one's own.
const DEFINES: &str = "macro_rules";

/// The macros that a submission defines.
pub(super) struct Macros<'a> {
    names: BTreeSet<&'a str>,
    /// One of them has a name that is not seen here, so any macro may be it.
    is_any: bool,
    /// One of them may make attributes.
    pub(super) may_make_attributes: bool,
}

impl<'a> Macros<'a> {
    /// Those of these files together.
    pub(super) fn of(files: &[File<'a>]) -> Macros<'a> {
        let mut macros =
            Macros { names: BTreeSet::new(), is_any: false, may_make_attributes: false };
        for file in files {
            let tokens = &file.tokens;
            for at in (0..tokens.len()).filter(|&at| name(&tokens[at]) == DEFINES) {
                match tokens.get(at + 2) {
                    Some(named) if file.sign(at + 1) == "!" && named.kind == Kind::Word => {
                        macros.names.insert(name(named));
                    }
                    _ => macros.is_any = true,
                }
            }
            macros.may_make_attributes |= file.attributes.can_be_made;
        }
        let is_renamed = |file: &File<'a>| {
            // A macro may fill in the name.
            let is_filled_in = |at: usize| at > 0 && file.sign(at - 1) == "$";
            let named =
                |at: &usize| macros.names.contains(name(&file.tokens[*at])) || is_filled_in(*at);
            (0..file.tokens.len()).filter(named).any(|at| file.sign(at + 1) == "as")
        };
        macros.is_any |= files.iter().any(is_renamed);
        // To a macro, documentation is an attribute: it has the sign that begins one in it.
        let is_given_a_sign = |file: &File<'a>| {
            let inside = macros.inside(file);
            file.documented.iter().any(|&at| inside.get(at).is_some_and(|is_inside| *is_inside))
        };
        macros.may_make_attributes |= files.iter().any(is_given_a_sign);
        macros
    }

    /// For each piece of a file, whether it stands in a macro of the submission's or is given to
    /// one.
    pub(super) fn inside(&self, file: &File<'_>) -> Vec<bool> {
        let mut inside = vec![false; file.tokens.len()];
        // How many brackets are open, and at which depth the outermost macro begins.
        let (mut depth, mut outermost) = (0_usize, None);
        for (at, is_inside) in inside.iter_mut().enumerate() {
            *is_inside = outermost.is_some();
            match file.sign(at) {
                "(" | "[" | "{" => {
                    if outermost.is_none() && self.opens(file, at) {
                        outermost = Some(depth);
                    }
                    depth += 1;
                }
                ")" | "]" | "}" => {
                    depth = depth.saturating_sub(1);
                    if outermost == Some(depth) {
                        outermost = None;
                    }
                }
                _ => {}
            }
        }
        inside
    }

    /// Whether this bracket is that of a call, `name!(..)`, or of a definition.
    fn opens(&self, file: &File<'_>, bracket: usize) -> bool {
        let back = |count: usize| bracket.checked_sub(count).map(|at| &file.tokens[at]);
        let is_own = |called: &str| self.is_any || self.names.contains(called);
        match (back(3), back(2), back(1)) {
            (_, Some(called), Some(sign)) if sign.text == "!" && called.kind == Kind::Word => {
                is_own(name(called))
            }
            (Some(word), Some(sign), Some(_)) if sign.text == "!" => {
                name(word) == DEFINES || self.is_any
            }
            _ => false,
        }
    }
}
