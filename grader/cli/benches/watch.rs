//! What a student waits for after a save while `cargo xtask watch` looks on, against a check asked
//! for by hand.
//!
//! ```text
//! cargo bench -p grader --profile dev --bench watch
//! ```
//!
//! Method. In two copies of the course the reference is the student's program. One is watched, and
//! from a save to the line that ends the check is what is timed; in the other, after the same kind
//! of save, `cargo xtask check SLUG` as typed, and the built verb of it. All three in turns, each
//! time with a comment or a statement that was never there before. Everything is warm, and what is
//! timed is built as students build it, however this is. Figures are medians of `WATCH_ROUNDS`
//! (15). The target is a difference to the check as typed of 100 ms at most.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use common::student::{self, command};
use common::table::Table;
use common::times::{Times, milliseconds, ratio};

const EXERCISES: [(&str, &str); 3] =
    [("01-count", "count"), ("08-upload-async", "upload-async"), ("09-go-async", "go-async")];
const FINISHED: &str = "[watch] check finished";
const MAIN: &str = "fn main() {\n";

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let place = student::place().join("watch");
    let (asked, watched) = (place.join("asked"), place.join("watched"));
    for course in [&asked, &watched] {
        student::copy_course(course).expect("the course can be copied");
    }
    student::run(command(&asked, &["cargo", "xtask", "list"]), &[0]);
    let rounds = common::setting("WATCH_ROUNDS", 15);
    let mut table = Table::new([
        "exercise, edit",
        "watch, ms",
        "quartiles",
        "`cargo xtask check`, ms",
        "quartiles",
        "difference, ms",
        "ratio",
        "the built verb, ms",
    ]);
    for (folder, slug) in EXERCISES {
        for (edit, is_statement) in [("a comment", false), ("a statement", true)] {
            let [watch, check, verb] =
                measure(&asked, &watched, folder, slug, is_statement, rounds);
            let difference = watch.median().as_secs_f64() - check.median().as_secs_f64();
            table.row([
                &format!("{slug}, {edit}"),
                &milliseconds(watch.median()),
                &watch.spread(),
                &milliseconds(check.median()),
                &check.spread(),
                &format!("{:.0}", difference * 1000.0),
                &ratio(watch.median(), check.median()),
                &milliseconds(verb.median()),
            ]);
        }
    }
    common::print_heading("From a save to the verdict, watched and asked for");
    table.print();
}

/// Times of the watched save, of the check as typed, and of the built verb.
fn measure(
    asked: &Path,
    watched: &Path,
    folder: &str,
    slug: &str,
    is_statement: bool,
    rounds: usize,
) -> [Times; 3] {
    let solution = asked.join("solutions").join(folder).join("src");
    for course in [asked, watched] {
        for file in fs::read_dir(&solution).expect("there is a reference").flatten() {
            let to = course.join("exercises").join(folder).join("src").join(file.file_name());
            fs::copy(file.path(), to).expect("it can be handed in");
        }
    }
    let text = fs::read_to_string(solution.join("main.rs")).expect("it can be read");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
    let mut count = now.as_nanos();
    let mut save = |course: &Path| {
        count += 1;
        let begun = format!("{MAIN}    std::hint::black_box({count}_u128);\n");
        let text = match is_statement {
            true => text.replacen(MAIN, &begun, 1),
            false => format!("{text}// Edit {count}.\n"),
        };
        let main: PathBuf = course.join("exercises").join(folder).join("src/main.rs");
        // As editors do that rename: a file that is still empty would be a save, too.
        let beside = main.with_extension("saved");
        fs::write(&beside, text).and_then(|()| fs::rename(beside, main)).expect("it can be saved");
    };
    let mut watch = Watch::begin(asked, watched, slug);
    let verbs = asked.join("target/submission/verbs").display().to_string();
    let mut times = [Times::default(), Times::default(), Times::default()];
    // The first round makes everything warm, and counts for nothing.
    for round in 0..=rounds {
        let mut turn = [Times::default(), Times::default(), Times::default()];
        turn[0].take(|| {
            save(watched);
            watch.wait();
        });
        save(asked);
        turn[1].take(|| student::run(command(asked, &["cargo", "xtask", "check", slug]), &[0]));
        save(asked);
        turn[2].take(|| student::run(command(asked, &[&verbs, "check", slug]), &[0]));
        if round > 0 {
            times.iter_mut().zip(turn).for_each(|(times, turn)| times.push(turn.median()));
        }
    }
    times
}

/// A watch without a terminal; gone when this is dropped.
struct Watch {
    verb: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Watch {
    /// Begins to watch, with what was built for the course that is asked.
    fn begin(asked: &Path, watched: &Path, slug: &str) -> Watch {
        let verbs = asked.join("target/submission/verbs").display().to_string();
        let mut watch = command(watched, &[&verbs, "watch", slug]);
        watch.env("CARGO_TARGET_DIR", asked.join("target")).stdout(Stdio::piped());
        let mut verb = watch.stderr(Stdio::null()).spawn().expect("it can be started");
        let lines = BufReader::new(verb.stdout.take().expect("a pipe")).lines();
        let mut watch = Watch { verb, lines };
        watch.wait();
        watch
    }

    /// Waits for the end of a check, which has to accept.
    fn wait(&mut self) {
        let line = self.lines.by_ref().map(|line| line.expect("it is text"));
        let line = line.into_iter().find(|line| line.contains(FINISHED));
        assert!(line.is_some_and(|line| line.contains("accepted")), "the reference is right");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Nothing is under way, so nothing is left behind.
        let _ = self.verb.kill();
        let _ = self.verb.wait();
    }
}
