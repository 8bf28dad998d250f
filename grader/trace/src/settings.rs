//! How a run's settings travel from the grader into the clock: one line of `key=value` words.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Everything that the clock is told about a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// File descriptor to which records are written.
    pub records: i32,
    /// File descriptor on which the grader, who keeps the time, is asked to move it. -1 for none:
    /// then nobody is asked.
    pub door: i32,
    /// File descriptor on which the grader answers questions about the world outside, each when
    /// its time has come. -1 for none.
    pub channel: i32,
    /// Which legal schedule to follow; 0 is first come, first served.
    pub schedule: u64,
    /// Virtual nanoseconds that each line of standard output costs.
    pub line_cost: u64,
    /// The wall clock at the start, in nanoseconds since 1970.
    pub wall_clock: u64,
    /// When the wall clock is set, in virtual nanoseconds, and by how much it jumps.
    pub wall_clock_steps: Vec<(u64, i64)>,
    /// The program is stopped before time moves past this, in virtual nanoseconds.
    pub limit: u64,
    /// Bytes of memory that the program may reserve; 0 for no limit. It is set before the program's
    /// first instruction, which from outside it cannot be.
    pub memory: u64,
    /// Real nanoseconds that are given to what the clock cannot govern: a computation without a
    /// call (CPU time), a child process, a call that is not taken over.
    pub patience: u64,
    /// System calls are made through the C library or not at all.
    pub strict: bool,
    /// The program runs as a submission does: what it is refused is no accident of the machine.
    pub confined: bool,
    /// It may speak to itself over the network, if it is confined.
    pub network: bool,
}

/// Nanoseconds since the last whole millisecond at which a wall clock starts: a real one never
/// starts at none, and programs make chance of them.
pub const WITHIN_A_MILLISECOND: u64 = 271_829;

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            records: -1,
            door: -1,
            channel: -1,
            schedule: 0,
            line_cost: 0,
            wall_clock: 1_700_000_000_318_000_000 + WITHIN_A_MILLISECOND,
            wall_clock_steps: Vec::new(),
            limit: 3600 * 1_000_000_000,
            memory: 0,
            patience: 2_000_000_000,
            strict: false,
            confined: false,
            network: false,
        }
    }
}

impl Settings {
    /// The line that [`Settings::parse`] reads.
    pub fn to_line(&self) -> String {
        let mut line = format!(
            "records={} door={} channel={} schedule={} line_cost={} wall_clock={} limit={} memory={} \
             patience={} strict={} confined={} network={}",
            self.records,
            self.door,
            self.channel,
            self.schedule,
            self.line_cost,
            self.wall_clock,
            self.limit,
            self.memory,
            self.patience,
            self.strict,
            self.confined,
            self.network
        );
        for (at, by) in &self.wall_clock_steps {
            line += &format!(" step={at}:{by}");
        }
        line
    }

    /// Reads the line; `None` when a word of it is not understood.
    pub fn parse(line: &str) -> Option<Settings> {
        let mut settings = Settings::default();
        for word in line.split_ascii_whitespace() {
            let (key, value) = word.split_once('=')?;
            match key {
                "records" => settings.records = value.parse().ok()?,
                "door" => settings.door = value.parse().ok()?,
                "channel" => settings.channel = value.parse().ok()?,
                "schedule" => settings.schedule = value.parse().ok()?,
                "line_cost" => settings.line_cost = value.parse().ok()?,
                "wall_clock" => settings.wall_clock = value.parse().ok()?,
                "limit" => settings.limit = value.parse().ok()?,
                "memory" => settings.memory = value.parse().ok()?,
                "patience" => settings.patience = value.parse().ok()?,
                "strict" => settings.strict = value.parse().ok()?,
                "confined" => settings.confined = value.parse().ok()?,
                "network" => settings.network = value.parse().ok()?,
                "step" => {
                    let (at, by) = value.split_once(':')?;
                    settings.wall_clock_steps.push((at.parse().ok()?, by.parse().ok()?));
                }
                _ => return None,
            }
        }
        Some(settings)
    }
}
