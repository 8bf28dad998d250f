//! One program that attacks what runs it: `attack NAME MARK [ARGUMENTS]`.
//!
//! What an attack takes it prints after `GOT`, and what stood in its way after `NO`. Whatever it
//! leaves behind bears the mark, so that it can be found and cleared away. It is bounded, so that
//! it can also be run where nothing defends the machine: at most 1 GiB of memory, 200 processes,
//! 100 MB of files and 5 seconds. It touches nothing but this machine.

mod call;
mod files;
mod kernel;
mod leave;
mod memory;
mod network;
mod processes;
mod say;
mod stand_ins;
mod use_up;

use std::io;
use std::process::ExitCode;

/// What an attack took; else what stood in its way.
type Loot = io::Result<String>;

/// What an attack is given.
struct Means {
    /// What is in the name of everything that it leaves behind.
    mark: String,
    /// What else it needs to know, such as a path or a process.
    arguments: Vec<String>,
}

impl Means {
    /// The argument of this place, from 0.
    fn argument(&self, place: usize) -> &str {
        self.arguments.get(place).map_or("", String::as_str)
    }

    /// The argument as a number; 0 for none.
    fn number(&self, place: usize) -> usize {
        self.argument(place).parse().unwrap_or_default()
    }

    /// The mark as a number, for what has a number and no name.
    fn key(&self) -> usize {
        let digits = self.mark.rsplit('-').next().unwrap_or_default();
        digits.parse().unwrap_or(1)
    }
}

type Attack = (&'static str, fn(&Means) -> Loot);

const ATTACKS: [&[Attack]; 9] = [
    files::ATTACKS,
    kernel::ATTACKS,
    leave::ATTACKS,
    memory::ATTACKS,
    network::ATTACKS,
    processes::ATTACKS,
    say::ATTACKS,
    stand_ins::PARTS,
    use_up::ATTACKS,
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let means =
        Means { mark: arguments.next().unwrap_or_default(), arguments: arguments.collect() };
    let Some((_, attack)) = ATTACKS.iter().copied().flatten().find(|(known, _)| *known == name)
    else {
        eprintln!("there is no attack `{name}`");
        return ExitCode::from(2);
    };
    match attack(&means) {
        Ok(loot) => println!("GOT {loot}"),
        Err(why) => println!("NO {why}"),
    }
    ExitCode::SUCCESS
}
