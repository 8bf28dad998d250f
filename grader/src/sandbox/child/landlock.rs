//! Layer B: the kernel refuses every file that was not named, the network, and signals to others.

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, LandlockStatus, PathBeneath, PathFd,
    Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
};

use super::Failure;
use crate::sandbox::Layer;
use crate::sandbox::spec::Spec;

/// What we know to ask for. Where the kernel knows less, the filter of system calls covers it.
const NEWEST: ABI = ABI::V6;
/// What every program may write to, too.
const DEVICES: [&str; 5] = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];
/// What a program may know of itself: its own stack, to begin with.
const ITSELF: &str = "/proc/self";

/// Puts it in force for this process and all that it will start; says to what extent.
pub(super) fn restrict(spec: &Spec) -> Result<String, Failure> {
    let failed = || Failure::of(Layer::Landlock, "restricting files");
    let read = AccessFs::Execute | AccessFs::ReadFile | AccessFs::ReadDir;
    let no_devices = AccessFs::MakeChar | AccessFs::MakeBlock | AccessFs::IoctlDev;
    let write = AccessFs::from_all(NEWEST) & !no_devices;
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))
        .and_then(|rules| rules.scope(Scope::from_all(NEWEST)))
        .map_err(failed())?;
    if !spec.loopback {
        rules = rules.handle_access(AccessNet::from_all(NEWEST)).map_err(failed())?;
    }
    let mut rules = rules.create().map_err(failed())?;
    let places = spec.read.iter().map(|place| (place.as_path(), read));
    let devices = DEVICES.map(|device| (device.as_ref(), AccessFs::ReadFile | AccessFs::WriteFile));
    let own = [(ITSELF.as_ref(), AccessFs::ReadFile | AccessFs::ReadDir)];
    let folder = spec.folder.iter().map(|folder| (folder.as_path(), write));
    for (place, access) in places.chain(devices).chain(own).chain(folder) {
        // What is not there needs no permission.
        let Ok(opened) = PathFd::new(place) else { continue };
        let access = if place.is_dir() { access } else { access & AccessFs::from_file(NEWEST) };
        rules = rules.add_rule(PathBeneath::new(opened, access)).map_err(failed())?;
    }
    let status = rules.restrict_self().map_err(failed())?;
    match status.landlock {
        LandlockStatus::Available { effective_abi, .. }
            if status.ruleset != RulesetStatus::NotEnforced =>
        {
            Ok(format!("landlock-{}", effective_abi as u32))
        }
        _ => Err(Failure(Some(Layer::Landlock), "this kernel has none, or has it off".to_owned())),
    }
}
