//! Chance for the draws: a seeded stream of numbers, the same on every machine.
//!
//! Every `draw.rs` includes this file by path; a draw is then one `Random` and a few choices.

/// A stream of random numbers; SplitMix64, whose state is one number.
pub(crate) struct Random(u64);

#[allow(dead_code, reason = "each draw uses the choices that it needs")]
impl Random {
    /// The stream of the seed that was given as the first argument.
    pub(crate) fn from_args() -> Random {
        let seed = std::env::args().nth(1).and_then(|seed| seed.parse().ok());
        let Some(seed) = seed else {
            eprintln!("usage: draw SEED");
            std::process::exit(2);
        };
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number between `low` and `high`, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// True `times` times out of `of`.
    pub(crate) fn chance(&mut self, times: u64, of: u64) -> bool {
        self.between(1, of) <= times
    }

    /// One of the choices.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.between(0, choices.len() as u64 - 1) as usize]
    }

    /// `count` distinct numbers between `low` and `high`, in random order.
    pub(crate) fn distinct(&mut self, count: usize, low: u64, high: u64) -> Vec<u64> {
        let mut all: Vec<u64> = (low..=high).collect();
        self.shuffle(&mut all);
        all.truncate(count);
        all
    }

    /// Puts the items in random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.between(0, last as u64) as usize);
        }
    }

    /// A duration in milliseconds: whole seconds or quarters, between `low` and `high` seconds.
    pub(crate) fn quarters(&mut self, low: u64, high: u64) -> u64 {
        self.between(low * 4, high * 4) * 250
    }
}

/// Milliseconds as the programs read them: `8`, `0.25`, `7.5`.
#[allow(dead_code, reason = "each draw uses what it needs")]
pub(crate) fn seconds(milliseconds: u64) -> String {
    let text = format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A run's arguments as TOML.
#[allow(dead_code, reason = "each draw uses what it needs")]
pub(crate) fn print_args(args: &[String]) {
    println!("args = {args:?}");
}

/// What is special about a run, as TOML: the names of what is true of it.
#[allow(dead_code, reason = "each draw uses what it needs")]
pub(crate) fn print_features(features: &[(&str, bool)]) {
    let has = features.iter().filter(|(_, is_true)| *is_true);
    println!("features = {:?}", has.map(|(name, _)| *name).collect::<Vec<_>>());
}
