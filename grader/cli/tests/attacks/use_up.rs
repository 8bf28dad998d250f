//! What everybody shares: no run uses it up, and each limit has its own word.

use crate::case::Case;
use crate::case::Shows::{Mess, Said};

const OVER_TIME: &str = "stopped at the limit of real time";
const OVER_CPU: &str = "stopped at the limit of processor time";
const OVER_PROCESSES: &str = "stopped at the limit of processes";
const OVER_FILES: &str = "stopped at the limit of files";
const OVER_OUTPUT: &str = "stopped at the limit of output";
/// Well before the attack is done by itself, even where it is given five times as much because the
/// machine is busy.
const SHORT: u64 = 800;

pub(crate) const CASES: &[Case] = &[
    Case::of("start many processes", 42, "processes", Said).ends(OVER_PROCESSES),
    Case::of("start what starts more", 42, "bomb", Said).ends(OVER_PROCESSES),
    Case::of("start many threads", 42, "threads", Said).ends(OVER_PROCESSES),
    Case::of("compute in many processes", 42, "processors", Said).ends(OVER_CPU),
    Case::of("compute", 49, "compute", Said).ends(OVER_CPU),
    Case::of("compute on when told to stop", 49, "compute_on", Said).ends(OVER_CPU),
    Case::of("sleep", 49, "sleep", Said).within(SHORT).ends(OVER_TIME),
    Case::of("stop itself", 49, "stop_oneself", Said).within(SHORT),
    Case::of("write a big file", 44, "file", Said),
    Case::of("write many files", 44, "files", Said).ends(OVER_FILES),
    Case::of("make many files", 44, "inodes", Said).ends(OVER_FILES),
    Case::of("make a file that says it is big", 44, "hole", Said),
    Case::of("open many files", 44, "descriptors", Said),
    Case::of("flood its output", 45, "stdout", Said).ends(OVER_OUTPUT),
    Case::of("flood its errors", 45, "stderr", Said).ends(OVER_OUTPUT),
    Case::of("flood with empty lines", 45, "lines", Said).ends(OVER_OUTPUT),
    Case::of("flood when it is gone", 46, "flood_from_behind", Mess),
    Case::of("write one line without an end", 45, "one_line", Said).ends(OVER_OUTPUT),
    Case::of("lift its limits", 44, "raise_limits", Said),
    Case::of("leave a picture of its memory", 44, "core", Said),
    Case::of("make folders deeper than a path", 44, "deep_folders", Mess),
    Case::of("make a folder that nobody enters", 44, "closed_folder", Mess),
    Case::of("make files with odd names", 50, "odd_names", Mess),
    Case::of("remove its own folder", 44, "own_folder_gone", Mess),
    Case::of("leave a pipe among its files", 41, "pipe_among_the_files", Mess),
];
