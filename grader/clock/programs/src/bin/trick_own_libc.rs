//! Loads the C library a second time and sleeps and writes by its functions, not by those that
//! stand before them.
#![allow(unsafe_code, reason = "it is what this trick needs")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::time::Instant;

unsafe extern "C" {
    fn dlopen(name: *const c_char, flags: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}

fn main() {
    const NOW: c_int = 2;
    let start = Instant::now();
    let one_second: [u64; 2] = [1, 0];
    let line = b"written by libc's own write\n";
    // SAFETY: the names are libc's, and the types are those of its headers.
    unsafe {
        let libc = dlopen(c"libc.so.6".as_ptr(), NOW);
        let find = |name: &CStr| dlsym(libc, name.as_ptr());
        let sleep: extern "C" fn(*const u64, *mut u64) -> c_int =
            std::mem::transmute(find(c"nanosleep"));
        let write: extern "C" fn(c_int, *const u8, usize) -> isize =
            std::mem::transmute(find(c"write"));
        sleep(one_second.as_ptr(), std::ptr::null_mut());
        write(1, line.as_ptr(), line.len());
    }
    println!("slept {:?}", start.elapsed());
}
