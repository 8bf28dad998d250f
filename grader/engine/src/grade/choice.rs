//! How a submission is graded.

/// Which checks are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checks {
    /// Those whose runs students see.
    Public,
    /// Hidden ones and random ones, too, where the course has them.
    All,
}

/// Where the random runs come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    /// This seed: the same runs for all.
    Fixed(u64),
    /// The submission itself, together with what is hidden of the exercise: the same bytes always
    /// get the same runs, and what was learnt by handing in others is of no use.
    OfSubmission,
}

impl Seed {
    /// That of a course's own programs, and of students who practise.
    pub const USUAL: u64 = 1;
}

/// How a submission is graded.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// Which checks are made.
    pub checks: Checks,
    /// Hidden checks are made only once the public ones are accepted: a student who is not there
    /// yet need not wait for them.
    pub public_first: bool,
    /// Where the random runs come from.
    pub seed: Seed,
    /// How many schedules every check is made under besides the default, whatever the course says.
    pub schedules: Option<u64>,
    /// The submission is one's own, and is edited and graded again and again: compiling goes on
    /// from the last time.
    pub again: bool,
}

impl Default for Choice {
    fn default() -> Choice {
        let seed = Seed::Fixed(Seed::USUAL);
        Choice { checks: Checks::All, public_first: false, seed, schedules: None, again: false }
    }
}
