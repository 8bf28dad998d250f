//! Corners of the kernel that no exercise needs: none is open.

use crate::case::Case;
use crate::case::Shows::{Said, Secret};

pub(crate) const CASES: &[Case] = &[
    Case::of("be root in a space of its own", 59, "new_user_space", Said).may_lack(),
    Case::of("mount in a space of its own", 59, "new_mounts", Said).may_lack(),
    Case::of("have a network of its own", 59, "new_network", Said).may_lack(),
    Case::of("have processes of its own", 59, "new_processes", Said).may_lack(),
    Case::of("ask for a space in memory", 59, "clone_by_struct", Said).may_lack(),
    Case::of("enter another's mounts", 59, "enter_mounts {pid}", Said).for_root(),
    Case::of("mount", 59, "mount", Said).for_root(),
    Case::of("mount by the new calls", 59, "mount_by_the_new_calls", Said).for_root(),
    Case::of("mount writable again", 59, "mount_writable_again", Said).for_root(),
    Case::of("unmount", 59, "unmount", Said).for_root(),
    Case::of("leave its root", 59, "change_root_twice {solution}", Secret).for_root(),
    Case::of("load a program into the kernel", 59, "extended_filter", Said).for_root(),
    Case::of("count the processor's work", 54, "performance", Said).may_lack(),
    Case::of("leave a key", 54, "add_key", Said).may_lack(),
    Case::of("have a ring of keys", 54, "session_key", Said).may_lack(),
    Case::of("load a module", 59, "load_module", Said).for_root().may_lack(),
    Case::of("restart the machine", 59, "reboot", Said).for_root(),
    Case::of("swap", 59, "swap", Said).for_root(),
    Case::of("set the clock", 59, "set_clock", Said),
    Case::of("name the machine", 59, "name_the_machine", Said).for_root(),
    Case::of("read the kernel's log", 59, "kernel_log", Said).for_root(),
    Case::of("watch a result", 47, "watch_files {results}", Said),
    Case::of("watch everything", 47, "watch_everything", Said).for_root().may_lack(),
    Case::of("call by the old gate", 54, "old_gate", Said).may_lack(),
    Case::of("call by the third gate", 54, "third_gate", Said).may_lack(),
    Case::of("run before everybody", 54, "real_time", Said).for_root(),
    Case::of("set where memory lies", 54, "memory_policy", Said).may_lack(),
    Case::of("write a setting", 59, "write_a_setting", Said).for_root(),
    Case::of("copy a descriptor of a process", 26, "descriptor_of_a_process", Said),
    Case::of("call through a ring", 54, "ring", Said).may_lack(),
    Case::of("catch the kernel's faults", 54, "catch_faults", Said).may_lack(),
];
