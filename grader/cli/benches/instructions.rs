//! What the pure parts cost in instructions, which no other program on the machine can change:
//! comparing, diagnosing and rendering transcripts of ten thousand lines.
//!
//! ```text
//! cargo bench --bench instructions
//! INSTRUCTIONS_KEEP=1 cargo bench --bench instructions     the new counts are right: keep them
//! ```
//!
//! Method. This program calls itself under valgrind's callgrind, once for each kind of transcript
//! and each of two lengths; counted is one call of each part, and nothing around it. The counts
//! for ten thousand lines are compared with those kept in `instructions/kept.toml`, and with those
//! for five thousand: what is twice as long may cost a little more than twice as much, and what is
//! quadratic costs four times as much. The times beside them are medians of
//! `INSTRUCTIONS_ROUNDS` (7) without valgrind. The exit code is 1 when a count has grown by more
//! than a tenth, a part is not linear, or a comparison takes 50 ms. Without valgrind nothing is
//! counted, and that is said.

mod common;
#[path = "instructions/kept.rs"]
mod kept;
#[path = "instructions/parts.rs"]
mod parts;
#[path = "instructions/samples.rs"]
mod samples;
#[path = "instructions/valgrind.rs"]
mod valgrind;

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use common::table::Table;
use common::times::{Times, milliseconds};
use kept::Kept;
use parts::{PARTS, Parts};
use samples::SAMPLES;

/// The word by which this program calls itself.
const COUNT: &str = "--count";
const LINES: usize = 10_000;
/// Times as many instructions for twice as many lines; a sort takes a little more than two.
const MOST_GROWTH: f64 = 2.5;
/// Below this many instructions a part does not depend on the length.
const SMALL: u64 = 2_000_000;
const MOST_TIME: Duration = Duration::from_millis(50);

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if let Some(at) = words.iter().position(|word| word == COUNT) {
        let [sample, lines] = &words[at + 1..] else { panic!("{COUNT} SAMPLE LINES") };
        let lines = lines.parse().expect("a number of lines");
        Parts::of(sample, lines).each(|_, part| valgrind::counted(part));
        return ExitCode::SUCCESS;
    }
    if !common::is_asked_for() {
        return ExitCode::SUCCESS;
    }
    if !valgrind::is_there() {
        println!("not counted: there is no valgrind on this machine");
        return ExitCode::SUCCESS;
    }
    count()
}

fn count() -> ExitCode {
    let keeps = common::setting("INSTRUCTIONS_KEEP", 0) > 0;
    let mut kept = Kept::read();
    let mut wrong = Vec::new();
    common::print_heading("Instructions of the pure parts, ten thousand lines on each side");
    let mut table = Table::new(["transcripts", "part", "millions", "to half as many", "ms"]);
    // Counting does not mind who else is at work.
    let runs: Vec<(&str, usize)> =
        SAMPLES.iter().flat_map(|&sample| [(sample, LINES / 2), (sample, LINES)]).collect();
    let counts = common::in_parallel(common::cores(), &runs, |&(sample, lines)| {
        valgrind::count(sample, lines)
    });
    for (sample, counts) in SAMPLES.iter().zip(counts.chunks(2)) {
        let (half, whole) = (&counts[0], &counts[1]);
        let times = times(sample);
        for (index, part) in PARTS.iter().enumerate() {
            let (half, whole, time) = (half[index], whole[index], times[index].median());
            let growth = whole as f64 / half as f64;
            let millions = format!("{:.1}", whole as f64 / 1e6);
            table.row([&sample, part, &millions, &format!("{growth:.2}"), &milliseconds(time)]);
            if growth > MOST_GROWTH && whole > SMALL {
                wrong
                    .push(format!("{sample}, {part}: {growth:.2} times as much for twice as long"));
            }
            if *part == "compare" && time > MOST_TIME {
                wrong.push(format!("{sample}: a comparison takes {} ms", milliseconds(time)));
            }
            let has_grown = kept.compare(sample, part, whole);
            wrong.extend(has_grown.filter(|_| !keeps));
        }
    }
    table.print();
    if keeps {
        kept.write();
    }
    wrong.iter().for_each(|sentence| println!("{sentence}"));
    ExitCode::from(u8::from(!wrong.is_empty()))
}

/// How long each part takes without valgrind.
fn times(sample: &str) -> Vec<Times> {
    let mut times = vec![Times::default(); PARTS.len()];
    for _ in 0..common::setting("INSTRUCTIONS_ROUNDS", 7) {
        Parts::of(sample, LINES).each(|index, part| times[index].take(part));
    }
    times
}
