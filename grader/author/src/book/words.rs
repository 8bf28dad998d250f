//! The words that the lessons explain, on one page.

/// A word, what it means, and the folder of the lesson that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    name: String,
    meaning: String,
    folder: String,
}

/// Those of one lesson: the list in its section *Words*.
pub(super) fn words(lesson: &str, folder: &str) -> Vec<Word> {
    let heading = |line: &&str| line.contains("<b>Words</b>") || line.starts_with("## Words");
    let section = lesson.lines().skip_while(|line| !heading(line)).skip(1);
    let section = section.take_while(|line| !line.starts_with("</details>"));
    let word = |line: &str| {
        let (name, meaning) = line.strip_prefix("- **")?.split_once("**")?;
        let meaning = meaning.trim_start_matches([':', ' ', '-']).to_owned();
        Some(Word { name: name.to_owned(), meaning, folder: folder.to_owned() })
    };
    section.filter_map(word).collect()
}

/// The page: in the order of the alphabet, each with the way to its lesson.
pub(super) fn page(mut words: Vec<Word>) -> String {
    let letters = |word: &Word| word.name.trim_matches('`').to_lowercase();
    words.sort_by_key(|word| (letters(word), word.folder.clone()));
    let mut out =
        String::from("# Words\n\nWhat a word means here, and the lesson that explains it.\n\n");
    for Word { name, meaning, folder } in words {
        let number = folder.split('-').next().unwrap_or(&folder);
        out += &format!("- **{name}**: {meaning} ([{number}]({folder}/index.md))\n");
    }
    out
}
