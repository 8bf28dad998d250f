//! The reference transcripts: every fixed run of every reference, kept beside the exercise (or
//! beside its solution, for hidden runs) as an insta snapshot. `cargo insta review` shows what a
//! change of a reference, a run or the clock changes for students.

mod common;

use common::course;
use grader::course::Exercise;
use grader::course::manifest::Run;
use grader::transcript::Transcript;

#[test]
fn every_reference_writes_its_transcript() {
    let grader = common::grader();
    for exercise in &course().exercises {
        let runs = exercise.toml.runs.iter().chain(exercise.hidden_runs());
        for run in runs {
            let transcript =
                grader.reference_transcript(exercise, run).expect("the reference runs");
            assert_snapshot(exercise, run, &transcript);
        }
    }
}

fn assert_snapshot(exercise: &Exercise, run: &Run, transcript: &Transcript) {
    let path = exercise.snapshot_path(run).expect("the run is the exercise's own");
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(path.parent().unwrap_or(&path));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("{}, {}", exercise.slug, run.name));
    settings.bind(|| insta::assert_snapshot!(name, transcript.to_string()));
}
