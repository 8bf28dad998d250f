//! Memory: no more than a run may have, however it is had, and none that others share.

use crate::case::Case;
use crate::case::Shows::{Harm, Left, Said, Secret};

/// How a run ends that asks for more than it may have.
const OVER: &str = "stopped at the limit of memory";

pub(crate) const CASES: &[Case] = &[
    Case::of("fill the heap", 43, "heap", Said),
    Case::of("fill a mapping of its own", 43, "private_mapping", Said),
    Case::of("fill a mapping that is shared", 43, "shared_mapping", Said).ends(OVER),
    Case::of("fill a file of memory", 43, "memory_file", Said),
    Case::of("fill a segment that is shared", 43, "shared_segment", Said),
    Case::of("fill many processes", 43, "many_processes", Said).ends(OVER),
    Case::of("lock memory", 43, "locked", Said).for_root(),
    Case::of("have memory that nobody sees", 43, "secret_memory", Said).may_lack(),
    Case::of("read another's shared memory", 54, "read_segment {segment}", Secret),
    Case::of("take another's message", 54, "read_queue {queue}", Secret),
    Case::of("take a message by its name", 54, "read_named_queue {name}", Secret).may_lack(),
    Case::of("move another's semaphore", 54, "move_semaphore {semaphore}", Harm),
    Case::of("leave shared memory", 60, "segment", Left),
    Case::of("leave a semaphore", 60, "semaphore", Left),
    Case::of("leave a message queue", 60, "queue", Left),
    Case::of("leave a queue with a name", 60, "named_queue", Left).may_lack(),
];
