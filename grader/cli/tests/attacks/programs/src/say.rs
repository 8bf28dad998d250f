//! Saying anything at all on every line to the grader, at any time, and being no clock.

use std::io;

use fuzz::{Line, Talker};
use trace::settings::Settings;

use crate::call::call;
use crate::{Attack, Loot, Means};

pub(crate) const ATTACKS: &[Attack] = &[("say_anything", say_anything)];

/// The number of the talker, and how many messages it says.
fn say_anything(means: &Means) -> Loot {
    let line = std::env::var(trace::SETTINGS_VARIABLE).map_err(io::Error::other)?;
    let settings = Settings::parse(&line).ok_or(io::ErrorKind::InvalidData)?;
    let number = means.number(0);
    if !number.is_multiple_of(4) {
        write(settings.records, b"A\nG\n");
    }
    let mut talker = Talker::new(number as u64, settings.limit);
    for _ in 0..means.number(1) {
        let (line, bytes) = talker.say();
        let file = match line {
            Line::Stdout => 1,
            Line::Stderr => 2,
            Line::Records => settings.records,
            Line::Lab => settings.channel,
            Line::Door => settings.door,
        };
        write(file, &bytes);
        if number.is_multiple_of(3) && line == Line::Door {
            let mut answer = [0_u8; 64];
            let place = answer.as_mut_ptr() as usize;
            let wait = libc::MSG_DONTWAIT as usize;
            let door = settings.door as usize;
            let _ = call(libc::SYS_recvfrom, [door, place, answer.len(), wait, 0, 0]);
        }
    }
    Ok("nothing".into())
}

/// A grader that hangs up on us need not hear it.
fn write(file: i32, bytes: &[u8]) {
    let arguments = [file as usize, bytes.as_ptr() as usize, bytes.len()];
    let wait = (libc::MSG_DONTWAIT | libc::MSG_NOSIGNAL) as usize;
    let [file, place, length] = arguments;
    if call(libc::SYS_sendto, [file, place, length, wait, 0, 0]).is_err() {
        // No socket: one of the outputs.
        let _ = call(libc::SYS_write, arguments);
    }
}
