//! One random run of 23. Ticks and pictures take multiples of 10 ms, and keys come 7 ms behind one:
//! so no key comes at the moment of a tick, and no picture is done at one.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let tick = random.between(5, 20) * 20;
    let ticks = if random.chance(1, 10) { 0 } else { random.between(4, 14) };
    print_args(&[tick.to_string(), ticks.to_string()]);
    let end = tick * ticks;

    // Pictures are quick, but for one that takes between 1.2 and 7.8 ticks.
    let mut render: Vec<u64> = (0..ticks).map(|_| random.between(0, 7) * tick / 100 * 10).collect();
    let late = random.between(1, ticks.max(1));
    let tenths = random.between(1, 7) * 10 + random.between(2, 8);
    if let Some(slow) = render.get_mut(late as usize - 1) {
        *slow = tick * tenths / 100 * 10;
    }
    let mut world: Vec<String> = (1..)
        .zip(&render)
        .map(|(tick, takes): (u64, _)| format!("\"render {tick}\" = \"{takes}\""))
        .collect();

    let mut keys: Vec<u64> = Vec::new();
    let count = if random.chance(1, 6) { 0 } else { random.between(2, 9) };
    for _ in 0..count {
        keys.push(random.between(0, end / 10) * 10 + 7);
    }
    let is_burst = count > 0 && random.chance(1, 3);
    if is_burst {
        let burst = random.between(0, end / tick.max(1)) * tick;
        keys.extend((0..random.between(3, 6)).map(|key| burst + key * 10 + 7));
    }
    keys.sort_unstable();
    let mut before = 0;
    let names = ["ann", "bob", "cyd"];
    for (number, at) in (1..).zip(&keys) {
        let number: u64 = number;
        let name = random.pick(&names);
        let speed = random.between(0, 6) as i64 - 3;
        world.push(format!("\"key {number}\" = \"{} {name} {speed}\"", at - before));
        before = *at;
    }
    // Then there are no more, in the middle of the game or long after it.
    let ends_early = random.chance(1, 2);
    world.push(format!("key = \"{}\"", if ends_early { 30 } else { 30_000 }));
    println!("lab = {{ {} }}", world.join(", "));

    let due = late + tenths / 10;
    print_features(&[
        ("no ticks", ticks == 0),
        ("no inputs", ticks > 0 && count == 0),
        ("more than five ticks late", ticks > 0 && tenths > 60 && due <= ticks),
        ("late for the last tick", ticks > 0 && late < ticks && due > ticks),
        ("many keys in a tick", ticks > 0 && is_burst),
        ("inputs come to an end", ends_early && before + 30 + 2 * tick < end),
    ]);
}
