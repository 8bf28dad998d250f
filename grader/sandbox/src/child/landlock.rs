//! Layer B: the kernel refuses every file that was not named, the network, and signals to others.

mod kernel;

use std::io;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};

use super::Failure;
use crate::Layer;
use crate::spec::Spec;
use crate::terms;
use kernel::{
    EXECUTE, Governed, IOCTL_DEV, MAKE_BLOCK, MAKE_CHAR, OF_ONE_FILE, READ_DIR, READ_FILE, Ruleset,
    WRITE_FILE,
};

/// What a program may know of itself: its own stack, to begin with.
const ITSELF: &str = "/proc/self";

/// Puts it in force for this process and all that it will start; says to what extent.
pub(super) fn restrict(spec: &Spec) -> Result<u32, Failure> {
    let version = kernel::version().map_err(|_| {
        Failure(Some(Layer::Landlock), "this kernel has none, or has it off".to_owned())
    })?;
    let restricted = rules(spec, version).and_then(Ruleset::restrict_self);
    restricted.map_err(Failure::of(Layer::Landlock, "restricting files"))?;
    Ok(version)
}

/// What the kernel is to refuse. Where it knows less than we do, the filter of system calls
/// covers it.
fn rules(spec: &Spec, version: u32) -> io::Result<Ruleset> {
    let mut refused = Governed::by(version);
    if spec.loopback {
        refused.network = 0;
    }
    let rules = Ruleset::new(&refused)?;
    let read = EXECUTE | READ_FILE | READ_DIR;
    let write = refused.files & !(MAKE_CHAR | MAKE_BLOCK | IOCTL_DEV);
    let places = spec.read.iter().map(|place| (place.as_path(), read));
    let devices = terms::devices(spec.may_start_others).iter();
    let devices = devices.map(|device| (Path::new(device), READ_FILE | WRITE_FILE));
    let own = [(ITSELF.as_ref(), READ_FILE | READ_DIR)];
    let folder = spec.seen();
    let folder = folder.iter().map(|folder| (folder.as_path(), write));
    for (place, access) in places.chain(devices).chain(own).chain(folder) {
        let opened = rustix::fs::open(place, OFlags::PATH | OFlags::CLOEXEC, Mode::empty());
        // What is not there needs no permission.
        let Ok(opened) = opened else { continue };
        let is_folder = FileType::from_raw_mode(rustix::fs::fstat(&opened)?.st_mode).is_dir();
        rules.permit(&opened, if is_folder { access } else { access & OF_ONE_FILE })?;
    }
    Ok(rules)
}
