//! What programs are told whose timeline is a known mistake's, or nearly, and whose source is not:
//! nothing that is false of them. Each is a program of the course with a few words changed.

mod common;

use course::submission::Submission;
use engine::grade::{Checks, Choice};
use judge::report::ExerciseReport;

/// The report of `program`, a file below the exercise's solution, with words changed.
fn report(exercise: &str, program: &str, changes: &[(&str, &str)]) -> ExerciseReport {
    let grader = common::lab();
    let exercise = grader.course().exercise(exercise).expect("an exercise");
    let mut sources = exercise.reference_sources().expect("readable").expect("a reference");
    // What a student hands in holds the course's program, too.
    sources = exercise.completed(&sources).expect("readable");
    let path = exercise.solution.clone().expect("a solution").join(program);
    let mut text = std::fs::read_to_string(path).expect("a program");
    for (from, to) in changes {
        assert!(text.contains(from), "{program} has no {from:?}");
        text = text.replace(from, to);
    }
    sources.insert(exercise.root().into(), text);
    let choice = Choice { checks: Checks::Public, ..Choice::default() };
    let submission = Submission { sources, ignored: Vec::new() };
    grader.grade(exercise, &submission, choice).expect("it is graded")
}

/// The headline of a changed program.
fn check(exercise: &str, program: &str, changes: &[(&str, &str)], expected: &str) {
    let report = report(exercise, program, changes);
    let said = report.message().map(|feedback| feedback.sentence.clone()).unwrap_or_default();
    assert_eq!(said, expected, "{program} {:?}", report.compile_error());
}

#[test]
fn one_that_started_nothing_is_not_told_of_a_background_or_a_handle() {
    check(
        "upload-async",
        "src/main.rs",
        &[
            ("let upload = tokio::spawn(upload_status(name, encoding));", ""),
            (
                "scroll(scrolls).await;\n",
                "upload_status(name, encoding).await;\n    scroll(scrolls).await;\n",
            ),
            ("upload.await.expect(\"the upload does not panic\");", ""),
        ],
        "`scrolling 1` came at 7 s, it should come at 1 s: that is 6 s too late.",
    );
}

#[test]
fn one_that_calls_sleep_until_is_told_that_it_is_not_awaited() {
    check(
        "whatsapp",
        "src/main.rs",
        &[("sleep_until(morning + at).await;", "sleep_until(morning + at);")],
        "`sleep_until(morning + at)` at src/main.rs:25 is made and never awaited, and a future does nothing until it is awaited: write `.await` behind it. So is `sleep_until(morning + at)` at src/main.rs:30.",
    );
}

#[test]
fn one_in_which_nobody_panicked_is_not_told_of_a_panic() {
    check(
        "gather",
        "src/lib.rs",
        &[("Err(offline) => println!(\"{id}: {offline}\"),", "Err(_) => {}")],
        "`south: offline` never came: I expected it at 900 ms, after `west: asked`.",
    );
}

#[test]
fn a_heart_that_was_never_started_is_not_told_of_the_encoder() {
    check(
        "dont-block",
        "src/lib.rs",
        &[
            (
                "let heart = tokio::spawn(lab::heartbeat(beat));",
                "let _heart = lab::heartbeat(beat);",
            ),
            ("    heart.abort();\n", ""),
        ],
        "`beat 1` never came: I expected it at 250 ms, after `encoder: start frame 0`.",
    );
}

#[test]
fn what_no_lesson_has_is_not_told_to_one_that_awaits_the_heart() {
    check(
        "dont-block",
        "src/lib.rs",
        &[("heart.abort();", "let _ = heart.await;")],
        "The film was done at 2.3 s, and you went on waiting for the heart until it was worn out: \
         its task does not end with the film, and its handle waits until it does. Stop it when \
         the last frame is done: `heart.abort()`.",
    );
}

#[test]
fn what_several_mistakes_share_is_said_where_none_of_them_fits() {
    check(
        "turnstile",
        "wrong/permit-into-the-void.rs",
        &[("let _ = turnstile.acquire().await.expect(\"it stays open\");", "")],
        "c started at 0 s, and there was a place for it only at 1 s.",
    );
}

#[test]
fn an_item_whose_use_is_not_awaited_is_not_told_of_the_sending() {
    check(
        "pipeline",
        "src/lib.rs",
        &[("lab::use_item(item).await;", "lab::use_item(item);")],
        "`lab::use_item(item)` at src/lib.rs:29 is made and never awaited, and a future does nothing until it is awaited: write `.await` behind it.",
    );
}

#[test]
fn one_that_drops_its_permit_is_not_told_to_drop_it() {
    check(
        "turnstile",
        "src/lib.rs",
        &[(".acquire_owned().await.expect(\"it stays open\");", ".acquire_owned();")],
        "c started at 0 s, and there was a place for it only at 1 s.",
    );
}

#[test]
fn naps_on_threads_are_not_told_of_an_async_sleep() {
    check(
        "go-async",
        "wrong/handles-dropped.rs",
        &[
            (
                "tokio::spawn(nap(number, length));",
                "let nap = std::thread::spawn(move || nap(number, length)); nap.join().unwrap();",
            ),
            ("async fn nap", "fn nap"),
            ("sleep(length).await;", "std::thread::sleep(length);"),
            ("use tokio::time::sleep;", ""),
        ],
        "`9` came at 8 s, it should come at 0 s: src/main.rs:34 held the only async thread for 8 s, waiting for the end of thread `thread 1`.",
    );
}

#[test]
fn one_that_uses_the_end_is_not_told_to_use_it() {
    check(
        "count",
        "wrong/always-thirty.rs",
        &[("_to: u32", "to: u32"), ("1..=30", "1..=to.clamp(30, 30)")],
        "You count to 30, and I asked for 7: let the count end at the `to` that is passed in.",
    );
}

#[test]
fn one_that_keeps_its_handles_is_not_told_to_keep_them() {
    check(
        "go-async",
        "wrong/handles-dropped.rs",
        &[
            ("    for number", "    let mut handles = Vec::new();\n    for number"),
            (
                "tokio::spawn(nap(number, length));",
                "handles.push(tokio::spawn(nap(number, length)));",
            ),
        ],
        "Your program ended at 0 s, 8 s too early: `8: start sleeping` was still to come, at 0 s.",
    );
}

#[test]
fn what_the_compiler_warned_of_stands_in_the_report() {
    let unawaited = [("lab::use_item(item).await;", "lab::use_item(item);")];
    let said = report("pipeline", "src/lib.rs", &unawaited).warnings;
    assert!(said[0].starts_with("warning: unused implementer of `Future`"), "{said:?}");
    assert_eq!(report("pipeline", "src/lib.rs", &[]).warnings, [""; 0]);
}
