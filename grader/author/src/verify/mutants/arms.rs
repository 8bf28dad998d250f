//! The arms of macros that wait for several futures. Of `select!`, syn knows only the tokens.

use std::ops::Range;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Each `pattern = future => what then` of a `select!`, with its comma.
pub(in crate::verify) fn of_select(tokens: &TokenStream) -> Vec<Range<usize>> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut arms = Vec::new();
    let (mut begin, mut is_behind_arrow) = (0, false);
    for (index, token) in tokens.iter().enumerate() {
        let is_arrow = is(token, '>') && index > 0 && is(&tokens[index - 1], '=');
        let is_block = is_behind_arrow
            && matches!(token, TokenTree::Group(it) if it.delimiter() == Delimiter::Brace)
            && is_behind_arrow_at_once(&tokens, index);
        let ends = is_behind_arrow && (is(token, ',') || is_block);
        // A block may have a comma behind it, and that belongs to it.
        let has_comma = is_block && tokens.get(index + 1).is_some_and(|next| is(next, ','));
        if (ends && !has_comma) || (is_behind_arrow && index + 1 == tokens.len()) {
            arms.push(span(&tokens[begin]).start..span(token).end);
            (begin, is_behind_arrow) = (index + 1, false);
        } else if is_arrow {
            is_behind_arrow = true;
        }
    }
    arms
}

/// Each of several things with commas between them, with the comma behind it.
pub(super) fn of_list(tokens: &TokenStream) -> Vec<Range<usize>> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let things = tokens.split_inclusive(|token| is(token, ','));
    let ends = |thing: &[TokenTree]| Some(span(thing.first()?).start..span(thing.last()?).end);
    things.filter_map(ends).collect()
}

fn is(token: &TokenTree, letter: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == letter)
}

fn is_behind_arrow_at_once(tokens: &[TokenTree], index: usize) -> bool {
    index > 1 && is(&tokens[index - 1], '>') && is(&tokens[index - 2], '=')
}

fn span(token: &TokenTree) -> Range<usize> {
    token.span().byte_range()
}
