//! Keeps other processes of the same user, such as the program's own children, from the memory
//! and the descriptors of this one.

use std::ffi::c_int;

/// Keeps other processes of the same user, such as the program's own children, from the memory
/// and the descriptors of this one.
pub(crate) fn keep_out() {
    /// The capability by which the superuser may look into every process.
    const CAP_SYS_PTRACE: c_int = 19;
    const VERSION: u32 = 0x2008_0522;
    let mut header = [VERSION, 0];
    let mut sets = [0u32; 6];
    // SAFETY: the pointers are to locals, as large as this version of the call says.
    unsafe {
        libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0);
        let header = header.as_mut_ptr();
        let known = libc::syscall(libc::SYS_capget, header, sets.as_mut_ptr()) == 0;
        if known && sets[0] & 1 << CAP_SYS_PTRACE != 0 {
            libc::prctl(libc::PR_CAPBSET_DROP, CAP_SYS_PTRACE, 0, 0, 0);
            // Effective, permitted and inheritable, of the lower half.
            for set in &mut sets[..3] {
                *set &= !(1 << CAP_SYS_PTRACE);
            }
            libc::syscall(libc::SYS_capset, header, sets.as_ptr());
        }
    }
}
