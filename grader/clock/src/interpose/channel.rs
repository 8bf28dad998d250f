//! The line on which a program asks its grader how the world outside is: what is said there has its
//! instant, and an answer comes when its time has come.
//!
//! The crate `channel` finds these functions by name. Nothing else uses the descriptor: a program
//! that reads or writes it in another way has tampered.

use std::ffi::c_int;

use crate::{busy, raw, turn, world};

/// The descriptor, in a program that the clock governs.
fn line() -> Option<c_int> {
    turn::me()?;
    world::settings().map(|settings| settings.channel)
}

/// Says so many bytes; as `write(2)`.
#[unsafe(no_mangle)]
pub extern "C" fn virtual_clock_say(bytes: *const u8, count: usize) -> isize {
    let Some((line, mut world)) = line().zip(world::lock()) else {
        return raw::fail(libc::EBADF);
    };
    busy::happened(world::now());
    world.before_question();
    loop {
        match raw::write(line, bytes.cast(), count) {
            // The grader reads all the time, and until then nobody else has a turn.
            error if error == -(libc::EAGAIN as isize) => {
                let mut file = [libc::pollfd { fd: line, events: libc::POLLOUT, revents: 0 }];
                raw::poll(&mut file, None);
            }
            said => return raw::answer(said),
        }
    }
}

/// Hears what was said, up to so many bytes; as `read(2)` of a file that never waits.
#[unsafe(no_mangle)]
pub extern "C" fn virtual_clock_hear(bytes: *mut u8, count: usize) -> isize {
    let Some(line) = line() else { return raw::fail(libc::EBADF) };
    let arguments = [line as usize, bytes as usize, count, libc::MSG_DONTWAIT as usize, 0, 0];
    // SAFETY: the caller's buffer, as it would be the kernel's.
    raw::answer(unsafe { raw::call(libc::SYS_recvfrom, arguments) })
}
