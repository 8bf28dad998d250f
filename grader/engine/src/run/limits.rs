//! What a run may use of the real machine.

use std::time::Duration;

use model::limits::ResourceLimits;

/// What a run may use of the real machine.
#[derive(Debug, Clone)]
pub struct RunLimits {
    /// Real time, the outer safety net.
    pub wall: Duration,
    /// Virtual time.
    pub virtual_time: Duration,
    /// What is given to what the clock does not govern: CPU time to a computation without a call,
    /// real time to a child process or to a call that the clock does not know.
    pub patience: Duration,
    /// System calls are made through the C library or not at all.
    pub strict: bool,
    /// Bytes of each output.
    pub output_bytes: usize,
    /// What the system bounds, for the program and all that it starts.
    pub resources: ResourceLimits,
}

impl Default for RunLimits {
    fn default() -> RunLimits {
        RunLimits {
            wall: Duration::from_secs(20),
            virtual_time: Duration::from_secs(24 * 3600),
            patience: Duration::from_secs(2),
            strict: true,
            output_bytes: 1 << 20,
            resources: ResourceLimits::default(),
        }
    }
}
