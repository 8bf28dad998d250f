//! What an editor shows beside a line: a verdict as one finding with its place, as cargo and
//! rustc write theirs, so that whatever reads cargo's messages reads these.

use serde_json::{Value, json};

use super::data;
use judge::report::ExerciseReport;
use model::clean::{clean, clean_lines};
use model::source::Sources;
use model::verdict::Verdict;

/// A verdict at a place of the student's program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, relative to the exercise's folder.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1, where it is known.
    pub column: Option<u32>,
    /// The verdict in words.
    pub verdict: &'static str,
    /// The one sentence.
    pub sentence: String,
}

/// Whose findings they are, as cargo names a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The slug.
    pub name: String,
    /// The exercise's folder, relative to the workspace, with a slash at its end.
    pub folder: String,
    /// The workspace, absolute.
    pub workspace: String,
    /// The file where the student's code begins, relative to the exercise's folder.
    pub root: &'static str,
}

/// The finding of a report. None when all is right, when nothing could be checked, when nobody has begun, and when the compiler's
/// own messages say it.
pub fn finding(report: &ExerciseReport, package: &Package, sources: &Sources) -> Option<Finding> {
    let verdict = report.verdict();
    let is_said = verdict == Verdict::DidNotCompile && report.compile_error().is_some();
    let is_wrong = !matches!(verdict, Verdict::Accepted | Verdict::NotChecked);
    if !is_wrong || report.is_not_started() || is_said {
        return None;
    }
    let feedback = report.message();
    let place = report.place().filter(|place| sources.contains_key(&place.file));
    let (file, line, column) = place.map_or_else(
        || (package.root.to_owned(), beginning(sources.get(package.root)), None),
        |place| (place.file.clone(), place.line, place.column),
    );
    let verdict = verdict.words();
    let sentence =
        feedback.map_or_else(|| verdict.to_owned(), |wording| one_line(&wording.sentence));
    Some(Finding { file, line, column, verdict, sentence })
}

/// `exercises/09-slug/src/main.rs:12:5: error: sentence`.
pub fn short(finding: &Finding, package: &Package, sources: &Sources) -> String {
    let Finding { file, line, verdict, sentence, .. } = finding;
    let (first, _) = columns(finding, line_of(finding, sources));
    format!("{}{file}:{line}:{first}: error: {verdict}: {sentence}\n", package.folder)
}

/// One of rustc's own messages in the same form; none for one without a place.
pub fn short_of_compiler(message: &Value, package: &Package) -> Option<String> {
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let file = span["file_name"].as_str()?;
    let (line, column) = (&span["line_start"], &span["column_start"]);
    let (level, text) = (message["level"].as_str()?, one_line(message["message"].as_str()?));
    let wording = format!("{}{file}:{line}:{column}: {level}: {text}", package.folder);
    Some(clean(&wording, usize::MAX) + "\n")
}

/// The finding as a line of `cargo check --message-format=json`.
pub fn cargo_message(finding: &Finding, package: &Package, sources: &Sources) -> String {
    let Finding { file, line, verdict, sentence, .. } = finding;
    let text = line_of(finding, sources);
    let (first, behind) = columns(finding, text);
    let start = byte_of(sources.get(file), *line);
    let byte = |column: usize| {
        start + text.char_indices().nth(column - 1).map_or(text.len(), |(byte, _)| byte)
    };
    let place = format!("{}{file}", package.folder);
    let rendered = format!("error: {verdict}: {sentence}\n --> {place}:{line}:{first}\n\n");
    let span = json!({
        "file_name": place, "is_primary": true, "label": null, "expansion": null,
        "line_start": line, "line_end": line, "column_start": first, "column_end": behind,
        "byte_start": byte(first), "byte_end": byte(behind),
        "suggested_replacement": null, "suggestion_applicability": null,
        "text": [{ "text": text, "highlight_start": first, "highlight_end": behind }],
    });
    wrapped(
        package,
        &json!({
            "$message_type": "diagnostic", "message": format!("{verdict}: {sentence}"),
            "code": { "code": verdict.replace(' ', "-"), "explanation": null },
            "level": "error", "spans": [span], "children": [], "rendered": rendered,
        }),
    )
}

/// One of rustc's own messages as such a line, with its files as the workspace knows them; none
/// for closing remarks without a place.
pub fn of_compiler(mut message: Value, package: &Package) -> Option<String> {
    message["spans"].as_array().filter(|spans| !spans.is_empty())?;
    rename_files(&mut message, package);
    Some(wrapped(package, &message))
}

/// What cargo says last.
pub fn end(success: bool) -> String {
    json!({ "reason": "build-finished", "success": success }).to_string() + "\n"
}

fn wrapped(package: &Package, message: &Value) -> String {
    let Package { name, folder, workspace, root } = package;
    let kind = if *root == model::source::LIBRARY { "lib" } else { "bin" };
    let path = format!("{workspace}/{}", folder.trim_end_matches('/'));
    let line = json!({
        "reason": "compiler-message",
        "package_id": format!("path+file://{path}#{name}@0.1.0"),
        "manifest_path": format!("{path}/Cargo.toml"),
        "target": {
            "kind": [kind], "crate_types": [kind], "name": name,
            "src_path": format!("{path}/{root}"),
            "edition": "2024", "doc": true, "doctest": kind == "lib", "test": true,
        },
        "message": message,
    });
    data::safe(&line.to_string()) + "\n"
}

/// Files below the exercise become files below the workspace, in all that a message holds.
fn rename_files(value: &mut Value, package: &Package) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("file_name", Value::String(file)) if file.starts_with("src/") => {
                        file.insert_str(0, &package.folder);
                    }
                    ("rendered", Value::String(text)) => {
                        let plain = clean_lines(text);
                        let folder = &package.folder;
                        *text = plain
                            .replace("--> src/", &format!("--> {folder}src/"))
                            .replace("::: src/", &format!("::: {folder}src/"));
                    }
                    (_, value) => rename_files(value, package),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rename_files(value, package)),
        _ => {}
    }
}

/// The line in which the student's code begins, for what has no place.
fn beginning(text: Option<&String>) -> u32 {
    let lines = text.map(|text| text.lines()).into_iter().flatten();
    let is_it = |line: &str| line.contains("fn main(") || line.trim_start().starts_with("pub ");
    (1..).zip(lines).find(|(_, line)| is_it(line)).map_or(1, |(number, _)| number)
}

fn line_of<'a>(finding: &Finding, sources: &'a Sources) -> &'a str {
    let text = sources.get(&finding.file).map_or("", String::as_str);
    text.lines().nth(finding.line as usize - 1).unwrap_or_default()
}

/// The column of a finding, or in which its line's code begins, and the one behind that: in
/// characters, from 1.
fn columns(finding: &Finding, line: &str) -> (usize, usize) {
    let behind = line.trim_end().chars().count() + 1;
    let begins = || line.chars().take_while(|letter| letter.is_whitespace()).count() + 1;
    let first = finding.column.map_or_else(begins, |column| column as usize);
    (first.min(behind), behind)
}

/// The byte in which a line begins.
fn byte_of(text: Option<&String>, line: u32) -> usize {
    let text = text.map_or("", String::as_str);
    text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum()
}

fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    clean(&line, usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_message_is_safe_to_show() {
        let message = json!({
            "level": "\u{202e}error", "message": "a\u{1b}b",
            "spans": [{ "file_name": "\u{9b}x", "is_primary": true, "line_start": "\u{7}" }],
        });
        let package = Package {
            name: "a".into(),
            folder: "f/".into(),
            workspace: "/c".into(),
            root: model::source::PROGRAM,
        };
        assert_eq!(
            short_of_compiler(&message, &package).as_deref(),
            Some("f/\\u{9b}x:\"\\u0007\":null: \\u{202e}error: a\\u{1b}b\n")
        );
    }

    #[test]
    fn fuzz_messages_for_an_editor() {
        let samples = [
            r#"{"$message_type":"diagnostic","message":"x","code":{"code":"E0308"},"level":"error","spans":[{"file_name":"src/main.rs","is_primary":true,"line_start":7,"column_start":3}],"children":[],"rendered":"error: x\n --> src/main.rs:7:3"}"#,
            r#"{"message":"y","level":"warning","spans":[],"children":[{"spans":[]}]}"#,
        ];
        let samples = samples.map(|sample| sample.as_bytes().to_vec());
        let words = ["\\u001b[2J", "\\u202e", "##vso[task.x]", "\"spans\":[", "null", "[[[[["];
        let package = Package {
            name: "a".into(),
            folder: "exercises/01-a/".into(),
            workspace: "/c".into(),
            root: model::source::PROGRAM,
        };
        fuzz::fuzz("editor messages", &samples, &words, |bytes| {
            let Ok(message) = serde_json::from_slice::<Value>(bytes) else {
                return String::from("no JSON");
            };
            let short = short_of_compiler(&message, &package).unwrap_or_default();
            let line = of_compiler(message, &package).unwrap_or_default();
            for wording in [&short, &line] {
                assert!(wording.trim_end_matches('\n').chars().all(model::clean::can_be_seen));
            }
            format!("{} {}", short.len().min(99), line.len().min(2000))
        });
    }
}
