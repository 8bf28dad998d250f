//! The two clocks that a run can be timed by.

use std::path::PathBuf;

/// By which clock a run is timed. It decides how lines get their times, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// The virtual one, a library that is loaded before the program: times are exact.
    Virtual(PathBuf),
    /// The machine's own: the program really waits, and a line's time is that of its arrival.
    Real,
}

/// The virtual clock where there is one, else the machine's own.
impl From<Option<PathBuf>> for Clock {
    fn from(library: Option<PathBuf>) -> Clock {
        library.map_or(Clock::Real, Clock::Virtual)
    }
}
