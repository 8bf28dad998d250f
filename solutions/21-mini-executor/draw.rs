//! One random run of 21. Naps last odd numbers of milliseconds, so that a loop that looks at the clock
//! now and then is late.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let scene = *random.pick(&["count", "count", "count", "family", "late", "pipeline"]);
    let odd = |random: &mut Random| random.between(300, 4000) * 2 + 1;
    let mut args = vec![scene.to_owned()];
    let (mut together, mut nobody) = (false, false);
    match scene {
        "count" => {
            let to = random.between(5, 30);
            let count = random.between(0, 4);
            let nappers = random.distinct(count as usize, 1, to);
            let mut lengths: Vec<u64> = nappers.iter().map(|_| odd(&mut random)).collect();
            if count > 1 && random.chance(1, 2) {
                lengths[1] = lengths[0];
            }
            together = count > 1 && lengths[0] == lengths[1];
            nobody = count == 0;
            args.push(to.to_string());
            args.extend(
                nappers.iter().zip(&lengths).map(|(napper, nap)| format!("{napper}:{nap}")),
            );
        }
        "pipeline" => {
            let items = random.between(1, 8);
            args.push(items.to_string());
            // Never does the one end when the other does.
            args.push((random.between(1, 9) * 100).to_string());
            args.push((random.between(1, 9) * 100 + 37).to_string());
            args.push(random.between(1, 4).to_string());
        }
        "late" => {
            let early = odd(&mut random);
            args.extend([early, early + odd(&mut random)].map(|it| it.to_string()));
        }
        _ => args.extend([odd(&mut random), odd(&mut random)].map(|it| it.to_string())),
    }
    print_args(&args);
    print_features(&[
        ("two end together", together),
        ("nobody naps", nobody),
        ("a pipeline", scene == "pipeline"),
    ]);
}
