//! One random run of 17. No answer comes at the moment at which the limit is reached, and never so
//! that it would come in one of the pauses by chance.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let limit = random.between(5, 40) * 50;
    let tries = match random.between(1, 8) {
        1 => 0,
        2 => 1,
        _ => random.between(3, 5),
    };
    let pause = if random.chance(1, 6) { 0 } else { random.between(1, 12) * 50 };
    // One more than there are tries: all are late.
    let answered = random.between(1, tries + 1);
    let takes = |random: &mut Random, number: u64| match number < answered {
        true => limit + 10 + random.between(1, 60) * 20,
        false => limit * random.between(2, 9) / 10 / 10 * 10,
    };
    let world: Vec<String> = (1..=tries)
        .map(|number| {
            let takes = takes(&mut random, number);
            format!("\"ask {number}\" = \"{takes} {}\"", random.between(10, 99))
        })
        .collect();
    print_args(&[limit.to_string(), tries.to_string(), pause.to_string()]);
    println!("lab = {{ {} }}", world.join(", "));
    print_features(&[
        ("no tries", tries == 0),
        ("one try", tries == 1),
        ("the last try is answered", tries > 1 && answered == tries),
        ("no answer", tries > 1 && answered > tries),
        ("no pause", pause == 0 && answered > 1 && tries > 1),
    ]);
}
