//! How a submission is graded.

/// Which checks are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checks {
    /// Those whose runs students see.
    Public,
    /// Hidden ones and random ones, too, where the course has them.
    All,
}

/// How a submission is graded.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// Which checks are made.
    pub checks: Checks,
    /// Hidden checks are made only once the public ones are accepted: a student who is not there
    /// yet need not wait for them.
    pub public_first: bool,
    /// The first seed of the random runs.
    pub seed: u64,
    /// How many schedules every check is made under besides the default, whatever the course says.
    pub schedules: Option<u64>,
    /// The submission is one's own, and is edited and graded again and again: compiling goes on
    /// from the last time.
    pub again: bool,
}

impl Default for Choice {
    fn default() -> Choice {
        Choice { checks: Checks::All, public_first: false, seed: 1, schedules: None, again: false }
    }
}
