//! One random run of 20: two naps, in two tasks or in one, or a nap that is asked without a reason.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let nap = |random: &mut Random| random.between(1, 60) * 150;
    let scene = *random.pick(&["two", "both", "both", "nudged", "moved"]);
    // Whether a nap of no length needs an alarm is a matter of taste.
    let first = if scene == "two" && random.chance(1, 2) { 0 } else { nap(&mut random) };
    let second = if random.chance(1, 5) { first } else { nap(&mut random) };
    let names = random.distinct(2, 1, 30);
    let mut args = vec![scene.to_owned()];
    let mut asked = 0;
    if scene == "moved" {
        args.push(first.to_string());
    } else if scene == "nudged" {
        args.push(first.to_string());
        // Never at the moment at which the alarm rings.
        let most = (first / 150).saturating_sub(1);
        let times = random.between(1, 3).min(most);
        let mut at = random.distinct(times as usize, 1, most.max(1));
        at.sort_unstable();
        asked = at.len();
        args.extend(at.iter().map(|at| (at * 150).to_string()));
    } else {
        args.extend(
            [(names[0], first), (names[1], second)].map(|(name, nap)| format!("{name}:{nap}")),
        );
    }
    print_args(&args);
    let is_both = scene == "both";
    print_features(&[
        ("both end at once", is_both && first == second && first > 0),
        ("the second is longer", is_both && second > first && first > 0),
        ("asked several times", asked > 1),
        ("no nap at all", first == 0),
    ]);
}
