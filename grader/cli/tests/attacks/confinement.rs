//! What the grader confines a run by, in every environment of one user.

use std::path::Path;
use std::time::Duration;

use course::store::Store;
use engine::run::{Clock, Recording, RunError, RunLimits, Runner};
use model::limits::ResourceLimits;
use model::spec::Run;
use sandbox::{Confinement, Layer, Sandbox};

/// What is done without, with the name of the environment: everything there is, and what there is
/// in a container that allows no namespaces.
const WITHOUT: [(&str, &[Layer]); 2] =
    [("all layers", &[]), ("without namespaces", &[Layer::Namespaces])];

/// The same on the command line: a name, and the arguments of `grade`.
pub(crate) type Environment = (&'static str, &'static [&'static str]);

/// All of them.
pub(crate) const ARGUMENTS: &[Environment] =
    &[("all layers", &[]), ("without namespaces", &["--without", "namespaces"])];

/// What runs an attack, and what confines it.
pub(crate) struct Confined {
    runner: Runner,
    sandbox: Sandbox,
}

impl Confined {
    /// Runs the attack, for so long at most.
    pub(crate) fn run(
        &self,
        program: &Path,
        run: &Run,
        wall: Duration,
    ) -> Result<Recording, RunError> {
        let runner = self.runner.clone().with_limits(RunLimits { wall, ..limits() });
        runner.run(Confinement::In(&self.sandbox), program, run)
    }

    /// True where a run sees the file system and the processes of the machine.
    pub(crate) fn lacks_namespaces(&self) -> bool {
        !self.sandbox.layers().contains(&Layer::Namespaces)
    }
}

/// What confines a run in each environment that a user can have here, with its name; else why there is none.
pub(crate) fn environments(
    user: &str,
    grader: &Path,
    home: &Path,
) -> Vec<(String, Result<Confined, String>)> {
    let runner = |without: &[Layer]| {
        let sandbox = Sandbox::probe(grader, without).map_err(|error| error.to_string())?;
        let missing = sandbox.missing().iter().filter(|(layer, _)| !without.contains(layer));
        let missing: Vec<String> =
            missing.map(|(layer, why)| format!("no {layer}: {why}")).collect();
        if !missing.is_empty() {
            return Err(missing.join(", "));
        }
        let store = Store::open(&home.join("store")).expect("the store can be made");
        // Without the virtual clock, which is no defence here.
        Ok(Confined { runner: Runner::new(Clock::Real, &store), sandbox })
    };
    let named = |(name, without): (&str, &[Layer])| (format!("{user}, {name}"), runner(without));
    WITHOUT.into_iter().map(named).collect()
}

/// Less than a submission may have, so that little has to be taken to be over it.
fn limits() -> RunLimits {
    let usual = RunLimits::default();
    let resources = ResourceLimits {
        cpu_seconds: 2,
        memory_bytes: 256 << 20,
        resident_bytes: 256 << 20,
        threads: 100,
        descriptors: 256,
        ..usual.resources
    };
    RunLimits { resources, ..usual }
}
