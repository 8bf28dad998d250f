//! Where in what was handed in the program begins, or the tree of programs: people pack the folder
//! around it, too.

/// What a submission, or a tree of them, has in its uppermost folder.
const BEGINS: [&str; 2] = ["src", "exercises"];
/// How many folders down it is looked for.
const DEEPEST: usize = 8;

/// The folder to begin in, with a slash at its end, or nothing for the uppermost one. `list` gives
/// the names directly in a folder, and which of them are folders.
///
/// It goes down as long as there is one folder and no program. Where that leads nowhere it goes
/// only through folders that hold nothing else, so that what is there can be told.
pub(super) fn base(list: impl Fn(&str) -> Vec<(String, bool)>) -> String {
    let down = |may_have_files: bool| {
        let mut base = String::new();
        for _ in 0..DEEPEST {
            let mut names = list(&base);
            // What systems and editors add on their own: `__MACOSX/`, `._ann`.
            names.retain(|(name, _)| !name.starts_with('.') && !name.starts_with("__MACOSX"));
            // In other letters it is a mistake to be told of, and not a folder to go through.
            let begins = |name: &str| BEGINS.iter().any(|it| it.eq_ignore_ascii_case(name));
            if names.iter().any(|(name, _)| begins(name)) {
                return Ok(base);
            }
            names.retain(|(_, is_folder)| *is_folder || !may_have_files);
            let [(name, true)] = &names[..] else { break };
            base = format!("{base}{name}/");
        }
        Err(base)
    };
    down(true).or_else(|_| down(false)).unwrap_or_else(|base| base)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn check(files: &[&str], expected: &str) {
        let list = |above: &str| {
            let below = files.iter().filter_map(|file| file.strip_prefix(above));
            let names = below.map(|file| match file.split_once('/') {
                Some((folder, _)) => (folder.to_owned(), true),
                None => (file.to_owned(), false),
            });
            names.collect::<BTreeMap<_, _>>().into_iter().collect()
        };
        assert_eq!(base(list), expected, "{files:?}");
    }

    #[test]
    fn the_program_is_found_below_folders_that_hold_one() {
        check(&["src/main.rs", "target/x"], "");
        check(&["ann/src/main.rs", "notes.txt", ".git/x", "__MACOSX/ann/x"], "ann/");
        check(&["home/ann/exercises/01-a/src/main.rs", "home/notes.txt"], "home/ann/");
    }

    #[test]
    fn where_there_is_none_nothing_is_passed_by() {
        check(&[], "");
        check(&["Cargo.toml", "target/debug/x"], "");
        check(&["ann/main.rs"], "ann/");
        check(&["ann/Cargo.toml", "ann/target/debug/x"], "ann/");
        check(&["a/main.rs", "b/main.rs"], "");
        check(&["ann/Src/main.rs"], "ann/");
        check(&["1/2/3/4/5/6/7/8/9/src/main.rs"], "1/2/3/4/5/6/7/8/");
    }
}
