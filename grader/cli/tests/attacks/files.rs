//! Files of others: what is hidden is not read, what is not one's own is not changed.

use crate::case::Case;
use crate::case::Shows::{Harm, Left, Said, Secret};

pub(crate) const CASES: &[Case] = &[
    Case::of("read the solution by its path", 22, "read {solution}", Secret),
    Case::of("through the root of a process", 22, "read_beneath_a_process {solution}", Secret),
    Case::of("through a symbolic link", 22, "read_through_a_link {solution}", Secret),
    Case::of("through a hard link", 22, "read_through_a_hard_link {solution}", Secret),
    Case::of("by a way up from its folder", 22, "read_by_a_way_up {solution}", Secret),
    Case::of("by the handle of its inode", 22, "read_by_handle {solution}", Secret).for_root(),
    Case::of("through an inherited descriptor", 55, "read_what_was_inherited", Secret),
    Case::of("list the names of hidden files", 22, "list {names}", Secret),
    Case::of("search for the solution", 28, "find {decoys} {part}", Secret),
    Case::of("see that a hidden file is there", 22, "exists {solution}", Said)
        .remains("Landlock does not govern `stat`: that a path exists can be seen, nothing of it"),
    Case::of("write its own result", 47, "write {results}", Harm),
    Case::of("cut a result short", 47, "cut_short {results}", Harm),
    Case::of("replace a result", 47, "put_another_in_its_place {results}", Harm),
    Case::of("remove a result", 47, "remove {results}", Harm),
    Case::of("open a result to everybody", 47, "open_to_everybody {results}", Harm),
    Case::of("date a result back", 47, "set_its_time {results}", Harm),
    Case::of("set an attribute of a result", 47, "set_an_attribute {results}", Harm).may_lack(),
    Case::of("set it by a new call", 47, "set_an_attribute_by_a_new_call {results}", Harm)
        .may_lack(),
    Case::of("set a flag by a new call", 47, "set_a_flag_by_a_new_call {results}", Harm).may_lack(),
    Case::of("give a result away", 47, "give_away {results}", Harm).for_root(),
    Case::of("replace its own program", 27, "replace_own_program", Harm),
    Case::of("leave a link to the solution", 41, "leave_a_link_to {solution}", Secret),
    Case::of("make a device", 35, "make_a_device", Said).for_root(),
    Case::of("read a disk", 59, "read_a_disk", Said).for_root().may_lack(),
    Case::of("read the host's users", 22, "read /etc/passwd", Said),
    Case::of("make a setuid program", 59, "make_a_setuid_program", Said),
    Case::of("signal by a lock on a shared file", 54, "lock_what_all_share", Said),
    Case::of("leave a file in /tmp", 60, "file_in /tmp", Left),
    Case::of("leave a file in /var/tmp", 60, "file_in /var/tmp", Left),
    Case::of("leave a file in shared memory", 60, "file_in /dev/shm", Left).may_lack(),
];
