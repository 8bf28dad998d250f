//! What there is to do with an exercise that is accepted: break it on purpose, see other right
//! shapes, and read it beside the reference. Nobody sees any of it before.

use std::fs;

use similar::TextDiff;

use super::failure::Result;
use super::graded::Graded;
use super::say::say;
use course::Exercise;
use course::sources::Sources;
use model::clean::clean;

/// The section of a lesson from which one thing to try is taken.
const SECTION: &str = "Break it on purpose";
/// Unchanged lines around a difference.
const CONTEXT: usize = 3;
/// Characters of a line that are shown.
const WIDEST: usize = 200;

/// A word and a sentence each.
pub(super) fn beyond(exercise: &Exercise) -> Vec<(&'static str, String)> {
    let mut beyond = Vec::new();
    // A lesson that cannot be read is no reason not to show a verdict.
    let lesson = fs::read_to_string(exercise.dir.join("README.md")).unwrap_or_default();
    let bullets = bullets(&lesson, SECTION);
    if let Some(first) = bullets.first() {
        let more = match bullets.len() - 1 {
            0 => String::new(),
            more => format!(" ({more} more in the lesson.)"),
        };
        beyond.push((SECTION, format!("{first}{more}")));
    }
    let shapes = shapes(exercise);
    if !shapes.is_empty() {
        let folder = format!("solutions/{}/also", exercise.folder());
        beyond.push(("Other right shapes", format!("{} (in {folder})", shapes.join(" "))));
    }
    if exercise.solution.is_some() {
        let sentence = format!("cargo xtask check {} --diff", exercise.slug);
        beyond.push(("Beside the reference", sentence));
    }
    beyond
}

/// The bullets of a section, each on one line, such as what to try under "Break it on purpose".
fn bullets(text: &str, section: &str) -> Vec<String> {
    let begins = |line: &str| heading(line) == Some(section);
    let lines = text.lines().skip_while(|line| !begins(line)).skip(1);
    let mut bullets: Vec<String> = Vec::new();
    for line in lines.take_while(|line| heading(line).is_none() && *line != "</details>") {
        match (line.strip_prefix("- "), bullets.last_mut()) {
            (Some(bullet), _) => bullets.push(bullet.trim().to_owned()),
            (None, Some(bullet)) if line.starts_with("  ") => {
                bullet.push(' ');
                bullet.push_str(line.trim());
            }
            _ => {}
        }
    }
    bullets
}

/// What a section is called that begins with this line, folded or not.
fn heading(line: &str) -> Option<&str> {
    let folded = line.strip_prefix("<details><summary><b>");
    let folded = folded.and_then(|rest| rest.trim_end().strip_suffix("</b></summary>"));
    folded.or_else(|| Some(line.strip_prefix("## ")?.trim_end()))
}

/// What each of the other right programs says of itself in its first line.
fn shapes(exercise: &Exercise) -> Vec<String> {
    let variants = exercise.also().unwrap_or_default();
    let first_line = |path| {
        let text = fs::read_to_string(path).ok()?;
        let line = text.lines().next()?.strip_prefix("//! ")?;
        Some(line.trim_start_matches("# ").to_owned())
    };
    variants.iter().filter_map(|variant| first_line(&variant.path)).collect()
}

/// Prints a submission beside the reference, if it was accepted; else says why not.
pub(super) fn compare(exercise: &Exercise, Graded { report, sources }: &Graded) -> Result<()> {
    let (number, title) = (exercise.number, &exercise.toml.title);
    let Some(reference) = exercise.reference_sources()? else {
        return say(&format!(
            "{number:02} {title}: this copy of the course has no reference to compare with.\n"
        ));
    };
    if !report.is_accepted() {
        return say(&format!(
            "{number:02} {title}: the reference is shown beside your program once that is \
             accepted.\n"
        ));
    }
    say(&differences(exercise, sources, &reference))
}

fn differences(exercise: &Exercise, yours: &Sources, reference: &Sources) -> String {
    let mut files: Vec<&String> = yours.keys().chain(reference.keys()).collect();
    files.sort();
    files.dedup();
    let mut out = String::new();
    for file in files.into_iter().filter(|file| exercise.is_students(file)) {
        let text = |side: &Sources| side.get(file).cloned().unwrap_or_default();
        let (yours, right) = (text(yours), text(reference));
        let diff = TextDiff::from_lines(&yours, &right);
        let mut diff = diff.unified_diff();
        let names = (format!("yours/{file}"), format!("reference/{file}"));
        let diff = diff.context_radius(CONTEXT).header(&names.0, &names.1).to_string();
        for line in diff.lines() {
            out += clean(&line.replace('\t', "    "), WIDEST).trim_end();
            out.push('\n');
        }
    }
    if out.is_empty() {
        return "Your program is the reference, letter for letter.\n".to_owned();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::bullets;

    fn check(lesson: &str, expected: &[&str]) {
        assert_eq!(bullets(lesson, "Break it"), expected, "{lesson}");
    }

    #[test]
    fn a_section_is_found_whether_it_is_folded_or_not() {
        let begins = "<details><summary><b>Break it</b></summary>";
        check(
            &format!("- no\n{begins}\n\n- one\n  more\n- two\n\n</details>\n- no\n"),
            &["one more", "two"],
        );
        check("- no\n## Break it\n\n- one\n\n## Words\n- no\n", &["one"]);
        check(
            &format!("{begins}\n- one\n<details><summary><b>Words</b></summary>\n- no\n"),
            &["one"],
        );
    }
}
