//! An evening in a kitchen. This half is the course's: yours is `lib.rs`.

use std::time::Duration;

use last_orders::kitchen;
use tokio::time::sleep;

/// How many milliseconds each dish takes, and when the place closes.
const WORLD: &[(&str, &str)] = &[
    ("closing_time", "2500"),
    ("cook soup", "1200"),
    ("cook pie", "900"),
    ("cook stew", "2600"),
    ("cook cake", "4500"),
    ("cook tea", "500"),
    ("cook roll", "700"),
];

const USAGE: &str = "usage: last-orders [COOKS GRACE DISH...]
for example: last-orders 2 2000 soup pie, for two cooks, and 2000 ms after closing time";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    lab::open(WORLD);
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = "2 2000 soup pie stew cake tea roll".split(' ').map(String::from).collect();
    }
    let Some((cooks, grace, orders)) = evening(words) else {
        eprintln!("{USAGE}");
        std::process::exit(2)
    };
    let evening = kitchen(cooks, orders, grace).await;
    println!(
        "bye: {} served, {} cut off, {} never started",
        evening.served, evening.cut_off, evening.never_started
    );
    // The lights stay on for a while: a cook who was forgotten in the kitchen would be heard.
    sleep(Duration::from_secs(10)).await;
}

/// How many cooks there are, how long they may go on after closing time, and what is ordered.
fn evening(mut words: Vec<String>) -> Option<(usize, Duration, Vec<String>)> {
    if words.len() < 2 {
        return None;
    }
    let orders = words.split_off(2);
    let cooks = words[0].parse().ok().filter(|&cooks| cooks > 0)?;
    Some((cooks, Duration::from_millis(words[1].parse().ok()?), orders))
}
