//! One random run of 13. The slowest check is neither the first nor the last, no two end at the
//! same moment, and money is taken out as well as paid in.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let mut names =
        ["ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida", "jon", "kim", "lea"];
    random.shuffle(&mut names);
    let count = random.between(3, 8) as usize;
    let names = &names[..count];

    let takes = loop {
        let quarters = random.distinct(count, 1, 24);
        let slowest = (0..count).max_by_key(|&place| quarters[place]).unwrap_or(0);
        if slowest != 0 && slowest != count - 1 {
            break quarters;
        }
    };
    let mut amounts: Vec<i64> = names
        .iter()
        .map(|_| {
            let amount = random.between(1, 250) as i64;
            if random.chance(1, 3) { -amount } else { amount }
        })
        .collect();
    if random.chance(1, 3) {
        amounts[random.between(0, count as u64 - 1) as usize] = 0;
    }
    // Rich people: together they have more than 32 bits can say.
    if random.chance(1, 3) {
        amounts[0] = 2_000_000_000;
        amounts[1] = 2_000_000_000 - random.between(0, 99) as i64;
    }
    // And a bank into which nobody comes.
    let is_empty = random.chance(1, 6);
    let times = if is_empty { "x0" } else { "" };

    let slips: Vec<String> =
        names.iter().zip(&amounts).map(|(who, amount)| format!("{who}:{amount}{times}")).collect();
    print_args(&slips);
    let lab: Vec<String> = names
        .iter()
        .zip(takes)
        .map(|(who, takes)| format!("\"check_card {who}\" = \"{}\"", takes * 250))
        .collect();
    println!("lab = {{ {} }}", lab.join(", "));
    print_features(&[
        ("no customers", is_empty),
        ("an amount of 0", !is_empty && amounts.contains(&0)),
        ("a sum above 2^31", !is_empty && amounts.iter().sum::<i64>() > 1 << 31),
        ("less than nothing", !is_empty && amounts.iter().sum::<i64>() < 0),
    ]);
}
