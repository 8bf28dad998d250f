//! One random run of 24. Quotes come at multiples of 50 ms, and what a desk does takes a multiple of
//! 50 and 1 ms more: so a desk is never done at the moment at which a quote comes.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let backlog = *random.pick(&[1, 2, 2, 4, 4, 8]);
    let count = if random.chance(1, 10) { 0 } else { random.between(4, 16) };
    print_args(&[backlog.to_string()]);
    // Some come in a row, and then there is a pause.
    let (mut arrivals, mut at) = (Vec::new(), 0);
    let mut world = Vec::new();
    for number in 1..=count {
        let gap =
            if random.chance(1, 8) { random.between(6, 20) } else { random.between(1, 3) } * 50;
        at += gap;
        arrivals.push(at);
        world
            .push(format!("\"quote {number}\" = \"{gap} {number} {}\"", random.between(100, 9999)));
    }
    world.push("quote = \"25\"".to_owned());
    let tape = *random.pick(&[0, 1, 1, 151, 301]);
    let ledger = random.between(2, 10) * 50 + 1;
    let screen = random.between(2, 12) * 50 + 1;
    for (desk, takes) in [("tape", tape), ("ledger", ledger), ("screen", screen)] {
        world.push(format!("{desk} = \"{takes}\""));
    }
    println!("lab = {{ {} }}", world.join(", "));

    let (_, by_tape) = desk(&arrivals, tape, backlog);
    let (_, by_ledger) = desk(&arrivals, ledger, backlog);
    let (last_shown, _) = desk(&arrivals, screen, 1);
    print_features(&[
        ("no quotes", count == 0),
        ("nothing missed", count > 0 && by_tape.is_empty() && by_ledger.is_empty()),
        ("several missed at once", by_ledger.iter().any(|&missed| missed > 1)),
        ("the tape misses, too", !by_tape.is_empty()),
        ("the screen has one left", last_shown > at + 25),
        ("one place only", backlog == 1 && !by_ledger.is_empty()),
    ]);
}

/// When a desk begins with its last quote, and how many it gives up each time.
fn desk(arrivals: &[u64], takes: u64, places: usize) -> (u64, Vec<usize>) {
    let (mut free, mut begins, mut gaps, mut rest) = (0, 0, Vec::new(), arrivals);
    while let Some(&next) = rest.first() {
        begins = free.max(next);
        let here = rest.iter().filter(|&&at| at <= begins).count();
        let missed = here.saturating_sub(places);
        if missed > 0 {
            gaps.push(missed);
        }
        rest = &rest[missed + 1..];
        free = begins + takes;
    }
    (begins, gaps)
}
