//! The numbers of files and of file systems. The kernel's are those of the machine and of the
//! moment, so a program could toss a coin with them; it sees them counted in the order in which it
//! first came across each.

use crate::world;

/// Files and file systems that are remembered; those beyond have no number of their own.
const MOST: usize = 4096;

/// What the program has come across so far.
#[derive(Default)]
pub(crate) struct Numbers {
    systems: Vec<u64>,
    files: Vec<(u64, u64)>,
}

/// The numbers of a file system and of a file in it, as the program sees them.
pub(crate) fn shown(system: u64, file: u64) -> (u64, u64) {
    let Some(mut world) = world::lock() else { return (system, file) };
    let numbers = &mut world.numbers;
    (place(&mut numbers.systems, system), place(&mut numbers.files, (system, file)))
}

/// The place of a thing among those that were seen, from 1; 0 for one that is not remembered.
fn place<T: PartialEq>(seen: &mut Vec<T>, thing: T) -> u64 {
    let place = seen.iter().position(|it| *it == thing);
    let place = place.or_else(|| {
        (seen.len() < MOST).then(|| {
            seen.push(thing);
            seen.len() - 1
        })
    });
    place.map_or(0, |place| place as u64 + 1)
}
