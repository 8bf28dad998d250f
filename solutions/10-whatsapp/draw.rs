//! One random day of 10, in quarters of a second. One look at the status falls between its start
//! and its end, one after its end, and nothing else falls on its end. On some days there is none.

#[path = "../random.rs"]
mod random;

use std::collections::BTreeSet;

use random::{Random, print_args, print_features, seconds};

/// An activity: name, when it begins, how long it takes.
type Activity = (&'static str, u64, u64);

fn main() {
    let mut random = Random::from_args();
    let (activities, checks) = loop {
        let (activities, checks) = day(&mut random);
        if is_clear(&activities, &checks) {
            break (activities, checks);
        }
    };

    let status = activities.iter().find(|(name, ..)| *name == "status").map(|(_, at, _)| *at);
    let ends: BTreeSet<u64> = activities.iter().map(|(_, at, takes)| at + takes).collect();
    let features = [
        ("no status", status.is_none()),
        ("a look before the status", status.is_some_and(|at| checks.iter().any(|it| *it < at))),
        ("ends tie", ends.len() < activities.len()),
        ("an end meets a beginning", activities.iter().any(|(_, at, _)| ends.contains(at))),
        ("no time at all", activities.iter().any(|(.., takes)| *takes == 0)),
    ];

    let mut actions: Vec<(u64, String)> = Vec::new();
    for (name, at, takes) in activities {
        actions.push((at, format!("{name}:{}:{}", time(at), time(takes))));
    }
    for at in checks {
        actions.push((at, format!("check:{}", time(at))));
    }
    // Stable, so what falls on the same instant stays in the order of its making.
    actions.sort_by_key(|(at, _)| *at);
    let args: Vec<String> = actions.into_iter().map(|(_, action)| action).collect();
    print_args(&args);
    print_features(&features);
}

fn day(random: &mut Random) -> (Vec<Activity>, Vec<u64>) {
    let busy = random.chance(5, 6);
    // Alone, the status begins later than at 0, or everything at once would be right.
    let at = if busy && random.chance(1, 2) { 0 } else { random.between(1, 12) };
    let takes = random.between(12, 40);
    let up = at + takes;
    let mut activities = vec![("status", at, takes)];

    if busy {
        // The picture lies inside the call, as in the story.
        let call = (random.between(1, up), random.between(8, 48));
        activities.push(("call", call.0, call.1));
        if random.chance(2, 3) {
            let picture = random.between(call.0 + 1, call.0 + call.1 - 2);
            let longest = call.0 + call.1 - 1 - picture;
            activities.push(("picture", picture, random.between(1, longest)));
        }
        let mut others = ["message", "video", "voice", "email", "sticker"];
        random.shuffle(&mut others);
        for name in &others[..random.between(0, 3) as usize] {
            activities.push((name, random.between(0, up + 8), random.between(0, 20)));
        }
        // Often many end close together, though they began far apart.
        if random.chance(1, 3) {
            let end = up + random.between(2, 16);
            for (name, at, takes) in &mut activities {
                if *name != "status" && *name != "picture" && *at + 2 < end {
                    *takes = end - *at - random.between(0, 1);
                }
            }
        }
    }

    let mut checks = vec![random.between(at + 1, up - 1), up + random.between(1, 16)];
    if random.chance(1, 3) {
        checks.push(random.between(0, up + 20));
    }
    if at > 0 && random.chance(1, 3) {
        checks.push(random.between(0, at - 1));
    }
    if busy && random.chance(1, 8) {
        activities.remove(0);
    }
    (activities, checks)
}

/// Nothing but the status itself happens at the moment when it is up, and whatever lies inside the
/// call still does.
fn is_clear(activities: &[Activity], checks: &[u64]) -> bool {
    let find = |wanted| activities.iter().find(|(name, _, _)| *name == wanted);
    let up = find("status").map(|(_, at, takes)| at + takes);
    let clear = activities
        .iter()
        .filter(|(name, _, _)| *name != "status")
        .flat_map(|(_, at, takes)| [*at, at + takes])
        .chain(checks.iter().copied())
        .all(|moment| Some(moment) != up);
    let inside = match (find("call"), find("picture")) {
        (Some(call), Some(picture)) => picture.1 + picture.2 < call.1 + call.2,
        _ => true,
    };
    clear && inside
}

fn time(quarters: u64) -> String {
    seconds(quarters * 250)
}
