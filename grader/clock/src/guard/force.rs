//! Puts the filter in force, with the addresses at which things lie in this process.

use std::ffi::{c_int, c_void};
use std::ops::Range;

use super::filter::{self, Text};
use super::rules::rules;

/// Puts the filter in force for the calling thread and all that it will create; these descriptors
/// are the clock's own. False when the
/// system has no such filters.
pub(crate) fn put_in_force(own: [c_int; 3]) -> bool {
    let program = filter::program(&loaded_text(), &rules(own));
    let program =
        libc::sock_fprog { len: program.len() as u16, filter: program.as_ptr().cast_mut() };
    // SAFETY: the kernel copies the program, which outlives the call; the others take numbers.
    unsafe {
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
            && libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &raw const program) == 0
    }
}

/// The code of everything that is loaded by now.
fn loaded_text() -> Text {
    unsafe extern "C" fn visit(
        object: *mut libc::dl_phdr_info,
        _size: usize,
        text: *mut c_void,
    ) -> c_int {
        // SAFETY: the linker passes a valid object, and the text that was given below.
        let (object, text) = unsafe { (&*object, &mut *text.cast::<Text>()) };
        // SAFETY: the linker's array of headers has as many.
        let headers =
            unsafe { std::slice::from_raw_parts(object.dlpi_phdr, object.dlpi_phnum as usize) };
        let ranges: Vec<Range<u64>> = headers
            .iter()
            .filter(|header| header.p_type == libc::PT_LOAD && header.p_flags & libc::PF_X != 0)
            .flat_map(|header| {
                let start = object.dlpi_addr + header.p_vaddr;
                filter::split(start..start + header.p_memsz)
            })
            .collect();
        let own = put_in_force as *const () as u64;
        // SAFETY: the linker's names end in a NUL; the program itself has none.
        let named = unsafe { !object.dlpi_name.is_null() && *object.dlpi_name != 0 };
        if ranges.iter().any(|range| range.contains(&own)) {
            text.clock.extend(ranges);
        } else if named && object.dlpi_addr != vdso() {
            text.libraries.extend(ranges);
        } else {
            text.program.extend(ranges);
        }
        0
    }
    let mut text = Text { clock: Vec::new(), libraries: Vec::new(), program: Vec::new() };
    // SAFETY: `visit` is called before this returns, with the text that outlives the call.
    unsafe { libc::dl_iterate_phdr(Some(visit), (&raw mut text).cast()) };
    text
}

/// Where the kernel's own code for telling the time lies; it is answered like the program's.
fn vdso() -> u64 {
    // SAFETY: the call takes a number.
    unsafe { libc::getauxval(libc::AT_SYSINFO_EHDR) }
}
