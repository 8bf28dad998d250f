//! Asks a server that takes its time. This half is the course's: yours is `lib.rs`.

use std::time::Duration;

use deadline::ask_with_deadline;

/// How many milliseconds each answer takes, and the answer, until the checker has a world of its own.
const WORLD: &[(&str, &str)] = &[("ask 1", "5000 41"), ("ask 2", "3000 42"), ("ask 3", "1000 43")];

const USAGE: &str = "usage: deadline [LIMIT TRIES PAUSE]
for example: deadline 2000 4 500, for four tries of 2000 ms, and 500 ms between the first two";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    lab::open(WORLD);
    let (limit, tries, pause) = patience_from_args();
    match ask_with_deadline(limit, tries, pause).await {
        Some(answer) => println!("got {answer}"),
        None => println!("gave up"),
    }
}

/// How long a try may take, how many there are, and how long the first pause is.
fn patience_from_args() -> (Duration, u32, Duration) {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = ["2000", "4", "500"].map(String::from).to_vec();
    }
    patience(&words).unwrap_or_else(|| {
        eprintln!("{USAGE}");
        std::process::exit(2)
    })
}

fn patience(words: &[String]) -> Option<(Duration, u32, Duration)> {
    let [limit, tries, pause] = words else { return None };
    let length = |word: &String| Some(Duration::from_millis(word.parse().ok()?));
    // After twenty tries a pause that doubles is longer than a day.
    let tries = tries.parse().ok().filter(|&tries| tries <= 20)?;
    Some((length(limit)?, tries, length(pause)?))
}
