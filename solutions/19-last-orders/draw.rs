//! One random run of 19. Dishes take a multiple of 50 ms, and closing time is none: so no dish is
//! done at the moment at which the place closes, or at which the grace is over.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

const DISHES: [&str; 10] =
    ["soup", "pie", "stew", "cake", "tea", "roll", "salad", "curry", "toast", "bean"];

fn main() {
    let mut random = Random::from_args();
    let cooks = random.between(1, 3);
    let count = if random.chance(1, 8) { 0 } else { random.between(cooks + 1, 8) } as usize;
    let mut names = DISHES;
    random.shuffle(&mut names);
    let takes: Vec<u64> = (0..count).map(|_| random.between(3, 50) * 50).collect();
    let grace = if random.chance(1, 7) { 0 } else { random.between(4, 40) * 50 };
    let closing = random.between(4, 80) * 50 + 20;

    let mut args = vec![cooks.to_string(), grace.to_string()];
    args.extend(names[..count].iter().map(|name| name.to_string()));
    print_args(&args);
    let mut world = vec![format!("closing_time = \"{closing}\"")];
    world.extend(
        names.iter().zip(&takes).map(|(name, takes)| format!("\"cook {name}\" = \"{takes}\"")),
    );
    println!("lab = {{ {} }}", world.join(", "));

    // When each cook is free, and when each dish that is begun in time is done.
    let mut free = vec![0; cooks as usize];
    let mut done = Vec::new();
    for takes in takes {
        let next = free.iter_mut().min().expect("there is a cook");
        if *next < closing {
            *next += takes;
            done.push(*next);
        }
    }
    let last = done.iter().copied().max().unwrap_or_default();
    print_features(&[
        ("no orders", count == 0),
        ("one cook", cooks == 1 && count > 0),
        ("closed before the first dish is done", done.iter().all(|&at| at > closing) && count > 0),
        ("nobody cut off", closing < last && last < closing + grace),
        ("no grace", grace == 0 && last > closing),
    ]);
}
