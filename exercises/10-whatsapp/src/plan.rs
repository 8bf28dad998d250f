//! Reads the day's actions from the arguments, so that `main.rs` can be about living through it.

use std::collections::HashSet;
use std::time::Duration;

/// Something that you do at a certain time of the day.
pub(crate) enum Action {
    /// An activity that begins at `at` and is over when `takes` has gone by.
    Do {
        /// What it is called; the one called `status` is the one to be checked.
        name: String,
        /// When it begins, counted from the start of the day.
        at: Duration,
        /// How long it takes.
        takes: Duration,
    },
    /// A look at how the status is getting on.
    Check {
        /// When you look, counted from the start of the day.
        at: Duration,
    },
}

/// A status, two messages, a call and two looks at the status.
const DEFAULTS: &str = "status:0:9 message:1:0 call:2:10 video:3:4 check:4 picture:6:2 check:10";

/// The actions that the arguments describe, in the order of their times; without arguments, a day
/// as many others.
pub(crate) fn actions_from_args() -> Vec<Action> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = DEFAULTS.split(' ').map(str::to_string).collect();
    }
    parse(&words).unwrap_or_else(|| {
        eprintln!("usage: whatsapp [NAME:AT:TAKES | check:AT]...     in seconds, by order of AT");
        eprintln!("for example: whatsapp {DEFAULTS}");
        std::process::exit(2)
    })
}

fn parse(words: &[String]) -> Option<Vec<Action>> {
    let mut actions = Vec::new();
    let mut names = HashSet::new();
    let mut latest = Duration::ZERO;
    for word in words {
        let parts: Vec<&str> = word.split(':').collect();
        let (action, at) = match parts[..] {
            ["check", at] => (Action::Check { at: seconds(at)? }, seconds(at)?),
            [name, at, takes] if name != "check" && names.insert(name) => {
                let (at, takes) = (seconds(at)?, seconds(takes)?);
                (Action::Do { name: name.to_string(), at, takes }, at)
            }
            _ => return None,
        };
        if at < latest {
            return None;
        }
        latest = at;
        actions.push(action);
    }
    Some(actions)
}

/// Seconds as people write them, `6` or `0.25`, in whole milliseconds.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.parse().ok()?;
    let sensible = (0.0..=86_400.0).contains(&seconds);
    sensible.then(|| Duration::from_millis((seconds * 1000.0).round() as u64))
}
