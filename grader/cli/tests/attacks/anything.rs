//! A true program that says anything at all on all of its lines, in the place of its clock.

use std::time::{Duration, Instant};

use course::store::Store;
use engine::run::{Clock, RunError, RunLimits, Runner};
use model::spec::Run;
use sandbox::Confinement;

use crate::common;

/// Programs that talk as a part of the tests; `TALKERS=5000` are more.
const TALKERS: u64 = 60;
/// Messages of each.
const MESSAGES: u64 = 2_000;
/// Real time that none of them may take.
const MOST: Duration = Duration::from_secs(20);

#[test]
fn whatever_a_program_says_its_run_ends_and_its_lines_are_those_of_a_sleeper() {
    let asked = std::env::var("TALKERS").ok().and_then(|text| text.parse().ok());
    let store = Store::open(&common::target().join("grader")).expect("the store can be opened");
    // The linker leaves out what is not there, and the program speaks in the clock's place.
    let nowhere = Clock::Virtual(store.root().join("no-clock.so"));
    let limits = RunLimits { wall: MOST / 2, ..RunLimits::default() };
    let limit = limits.virtual_time.as_millis() as u64;
    let runner = Runner::new(nowhere, &store).with_limits(limits);
    let (mut tampered, mut unbelieved, mut slowest) = (0, 0, Duration::ZERO);
    let talkers = asked.unwrap_or(TALKERS);
    for number in 0..talkers {
        let words = ["say_anything", "mark", &number.to_string(), &MESSAGES.to_string()];
        let run = Run { args: words.map(str::to_owned).to_vec(), ..Run::default() };
        let began = Instant::now();
        let ran = runner.run(Confinement::Unconfined, crate::built::attack(), &run);
        slowest = slowest.max(began.elapsed());
        match ran {
            Ok(recording) => {
                let transcript = recording.observation.transcript;
                assert!(
                    transcript.lines.is_sorted_by_key(|line| line.at_ms),
                    "{number}: {transcript:?}"
                );
                let late = transcript.lines.iter().find(|line| line.at_ms > limit);
                assert!(late.is_none(), "{number}: {late:?}, {}", transcript.end);
                let is_tampering = transcript.end.to_string().contains("tampered");
                tampered += u64::from(is_tampering);
                // It has no last word of a clock's, or its bytes are not those that it counted.
                let is_believed = recording.observation.trace.is_exact() && !is_tampering;
                assert!(!is_believed || number % 4 != 0, "{number}: {:?}", transcript.end);
            }
            Err(RunError::NoClock { .. } | RunError::NotStrict) => unbelieved += 1,
            Err(error) => panic!("{number}: {error}"),
        }
        assert!(slowest < MOST, "{number}: {slowest:?}");
    }
    println!(
        "{talkers} programs with up to {MESSAGES} messages each: {tampered} have tampered, \
         {unbelieved} were no clocks; the slowest took {slowest:?}"
    );
    assert!(tampered > 0 && unbelieved > 0);
}
