//! Sets the pipeline going and says when it is through. This half is the course's: yours is
//! `lib.rs`.

use std::time::Duration;

use pipeline::pipeline;

/// How many milliseconds the use of an item takes, until the checker has a world of its own.
const WORLD: &[(&str, &str)] = &[("use_item", "300")];

const USAGE: &str = "usage: pipeline [ITEMS MAKE CAP]
for example: pipeline 6 100 2, for six items, 100 ms to make each, two places in the queue";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    lab::open(WORLD);
    let (items, make, cap) = plan_from_args();
    pipeline(items, make, cap).await;
    println!("all done");
}

/// How many items, how long it takes to make one, and how many places the queue has.
fn plan_from_args() -> (u32, Duration, usize) {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = ["6", "100", "2"].map(String::from).to_vec();
    }
    plan(&words).unwrap_or_else(|| {
        eprintln!("{USAGE}");
        std::process::exit(2)
    })
}

fn plan(words: &[String]) -> Option<(u32, Duration, usize)> {
    let [items, make, cap] = words else { return None };
    let (items, make) = (items.parse().ok()?, make.parse().ok()?);
    let cap = cap.parse().ok().filter(|&cap| cap > 0)?;
    Some((items, Duration::from_millis(make), cap))
}
