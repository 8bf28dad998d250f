//! One random run of 12. Some frame is longer than two beats, unless there is none, and no beat
//! falls on the end of a frame, so that it is always clear which comes first.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let (beat, frames) = loop {
        let beat = random.between(11, 40) * 10;
        let count = if random.chance(1, 8) { 0 } else { random.between(3, 6) };
        let frames: Vec<u64> = (0..count).map(|_| random.between(10, 150) * 10).collect();
        let mut end = 0;
        let clear = frames.iter().all(|takes| {
            end += takes;
            !end.is_multiple_of(beat)
        });
        if clear && (count == 0 || frames.iter().any(|&takes| takes > 2 * beat)) {
            break (beat, frames);
        }
    };
    print_args(&[frames.len().to_string(), beat.to_string()]);
    // Some films are bigger than 32 bits can say.
    let big = if random.chance(1, 3) { 2_000_000_000 } else { 0 };
    let lab: Vec<String> = frames
        .iter()
        .enumerate()
        .map(|(frame, takes)| {
            format!("\"encode_frame {frame}\" = \"{takes} {}\"", big + random.between(50, 999))
        })
        .collect();
    println!("lab = {{ {} }}", lab.join(", "));
    print_features(&[
        ("no frames", frames.is_empty()),
        ("a film above 2^32", big > 0 && !frames.is_empty()),
    ]);
}
