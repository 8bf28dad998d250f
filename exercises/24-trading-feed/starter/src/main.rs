//! A day at an exchange. This half is the course's: yours is `lib.rs`.

use std::time::Duration;

use tokio::time::sleep;
use trading_feed::{Quote, run};

/// How many milliseconds after the one before it each quote comes, its number and its price in
/// cents; and how long each desk takes for one.
const WORLD: &[(&str, &str)] = &[
    ("quote 1", "100 1 9900"),
    ("quote 2", "100 2 9905"),
    ("quote 3", "100 3 9895"),
    ("quote 4", "100 4 9890"),
    ("quote 5", "100 5 9900"),
    ("quote 6", "100 6 9910"),
    ("quote 7", "100 7 9920"),
    ("quote 8", "100 8 9915"),
    ("quote 9", "100 9 9925"),
    ("quote 10", "100 10 9930"),
    ("quote", "50"),
    ("tape", "0"),
    ("ledger", "253"),
    ("screen", "331"),
];

const USAGE: &str = "usage: trading-feed [BACKLOG]
for example: trading-feed 4, for desks at which four quotes may wait: 1, 2, 4, 8 or 16";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    lab::open(WORLD);
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(backlog) = backlog(&words) else {
        eprintln!("{USAGE}");
        std::process::exit(2)
    };
    let feed = lab::events("quote", |said| {
        let (number, cents) = said.split_once(' ')?;
        Some(Quote { number: number.parse().ok()?, cents: cents.parse().ok()? })
    });
    let day = run(feed, backlog).await;
    println!(
        "closed: {} quotes, tape {} handled {} missed, ledger {} handled {} missed, screen {} shown",
        day.quotes,
        day.tape.handled,
        day.tape.missed,
        day.ledger.handled,
        day.ledger.missed,
        day.shown
    );
    // The lights stay on for a while: a desk that is still at work would be heard.
    sleep(Duration::from_secs(1)).await;
}

/// A power of two: tokio's channel would round up any other number to the next.
fn backlog(words: &[String]) -> Option<usize> {
    match words {
        [] => Some(4),
        [places] => places.parse().ok().filter(|&places: &usize| places.is_power_of_two()),
        _ => None,
    }
}
