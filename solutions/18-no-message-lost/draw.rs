//! One random run of 18. Words arrive in pieces that end anywhere, and mostly some line is torn by a
//! tick. Nothing arrives at the moment of a tick.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

const WORDS: [&str; 10] =
    ["hello", "café", "see you", "naïve", "on my way", "late", "übermorgen", "ok", "", "señor"];

fn main() {
    let mut random = Random::from_args();
    let tick = random.between(3, 9) * 100;
    let count = if random.chance(1, 8) { 0 } else { random.between(3, 7) };
    let lines: Vec<&str> = (0..count).map(|_| *random.pick(&WORDS)).collect();
    let mut text = lines.join("\n");
    let ends_open = random.chance(1, 3) && lines.last().is_some_and(|last| !last.is_empty());
    if count > 0 && !ends_open {
        text.push('\n');
    }

    let bytes = text.as_bytes();
    let (mut pieces, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let end = bytes.len().min(at + random.between(2, 12) as usize);
        pieces.push(&bytes[at..end]);
        at = end;
    }
    // Pieces come at odd tens, and ticks at even hundreds.
    let (mut now, mut world) = (0, Vec::new());
    for (number, piece) in (1..).zip(pieces.iter().copied().chain([&[][..]])) {
        let next = now / 100 * 100 + random.between(0, 5) * 100 + random.between(1, 9) * 10;
        let next = if next <= now { next + 100 } else { next };
        let takes: u64 = next - now;
        now = next;
        world.push(format!("\"input {number}\" = \"{takes} {}\"", escaped(piece)));
    }
    print_args(&[tick.to_string()]);
    println!("lab = {{ {} }}", world.join(", "));
    let is_torn = |pair: &[&[u8]]| pair[1].first().is_some_and(|byte| byte & 0xc0 == 0x80);
    print_features(&[
        ("a letter in two pieces", pieces.windows(2).any(is_torn)),
        ("no line end at the end", ends_open),
        ("an empty line", lines.contains(&"")),
        ("several lines in one piece", pieces.iter().any(|piece| ends(piece) > 1)),
        ("nothing arrives", count == 0),
    ]);
}

fn ends(piece: &[u8]) -> usize {
    piece.iter().filter(|&&byte| byte == b'\n').count()
}

/// As TOML and then the lab read it: a backslash of the lab's is two in TOML.
fn escaped(piece: &[u8]) -> String {
    let text = |byte: &u8| match byte {
        b'\n' => "\\\\n".to_owned(),
        b' ' => "\\\\s".to_owned(),
        0x80.. => format!("\\\\x{byte:02x}"),
        _ => char::from(*byte).to_string(),
    };
    piece.iter().map(text).collect()
}
