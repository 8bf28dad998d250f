//! A metronome, and work at each tick. This half is the course's: yours is `lib.rs`.

use std::time::Duration;

use metronome::metronome;

/// How many milliseconds the work of each tick takes, until the checker has a world of its own.
const WORLD: &[(&str, &str)] = &[("work", "300"), ("work 3", "2500")];

const USAGE: &str = "usage: metronome [PERIOD TICKS]
for example: metronome 1000 6, for six ticks, one every 1000 ms";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    lab::open(WORLD);
    let (period, ticks) = beat_from_args();
    metronome(period, ticks).await;
    println!("all done");
}

/// How long a period is, and how many ticks are asked for.
fn beat_from_args() -> (Duration, u32) {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = ["1000", "6"].map(String::from).to_vec();
    }
    beat(&words).unwrap_or_else(|| {
        eprintln!("{USAGE}");
        std::process::exit(2)
    })
}

fn beat(words: &[String]) -> Option<(Duration, u32)> {
    let [period, ticks] = words else { return None };
    let period = period.parse().ok().filter(|&period| period > 0)?;
    Some((Duration::from_millis(period), ticks.parse().ok()?))
}
