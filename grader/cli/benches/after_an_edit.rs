//! From an edit of the grader to the next verdict: what those who change it wait for.
//!
//! ```text
//! cargo bench --bench after_an_edit
//! AFTER_EDIT_COMMIT=8b0896c cargo bench --bench after_an_edit     of another commit as well
//! ```
//!
//! Method. The commit is cloned beside the target folder, and `cargo xtask check` is typed there
//! until nothing is left to build. Then a function is added to one file, as an edit that has to be
//! compiled, and `cargo xtask check` is typed again: that wait is measured, and the processor time
//! of all processes together. The edits come in turns, and with another commit the clones do, too;
//! the figure is the median of `AFTER_EDIT_ROUNDS`.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::student::{self, command};
use common::table::Table;
use common::times::{Times, processor_time, seconds};

/// What is edited, and where it lies: here, and before the grader was divided into crates.
const EDITS: [(&str, [&str; 2]); 3] = [
    ("a screen", ["grader/render/src/terminal/mod.rs", "grader/src/render/terminal/mod.rs"]),
    ("a command", ["grader/cli/src/commands/hint.rs", "grader/src/commands/hint.rs"]),
    ("the clock", ["grader/clock/src/short.rs", "grader/clock/src/busy.rs"]),
];
const CHECK: [&str; 3] = ["cargo", "xtask", "check"];

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let rounds = common::setting("AFTER_EDIT_ROUNDS", 3);
    let other = std::env::var("AFTER_EDIT_COMMIT").ok();
    let place = tempfile::tempdir_in(student::place()).expect("there is room for a clone");
    let clones: Vec<(String, PathBuf)> = ["HEAD".to_owned()]
        .into_iter()
        .chain(other)
        .map(|commit| {
            let clone = place.path().join(&commit);
            clone_of(&commit, &clone);
            for _ in 0..2 {
                student::run(command(&clone, &CHECK), &[0, 1]);
            }
            (commit, clone)
        })
        .collect();
    let mut times: Vec<(Times, Times)> = Vec::new();
    times.resize_with(clones.len() * EDITS.len(), Default::default);
    for round in 0..rounds {
        for (at, (_, places)) in EDITS.iter().enumerate() {
            for (which, (_, clone)) in clones.iter().enumerate() {
                edit(clone, places, round);
                let (wait, processor) = &mut times[which * EDITS.len() + at];
                let before = processor_time();
                wait.take(|| student::run(command(clone, &CHECK), &[0, 1]));
                processor.push(processor_time().saturating_sub(before));
            }
        }
    }
    common::print_heading("From an edit of the grader to the next verdict");
    let mut table = Table::new(["commit", "an edit of", "s", "processor time, s"]);
    let edits = clones.iter().flat_map(|(commit, _)| EDITS.iter().map(move |edit| (commit, edit)));
    for ((commit, (what, _)), (wait, processor)) in edits.zip(&times) {
        table.row([commit, what, &seconds(wait.median()), &seconds(processor.median())]);
    }
    table.print();
}

fn clone_of(commit: &str, clone: &Path) {
    let git = |arguments: &[&str]| {
        let status = Command::new("git").args(arguments).status().expect("git can be started");
        assert!(status.success(), "git {arguments:?} failed");
    };
    let (root, clone) = (common::root().display().to_string(), clone.display().to_string());
    git(&["clone", "--quiet", "--no-hardlinks", &root, &clone]);
    git(&["-C", &clone, "checkout", "--quiet", "--detach", commit]);
}

/// Adds a function that nothing calls, before the tests of the file if it has any.
fn edit(clone: &Path, places: &[&str], round: usize) {
    let file = places.iter().map(|place| clone.join(place)).find(|file| file.exists());
    let file = file.expect("the file that is edited is there");
    let text = fs::read_to_string(&file).expect("it can be read");
    let added = format!(
        "#[allow(dead_code, missing_docs, unreachable_pub, reason = \"an edit\")]\n\
         pub fn edit_{round}(number: usize) -> usize {{\n    number + {round}\n}}\n\n"
    );
    let at = text.find("#[cfg(test)]").unwrap_or(text.len());
    let edited = format!("{}\n{added}{}", &text[..at], &text[at..]);
    fs::write(&file, edited).expect("it can be written");
}
