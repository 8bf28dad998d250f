//! The reference transcripts: every fixed run of every reference, kept beside the exercise (or
//! beside its solution, for hidden runs) as an insta snapshot. `cargo insta review` shows what a
//! change of a reference, a run or the clock changes for students.

mod common;

use std::path::Path;

use common::course;

/// One test, since the digests are made from the transcripts: a new exercise has neither yet.
#[test]
fn every_reference_writes_its_transcript_and_the_digests_of_mistakes_follow() {
    transcripts_of_the_references();
    digests_of_the_known_wrong_programs();
}

fn transcripts_of_the_references() {
    let lab = common::lab();
    for exercise in &course().exercises {
        let runs = exercise.toml.runs.iter().chain(exercise.hidden_runs());
        for run in runs {
            let transcript = lab.reference_transcript(exercise, run).expect("the reference runs");
            let path = exercise.snapshot_path(run).expect("the run is the exercise's own");
            assert_snapshot(&path, &run.name, &transcript.to_string());
        }
    }
}

fn digests_of_the_known_wrong_programs() {
    let lab = common::lab();
    for exercise in &course().exercises {
        let published = lab.publish(exercise).expect("the known-wrong programs run");
        let text = serde_json::to_string_pretty(&published).expect("it is plain data");
        assert_snapshot(&exercise.mistakes_path(), "mistakes on the public runs", &text);
    }
}

fn assert_snapshot(path: &Path, description: &str, text: &str) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(path.parent().unwrap_or(path));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(description);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
