//! Feeds a reader of foreign bytes with samples that were changed in many small ways; and says
//! anything at all in the place of a program ([`Talker`]).
//!
//! As a part of the tests it makes the same few hundred inputs every time. With `FUZZ_SECONDS`
//! it goes on for so long, and then also holds the reader to its time and its memory:
//! `FUZZ_SECONDS=600 cargo test --release -p grader --lib fuzz`, with
//! `CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true` in front, as the grader is mostly built. What came
//! of it, and an input on which a reader panics, is left in `target/fuzz`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod talk;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// Inputs of a run that is a part of the tests.
const INPUTS: u32 = 500;
/// Bytes of an input in such a run, and in a long one.
const LONGEST: [usize; 2] = [8 << 10, 256 << 10];
/// Inputs that are changed further because something new came of them.
const MOST_KEPT: usize = 4_000;
/// Time on the processor that no input of that size may take.
const SLOWEST: Duration = Duration::from_secs(2);
/// Bytes of memory that no reader may make the process grow to.
const MOST_MEMORY: u64 = 1 << 30;

pub use talk::{Line, Talker};

/// What often stands where nobody has thought of it.
const WORDS: [&[u8]; 16] = [
    b"18446744073709551615",
    b"9223372036854775808",
    b"4294967295",
    b"-1",
    b"0",
    b"\0",
    b"\n",
    b"\xff\xfe",
    b"\xf0\x9f\x98\x80",
    b"\xe2\x80\xae",
    b"\x1b[2J",
    b"\"",
    b"\\",
    b"{[({[({",
    b"..",
    b"::set-output ",
];

/// Feeds `read` with changed `samples`; `words` are those of their format. What `read` says came
/// of an input tells which inputs are worth changing further.
///
/// # Panics
/// When `read` does, or when it takes too long or too much.
pub fn fuzz(name: &str, samples: &[Vec<u8>], words: &[&str], read: impl Fn(&[u8]) -> String) {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let long = seconds.map(Duration::from_secs);
    let words: Vec<&[u8]> = words.iter().map(|word| word.as_bytes()).chain(WORDS).collect();
    let mut chance =
        Chance(name.bytes().fold(17_u64, |seed, byte| seed.wrapping_mul(31) ^ u64::from(byte)));
    let (mut pool, mut outcomes) = (samples.to_vec(), BTreeSet::new());
    let (begun, mut inputs, mut slowest) = (Instant::now(), 0, (Duration::ZERO, 0));
    while long.map_or(inputs < INPUTS, |long| begun.elapsed() < long) {
        let input = match samples.get(inputs as usize) {
            Some(sample) => sample.clone(),
            None => changed(&pool, &words, &mut chance, LONGEST[usize::from(long.is_some())]),
        };
        if long.is_some() {
            // Beforehand: a process that runs out of stack is not asked any more.
            keep(name, &input).unwrap();
        }
        let at = on_processor();
        let outcome = catch_unwind(AssertUnwindSafe(|| read(&input))).unwrap_or_else(|_| {
            panic!("{name}: see {}", keep(name, &input).unwrap().display());
        });
        slowest = slowest.max((on_processor().saturating_sub(at), input.len()));
        inputs += 1;
        if pool.len() < MOST_KEPT && outcomes.insert(outcome) {
            pool.push(input);
        }
    }
    let Some(long) = long else { return };
    let (took, bytes) = slowest;
    let memory = most_memory();
    let account = format!(
        "{name}: {inputs} inputs in {} s, {} outcomes; the slowest took {} ms for {bytes} bytes; \
         the process had {} MiB at most\n",
        long.as_secs(),
        outcomes.len(),
        took.as_millis(),
        memory >> 20
    );
    keep(&format!("{name}.txt"), account.as_bytes()).unwrap();
    assert!(took < SLOWEST, "{name}: {took:?} for {bytes} bytes");
    assert!(memory < MOST_MEMORY, "{name}: {memory} bytes");
}

/// One of the pool with a few changes.
fn changed(pool: &[Vec<u8>], words: &[&[u8]], chance: &mut Chance, longest: usize) -> Vec<u8> {
    let mut input = pool[chance.below(pool.len())].clone();
    for _ in 0..=chance.below(6) {
        let at = chance.below(input.len() + 1);
        let end = at + chance.below((input.len() - at).min(64) + 1);
        match chance.below(10) {
            0 if at < input.len() => input[at] ^= 1 << chance.below(8),
            1 if at < input.len() => input[at] = chance.below(256) as u8,
            2 => drop(input.drain(at..end)),
            3 => insert(&mut input, at, words[chance.below(words.len())]),
            4 => {
                let word = words[chance.below(words.len())];
                input.splice(at..end, word.iter().copied());
            }
            5 => {
                let piece = input[at..end].repeat(1 + chance.below(2_000));
                insert(&mut input, at, &piece);
            }
            6 => input.truncate(at),
            7 => {
                let other = &pool[chance.below(pool.len())];
                let from = chance.below(other.len() + 1);
                input.truncate(at);
                input.extend_from_slice(&other[from..]);
            }
            8 => {
                let number = [0, 1, 0x7fff_ffff, 0xffff_fffe, u32::MAX][chance.below(5)];
                for (old, new) in input[at..].iter_mut().zip(number.to_le_bytes()) {
                    *old = new;
                }
            }
            _ => number(&mut input, at, chance),
        }
    }
    input.truncate(longest);
    input
}

/// Puts another number into the place of the next one.
fn number(input: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let Some(from) = input[at..].iter().position(u8::is_ascii_digit).map(|from| at + from) else {
        return;
    };
    let digits = input[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = chance.next() >> chance.below(64);
    input.splice(from..from + digits, number.to_string().into_bytes());
}

fn insert(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    input.splice(at..at, piece.iter().copied());
}

/// Leaves an input where it is found.
fn keep(name: &str, input: &[u8]) -> std::io::Result<std::path::PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/fuzz");
    fs::create_dir_all(&dir)?;
    let path = dir.join(name.replace(' ', "-"));
    fs::write(&path, input)?;
    Ok(path)
}

/// The time for which this thread has had a processor, whatever else wants one; 0 where nobody
/// says so.
fn on_processor() -> Duration {
    let times = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let had = times.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok());
    Duration::from_nanos(had.unwrap_or_default())
}

/// The most memory that this process has had, in bytes; 0 where nobody says so.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kib.unwrap_or_default() << 10
}

/// Chance that is the same every time: xorshift64*.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`; 0 if there is none.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}
