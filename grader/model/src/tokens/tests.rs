//! Pieces of source text, and that the compiler would cut it in the same way.

use std::cell::Cell;

use proc_macro2::{TokenStream, TokenTree};

use super::*;

/// What is neither space nor comment, with a bar between two pieces.
fn check(source: &str, expected: &str) {
    let pieces: Vec<Token<'_>> = tokens(source).collect();
    let whole: String = pieces.iter().map(|token| token.text).collect();
    assert_eq!(whole, source);
    let spoken = pieces.iter().filter(|it| !matches!(it.kind, Kind::Space | Kind::Comment));
    let spoken: Vec<&str> = spoken.map(|token| token.text).collect();
    assert_eq!(spoken.join("|"), expected);
}

#[test]
fn comments_are_left_out() {
    check("a // unsafe\nb", "a|b");
    check("a /* b /* c */ d */ e", "a|e");
    check("a /** unsafe */ b //! unsafe", "a|b");
    check("a /*/ b */ c", "a|c");
    check("a / * b", "a|/|*|b");
    check("x /* never closed", "x");
    check("a /* b /*/ c */ d */ e", "a|e");
}

#[test]
fn texts_are_one_piece_each() {
    check(r#"say("unsafe // \" \\")x"#, r#"say|(|"unsafe // \" \\"|)|x"#);
    check(r###"r#"a " unsafe"# b"###, r###"r#"a " unsafe"#|b"###);
    check(r#"br"\" c"\"" b"x" cr"y" r"""#, r#"br"\"|c"\""|b"x"|cr"y"|r"""#);
    check("b'\\'' '\\'' '\"' '/' '\\u{41}'", "b'\\''|'\\''|'\"'|'/'|'\\u{41}'");
    check("'''", "'''");
}

#[test]
fn a_lifetime_is_no_letter() {
    check("fn f<'a>(x: &'a str) { 'x' }", "fn|f|<|'a|>|(|x|:|&|'a|str|)|{|'x'|}");
    check("'static: loop { break 'static }", "'static|:|loop|{|break|'static|}");
    check("'r#a unsafe", "'r#a|unsafe");
    check("m!(' unsafe ')", "m|!|(|'|unsafe|'|)");
}

#[test]
fn a_raw_name_is_a_name() {
    check("r#unsafe r#fn r # x", "r#unsafe|r#fn|r|#|x");
    check("for r in bar\"x\"", "for|r|in|bar|\"x\"");
}

#[test]
fn numbers_take_their_ending() {
    check("1u8 0xff 1.5 1..2 x.0.1", "1u8|0xff|1|.|5|1|.|.|2|x|.|0|.|1");
}

#[test]
fn the_line_of_a_script_is_no_program() {
    check("#!/usr/bin/env /* \"\nunsafe", "unsafe");
    check("\u{feff}#! x\ny", "y");
    check("#![a] b", "#|!|[|a|]|b");
    check("#! /* x */ // y\n [a]", "#|!|[|a|]");
    // Documentation between the two makes it a line for a system; so does a space of prose.
    check("#!/*! doc\nunsafe // */[a]", "unsafe");
    check("#!/** doc */[a]\nb", "b");
    check("#!\u{a0}[ /*\nunsafe */", "unsafe|*|/");
    check("#! /*** x */ //// y\n [a]", "#|!|[|a|]");
    check(" #! x", "#|!|x");
}

/// Words of a program, as another lexer sees them; none where it refuses the text.
fn others_words(source: &str) -> Option<Vec<String>> {
    fn take(stream: TokenStream, words: &mut Vec<String>) {
        let mut of_lifetime = false;
        for tree in stream {
            match &tree {
                TokenTree::Group(group) => take(group.stream(), words),
                TokenTree::Ident(word) if !of_lifetime => words.push(word.to_string()),
                _ => {}
            }
            // It makes two pieces of a lifetime.
            of_lifetime = matches!(&tree, TokenTree::Punct(sign) if sign.as_char() == '\'');
        }
    }
    let mut words = Vec::new();
    take(source.parse::<TokenStream>().ok()?, &mut words);
    // It makes attributes of documentation.
    words.retain(|word| word != "doc");
    Some(words)
}

#[test]
fn letters_and_spaces_are_those_of_the_compiler() {
    // Each ends a word earlier, or begins one, where letters are those of prose.
    check("'a\u{301}r\"\\\" \" x", "'a\u{301}r|\"\\\" \"|x");
    check("'℘r\"\\\" \" x", "'℘r|\"\\\" \"|x");
    check("1℘r\"\\\" \" x", "1℘r|\"\\\" \"|x");
    check("\"x\"℘r\"\\\" \" x", "\"x\"℘r|\"\\\" \"|x");
    check("a\u{a0}b", "a|\u{a0}|b");
    check("a\u{2028}b\u{85}c", "a|b|c");
    check("größe n\u{301}x 'größe", "größe|n\u{301}x|'größe");
}

#[test]
fn another_lexer_sees_the_same_words() {
    let samples = [
        "fn main() { let x = 'a'; println!(\"unsafe {x}\") } // unsafe",
        "/* /* unsafe */ */ fn f<'a>(s: &'a str) -> char { '\\'' }",
        "const S: &str = r#\"\"unsafe\"\"#; const B: &[u8] = b\"\\\"\"; const C: u8 = b'\\'';",
        "m!('a\u{301}r\"\\\" \"); m!(1℘r\"\\\" \"); fn größe() { let ℘ = unsafe }",
        "m!(r#unsafe 'unsafe 1unsafe \"x\"unsafe unsafe); #[unsafe(no_mangle)] fn f() {}",
    ];
    let samples = samples.map(|sample| sample.as_bytes().to_vec());
    let words = [
        "unsafe", "'", "\"", "r#\"", "\"#", "/*", "*/", "//", "\\", "b'", "br", "'a", "c", "℘",
        "\u{301}",
    ];
    let understood = Cell::new(0);
    fuzz::fuzz("tokens", &samples, &words, |bytes| {
        let Ok(source) = std::str::from_utf8(bytes) else { return "not UTF-8".to_owned() };
        let pieces: Vec<Token<'_>> = tokens(source).collect();
        let whole: String = pieces.iter().map(|token| token.text).collect();
        assert_eq!(whole, source);
        let others = others_words(source);
        if let Some(others) = &others {
            understood.set(understood.get() + 1);
            let own = pieces.iter().filter(|it| it.kind == Kind::Word && it.text != "doc");
            let own: Vec<&str> = own.map(|token| token.text).collect();
            assert_eq!(own, *others, "{source:?}");
        }
        let kinds = pieces.iter().take(40).map(|token| format!("{:?}", token.kind));
        format!("{} {}", others.is_some(), kinds.collect::<String>())
    });
    assert!(understood.get() > 50, "it refuses nearly all: {}", understood.get());
}
