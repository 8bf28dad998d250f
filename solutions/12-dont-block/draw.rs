//! One random run of 12. Some frame is longer than two beats, and no beat falls on the end of a
//! frame, so that it is always clear which comes first.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args};

fn main() {
    let mut random = Random::from_args();
    let (beat, frames) = loop {
        let beat = random.between(11, 40) * 10;
        let count = random.between(3, 6);
        let frames: Vec<u64> = (0..count).map(|_| random.between(10, 150) * 10).collect();
        let mut end = 0;
        let clear = frames.iter().all(|takes| {
            end += takes;
            !end.is_multiple_of(beat)
        });
        if clear && frames.iter().any(|&takes| takes > 2 * beat) {
            break (beat, frames);
        }
    };
    print_args(&[frames.len().to_string(), beat.to_string()]);
    let lab: Vec<String> = frames
        .iter()
        .enumerate()
        .map(|(frame, takes)| {
            format!("\"encode_frame {frame}\" = \"{takes} {}\"", random.between(50, 999))
        })
        .collect();
    println!("lab = {{ {} }}", lab.join(", "));
}
