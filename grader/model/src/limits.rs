//! What one program, with everything that it starts, may use of the machine.

use serde::{Deserialize, Serialize};

/// What one program, with everything that it starts, may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceLimits {
    /// Seconds of processor time, all its processes together.
    pub cpu_seconds: u64,
    /// Bytes of memory that each process may reserve, as the system counts them.
    pub memory_bytes: u64,
    /// Bytes of memory that all processes together may really use.
    pub resident_bytes: u64,
    /// Bytes of one file that it writes.
    pub file_bytes: u64,
    /// Bytes of all files in its folder together.
    pub folder_bytes: u64,
    /// Files and folders in its folder.
    pub files: u64,
    /// Processes at a time.
    pub processes: u64,
    /// Threads at a time, of all processes.
    pub threads: u64,
    /// Descriptors that each process may have open.
    pub descriptors: u64,
}

impl ResourceLimits {
    /// For [`ResourceLimits::files`] and [`ResourceLimits::folder_bytes`] of a folder that no student fills.
    pub const UNBOUNDED: u64 = u64::MAX;
}

/// What one grading of one submission may use in all, however its runs share it.
///
/// A right program takes a small part of it. The limit of one run says what ended that run; this
/// one keeps a submission from taking the limit of each of its runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradingLimits {
    /// Seconds of processor time, all runs together and the grader's own.
    pub cpu_seconds: u64,
    /// Real seconds from its beginning: the outer safety net.
    pub wall_seconds: u64,
    /// Bytes by which the grader's own memory may grow.
    pub memory_bytes: u64,
    /// Holds of each run that are kept, in memory and in the report.
    pub kept_holds: usize,
    /// Lines of each run that are kept, once it is judged and has its sentence.
    pub kept_lines: usize,
    /// Bytes of the lines of each run that are kept.
    pub kept_line_bytes: usize,
    /// Bytes of a report that are kept for the next time the same is handed in.
    pub kept_bytes: usize,
}

impl GradingLimits {
    /// Those of every grading.
    pub const ALL: GradingLimits = GradingLimits {
        cpu_seconds: 40,
        wall_seconds: 300,
        memory_bytes: 1 << 30,
        kept_holds: 10_000,
        kept_lines: 200_000,
        kept_line_bytes: 1 << 20,
        kept_bytes: 4 << 20,
    };
}

/// What a submission may use while it runs.
impl Default for ResourceLimits {
    fn default() -> ResourceLimits {
        ResourceLimits {
            cpu_seconds: 4,
            memory_bytes: 2 << 30,
            resident_bytes: 512 << 20,
            file_bytes: 16 << 20,
            folder_bytes: 32 << 20,
            files: 1000,
            processes: 16,
            threads: 4000,
            descriptors: 4096,
        }
    }
}
