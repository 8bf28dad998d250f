//! The words of all lessons, on one page: each is explained once, in the lesson that needs it first.

use std::collections::BTreeMap;
use std::fs;

use course::Exercise;

/// A list of all words, in the order of the alphabet, each with the lesson that explains it.
///
/// # Errors
/// When two lessons explain the same word: then one of them has nothing new to say, or says
/// something else.
pub(super) fn words(exercises: &[Exercise]) -> Result<String, String> {
    let mut all: BTreeMap<(String, String), (String, String)> = BTreeMap::new();
    for exercise in exercises {
        let text = fs::read_to_string(exercise.dir.join("README.md")).unwrap_or_default();
        for (word, meaning) in words_of(&text) {
            let folder = exercise.folder();
            let page = format!("[{:02}](../exercises/{folder}/README.md)", exercise.number);
            let entry = (folder.clone(), format!("- **{word}**: {meaning} ({page})\n"));
            if let Some((other, _)) = all.insert((key(word), word.to_owned()), entry) {
                return Err(format!("`{word}` is explained in {other} and in {folder}"));
            }
        }
    }
    let lines: String = all.into_values().map(|(_, line)| line).collect();
    Ok(format!("\n{lines}\n"))
}

/// The words that a lesson explains, with what they mean; where to read on is left out.
fn words_of(lesson: &str) -> Vec<(&str, &str)> {
    let section = lesson.split_once("<b>Words</b>").map_or("", |(_, rest)| rest);
    let section = section.split("</details>").next().unwrap_or_default();
    let entry = |line: &'_ str| -> Option<(usize, usize)> {
        let end = line.strip_prefix("- **")?.find("**: ")?;
        Some((end + 4, end + 8))
    };
    let lines = section.lines().filter_map(|line| {
        let (end, begin) = entry(line)?;
        let meaning = line[begin..].split(" See [").next().unwrap_or_default();
        Some((&line[4..end], meaning))
    });
    lines.collect()
}

/// By what a word is sorted: its letters, without the `to` of a verb.
fn key(word: &str) -> String {
    let word = word.trim_start_matches("to ").to_lowercase();
    word.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::{key, words_of};

    #[test]
    fn a_word_is_read_without_its_links() {
        let lesson = "- **no**: not here\n<b>Words</b></summary>\n\n- **`.await`**: runs it. See \
                      [`x`](y).\n- More: [z](z)\n\n</details>\n- **no**: nor here\n";
        assert_eq!(words_of(lesson), [("`.await`", "runs it.")]);
    }

    #[test]
    fn a_verb_stands_at_its_own_letter() {
        let mut words = ["to block", "`Arc`", "buffer", "`.await`"];
        words.sort_by_key(|word| key(word));
        assert_eq!(words, ["`Arc`", "`.await`", "to block", "buffer"]);
    }
}
