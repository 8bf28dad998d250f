//! Whether virtual time is what really happens: the same programs, really waiting.
//!
//! ```text
//! cargo bench -p clock-programs --bench ground_truth            two minutes
//! cargo bench -p clock-programs --bench ground_truth -- tokio   some of them
//! ```
//!
//! Method. Each program (release build) runs once under the clock and once without, its lines
//! stamped on arrival by the reader outside. The lines have to be the same in the same order;
//! where the program itself leaves an order open, which `subjects.rs` declares with its reason,
//! the lines of an instant are compared as a set. Times that a line speaks of (`3.0004s`) are
//! taken for times. A real time may be later than the virtual one by what scheduling takes:
//! `--lag` (250) milliseconds on a machine that has a core for everybody, in proportion more
//! where processes queue for a core (the load average says how many), and not earlier than by
//! 20. The exit code is 1 when one line or one time is otherwise. Programs that never end in reality, or that the clock
//! changes on purpose, are named with the reason and left out. Four programs wait at a time.

mod common;

use std::process::ExitCode;
use std::time::Duration;

use common::subjects::{Subject, Truth};
use common::table::Table;
use common::{PROFILES, Words};
use model::transcript::Transcript;

/// Milliseconds by which the two that measure may begin apart.
const EARLY_MS: i64 = 20;
/// Programs that wait at the same time: they hardly compute.
const AT_A_TIME: usize = 4;

fn main() -> ExitCode {
    let mut words = Words::given();
    let lag = words.take_number("--lag", 250) as f64;
    if !common::is_asked_for() {
        return ExitCode::SUCCESS;
    }
    common::build();
    let virtually = common::runner();
    let really = virtually.clone().in_real_time();
    let subjects = words.choose();
    common::print_heading("Virtual time and real time");
    let compared = common::in_parallel(AT_A_TIME, &subjects, |subject| {
        if matches!(subject.truth, Truth::Another(_)) {
            return None;
        }
        let seen = common::observe(&virtually, PROFILES[1], subject).transcript;
        let truth = common::observe(&really, PROFILES[1], subject).transcript;
        eprintln!("{}: {} s", subject.name(), truth.ended_at_ms / 1000);
        Some(compare(subject, &seen, &truth))
    });
    let queue = (common::load() / common::cores() as f64).max(1.0);
    let most = (lag * queue) as i64;
    let mut table = Table::new(["program", "lines", "same lines", "real later by, ms", "order"]);
    let mut wrong = 0;
    let mut told = Vec::new();
    for (subject, compared) in subjects.iter().zip(compared) {
        let (name, order) = (subject.name(), order(subject));
        let Some(Compared { lines, lags, different }) = compared else {
            table.row([&name, &"-", &"-", &"-", &order]);
            continue;
        };
        let (first, last) = (lags.iter().min(), lags.iter().max());
        let (first, last) = (first.copied().unwrap_or(0), last.copied().unwrap_or(0));
        let is_wrong = different.is_some() || first < -EARLY_MS || last > most;
        wrong += usize::from(is_wrong);
        let same = if different.is_some() { "no" } else { "yes" };
        table.row([&name, &lines, &same, &format!("{first} to {last}"), &order]);
        told.extend(different.map(|different| format!("{name}\n{different}")));
    }
    table.print();
    told.iter().for_each(|told| println!("{told}"));
    println!("{wrong} programs are otherwise in reality, or later than {most} ms.");
    ExitCode::from(u8::from(wrong > 0))
}

fn order(subject: &Subject) -> String {
    match subject.truth {
        Truth::Same => String::from("the same"),
        Truth::Open(words, why) => format!("the same; `{words}` open: {why}"),
        Truth::Races(why) => format!("open: {why}"),
        Truth::Another(why) => format!("left out: {why}"),
    }
}

/// What came of one program.
struct Compared {
    lines: usize,
    /// Milliseconds by which each time was later in reality.
    lags: Vec<i64>,
    /// Both transcripts, when their lines are not the same.
    different: Option<String>,
}

fn compare(subject: &Subject, seen: &Transcript, truth: &Transcript) -> Compared {
    let lines = |transcript| lines(transcript, subject.truth);
    let mut pairs: Vec<(Line, Line)> = lines(seen).into_iter().zip(lines(truth)).collect();
    if matches!(subject.truth, Truth::Races(_)) {
        // As many real lines as the instant has virtual ones, both in the order of their words.
        for instant in pairs.chunk_by_mut(|one, other| one.0.at_ms == other.0.at_ms) {
            let mut real: Vec<Line> = instant.iter().map(|(_, real)| real.clone()).collect();
            instant.sort_by(|one, other| one.0.words.cmp(&other.0.words));
            real.sort_by(|one, other| one.words.cmp(&other.words));
            instant.iter_mut().zip(real).for_each(|(pair, real)| pair.1 = real);
        }
    }
    let same = seen.stdout().count() == truth.stdout().count()
        && pairs.iter().all(|(seen, real)| seen.words == real.words)
        && (&seen.end, &seen.files) == (&truth.end, &truth.files);
    let lag = |seen: u64, real: u64| real as i64 - seen as i64;
    let mut lags = vec![lag(seen.ended_at_ms, truth.ended_at_ms)];
    for (seen, real) in &pairs {
        lags.push(lag(seen.at_ms, real.at_ms));
        lags.extend(seen.spoken.iter().zip(&real.spoken).map(|(seen, real)| lag(*seen, *real)));
    }
    let different = (!same).then(|| format!("virtual:\n{seen}\nreal:\n{truth}"));
    Compared { lines: pairs.len(), lags, different }
}

/// A line whose words are apart from the times that it speaks of.
#[derive(Clone)]
struct Line {
    at_ms: u64,
    words: String,
    /// In milliseconds.
    spoken: Vec<u64>,
}

fn lines(transcript: &Transcript, truth: Truth) -> Vec<Line> {
    let line = |line: &model::transcript::Line| {
        let mut spoken = Vec::new();
        let text = match truth {
            Truth::Open(words, _) if line.text.starts_with(words) => words,
            _ => line.text.as_str(),
        };
        let words = text.split(' ').map(|word| match duration(word) {
            Some(time) => {
                spoken.push(time.as_millis() as u64);
                "TIME"
            }
            None => word,
        });
        let words = words.collect::<Vec<_>>().join(" ");
        Line { at_ms: line.at_ms, words, spoken }
    };
    transcript.stdout().map(line).collect()
}

/// A duration as `{:?}` writes it.
fn duration(word: &str) -> Option<Duration> {
    let units = [("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9), ("s", 1.0)];
    let (number, unit) =
        units.iter().find_map(|(name, unit)| Some((word.strip_suffix(name)?, unit)))?;
    number.parse::<f64>().ok().and_then(|number| Duration::try_from_secs_f64(number * unit).ok())
}
