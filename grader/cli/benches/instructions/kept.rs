//! The counts that a change is compared with: `instructions/kept.toml`, in thousands.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// What changes of the compiler and of the libraries may add.
const TOLERANCE: f64 = 0.1;
/// Thousands of instructions that are no matter.
const SLACK: f64 = 100.0;
const HEADING: &str = "\
# Thousands of instructions for ten thousand lines, as `cargo bench --bench instructions` counts
# them; INSTRUCTIONS_KEEP=1 writes this file.

";

/// Counts by kind of transcript and by part.
pub(crate) struct Kept {
    before: BTreeMap<String, BTreeMap<String, u64>>,
    now: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Kept {
    pub(crate) fn read() -> Kept {
        let text = fs::read_to_string(path()).unwrap_or_default();
        let before = toml::from_str(&text).expect("the kept counts can be read");
        Kept { before, now: BTreeMap::new() }
    }

    /// A sentence, if this has become more than was kept.
    pub(crate) fn compare(
        &mut self,
        sample: &str,
        part: &str,
        instructions: u64,
    ) -> Option<String> {
        let now = instructions / 1000;
        self.now.entry(sample.to_owned()).or_default().insert(part.to_owned(), now);
        let Some(before) = self.before.get(sample).and_then(|parts| parts.get(part)).copied()
        else {
            return Some(format!("{sample}, {part}: no count is kept"));
        };
        let most = before as f64 * (1.0 + TOLERANCE) + SLACK;
        let has_grown = now as f64 > most;
        has_grown.then(|| format!("{sample}, {part}: {now} thousand instructions, were {before}"))
    }

    /// Keeps what was counted now.
    pub(crate) fn write(&self) {
        let text = toml::to_string(&self.now).expect("counts can be written");
        fs::write(path(), format!("{HEADING}{text}")).expect("the kept counts can be written");
    }
}

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions/kept.toml"))
}
