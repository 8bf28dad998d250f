//! Watches a connection. This half is the course's: yours is `lib.rs`.

use std::time::Duration;

use no_message_lost::watch;

/// When each piece arrives, in milliseconds after the one before it, and what is in it. A piece with
/// nothing in it is the end.
const WORLD: &[(&str, &str)] = &[
    ("input 1", "100 hel"),
    ("input 2", "300 lo\\nwor"),
    ("input 3", "700 ld\\n"),
    ("input 4", "600 bye\\n"),
    ("input", "0"),
];

const USAGE: &str = "usage: no-message-lost [TICK]
for example: no-message-lost 500, for a tick every 500 ms";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    lab::open(WORLD);
    let words: Vec<String> = std::env::args().skip(1).collect();
    let tick = match &words[..] {
        [] => Some(500),
        [tick] => tick.parse().ok().filter(|&tick| tick > 0),
        _ => None,
    };
    let Some(tick) = tick.map(Duration::from_millis) else {
        eprintln!("{USAGE}");
        std::process::exit(2)
    };
    watch(lab::input(), tick).await;
}
