//! Any system call, by its number: the only place of this program that leaves safe Rust.
//!
//! It is what a submission could do if the compiler had let it through, and that is the point.

#![allow(unsafe_code, reason = "an attack asks the kernel for what no library would ask for")]

use std::ffi::CString;
use std::io;

use libc::{c_int, c_long};

/// Makes a system call.
pub(crate) fn call<const N: usize>(number: c_long, arguments: [usize; N]) -> io::Result<usize> {
    let mut all = [0; 6];
    all[..N].copy_from_slice(&arguments);
    let [a, b, c, d, e, f] = all;
    // SAFETY: the caller passes pointers into its own live memory, or means to be refused.
    let answer = unsafe { libc::syscall(number, a, b, c, d, e, f) };
    usize::try_from(answer).map_err(|_| io::Error::last_os_error())
}

/// A system call of the 32-bit interface, whose numbers are others: `getpid` there.
#[cfg(target_arch = "x86_64")]
pub(crate) fn get_pid_by_the_old_gate() -> io::Result<usize> {
    const GET_PID: i64 = 20;
    let answer: i64;
    // SAFETY: it takes no pointer, and the kernel saves all other registers.
    unsafe {
        std::arch::asm!("int 0x80", inlateout("rax") GET_PID => answer,
            out("r8") _, out("r9") _, out("r10") _, out("r11") _);
    }
    usize::try_from(answer).map_err(|_| io::Error::from_raw_os_error(-answer as i32))
}

/// Not on this processor.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) fn get_pid_by_the_old_gate() -> io::Result<usize> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A second process that goes on from here; true in it.
pub(crate) fn fork() -> io::Result<bool> {
    fork_with(0)
}

/// As [`fork`], with flags of `clone`.
pub(crate) fn fork_with(flags: c_int) -> io::Result<bool> {
    Ok(call(libc::SYS_clone, [(flags | libc::SIGCHLD) as usize])? == 0)
}

/// A text for the kernel.
pub(crate) fn c(text: &str) -> CString {
    CString::new(text).unwrap_or_default()
}

/// Where a text for the kernel lies.
pub(crate) fn at(text: &CString) -> usize {
    text.as_ptr() as usize
}

/// Where a value lies that the kernel is to read, or to write.
pub(crate) fn place<T: ?Sized>(value: &mut T) -> usize {
    std::ptr::from_mut(value).cast::<u8>() as usize
}

/// The bytes of something foreign that is mapped at an address, as far as they are text.
pub(crate) fn text_at(address: usize, length: usize) -> io::Result<String> {
    // Copied by the kernel, so that an address that is none is an error.
    let (mut reader, writer) = io::pipe()?;
    let descriptor = std::os::fd::AsRawFd::as_raw_fd(&writer) as usize;
    call(libc::SYS_write, [descriptor, address, length])?;
    drop(writer);
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut reader, &mut bytes)?;
    Ok(printable(&bytes))
}

/// Bytes as one line.
pub(crate) fn printable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}
