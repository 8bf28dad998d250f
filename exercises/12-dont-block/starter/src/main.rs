//! Has a film encoded, and goes on for a while. This half is the course's: yours is `lib.rs`.

use std::time::Duration;

use dont_block::encode_all;
use tokio::time::sleep;

/// How many milliseconds each frame takes, and its bytes, until the checker has a world of its own.
const WORLD: &[(&str, &str)] =
    &[("encode_frame 0", "700 100"), ("encode_frame 1", "1200 101"), ("encode_frame 2", "400 102")];

const USAGE: &str = "usage: dont-block [FRAMES BEAT]
for example: dont-block 3 250, for three frames, and a beat every 250 ms";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    lab::open(WORLD);
    let (frames, beat) = film_from_args();
    let bytes = encode_all(frames, beat).await;
    println!("all done: {bytes} bytes");
    // A program goes on when a film is done: a heart that nobody stopped would be heard.
    sleep(4 * beat).await;
}

/// How many frames, and how often the heart beats.
fn film_from_args() -> (usize, Duration) {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = ["3", "250"].map(String::from).to_vec();
    }
    film(&words).unwrap_or_else(|| {
        eprintln!("{USAGE}");
        std::process::exit(2)
    })
}

fn film(words: &[String]) -> Option<(usize, Duration)> {
    let [frames, beat] = words else { return None };
    let beat = beat.parse().ok().filter(|&beat| beat > 0)?;
    Some((frames.parse().ok()?, Duration::from_millis(beat)))
}
