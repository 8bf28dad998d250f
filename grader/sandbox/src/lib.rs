//! Confines a program: what it can reach, and how much it can use.
//!
//! The main type is [`Sandbox`]. Four layers, each of which holds without the others:
//!
//! - A, always: limits on processor time, memory, files, processes; everything that was started is
//!   dead at the end; nothing is inherited.
//! - B, [`Layer::Landlock`]: the kernel refuses files that were not named, and the network.
//! - C, [`Layer::Seccomp`]: system calls that no submission needs do not exist.
//! - D, [`Layer::Namespaces`]: other processes, the rest of the file system and the network are
//!   not there at all.
//!
//! Nothing of it needs privileges, another program or a service. A process of our own, started
//! anew for each program, puts the layers in force, watches the program and kills what is left of
//! it ([`child`]). A layer that was promised and is not in force at the end is an error of ours,
//! and the program is not started.

#![warn(clippy::print_stdout, clippy::print_stderr)]

mod attack;
mod child;
mod demand;
mod doctor;
pub mod group;
mod measure;
mod process;
mod spec;
mod terms;

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use model::fault::{Blame, Fault};

pub use attack::Attack;
pub use child::serve;
pub use demand::Demand;
pub use doctor::{Examination, LayerCheck, examine};
pub use measure::Measure;
pub use process::{Ended, Launch, Process, start};
pub use terms::{FIRST_KEPT, Folder, Terms};

/// A layer of confinement that a machine may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// The kernel refuses files that were not named, and the network (Landlock)
    Landlock,
    /// System calls that no submission needs do not exist (seccomp)
    Seccomp,
    /// Other processes, files and networks are not there at all (namespaces)
    Namespaces,
}

impl Layer {
    /// Every layer that a machine may lack, the most important first.
    pub const ALL: [Layer; 3] = [Layer::Landlock, Layer::Seccomp, Layer::Namespaces];
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Layer::Landlock => "landlock",
            Layer::Seccomp => "seccomp",
            Layer::Namespaces => "namespaces",
        })
    }
}

/// Why a program was not confined as promised. It was not started then.
#[derive(Debug, Error)]
pub enum SandboxError {
    /// A layer could not be put in force.
    #[error("the confinement is not in force{}: {why}", of(.layer.as_ref()))]
    NotInForce {
        /// Which, where one is to blame.
        layer: Option<Layer>,
        /// What the system said.
        why: String,
    },
    /// The process that confines ended without a word.
    #[error("the process that confines a program was ended from outside")]
    Ended,
    /// The machine failed.
    #[error("cannot start or watch a program: {0}")]
    Io(#[from] std::io::Error),
}

fn of(layer: Option<&Layer>) -> String {
    layer.map_or(String::new(), |layer| format!(" ({layer})"))
}

/// How programs are confined on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sandbox {
    /// The executable that confines, given our sign: see [`serve`].
    child: PathBuf,
    layers: Vec<Layer>,
    in_force: Vec<Measure>,
    missing: Vec<(Layer, String)>,
}

impl Sandbox {
    /// Finds out what this machine offers, by putting it in force: all layers but those that are
    /// done `without`. `child` is an executable that calls [`serve`] before anything else.
    ///
    /// # Errors
    /// When not even a program without any layer can be started.
    pub fn probe(child: &Path, without: &[Layer]) -> Result<Sandbox, SandboxError> {
        let asked = Layer::ALL.into_iter().filter(|layer| !without.contains(layer));
        let mut sandbox = Sandbox {
            child: child.to_owned(),
            layers: asked.collect(),
            in_force: Vec::new(),
            missing: without.iter().map(|&layer| (layer, "not asked for".to_owned())).collect(),
        };
        loop {
            match process::try_layers(&sandbox) {
                Ok(in_force) => return Ok(Sandbox { in_force, ..sandbox }),
                Err(SandboxError::NotInForce { layer: Some(layer), why })
                    if sandbox.layers.contains(&layer) =>
                {
                    sandbox.layers.retain(|other| *other != layer);
                    sandbox.missing.push((layer, why));
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// The layers that are in force around every program.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// What is in force.
    pub fn in_force(&self) -> &[Measure] {
        &self.in_force
    }

    /// The version of Landlock, where that is in force.
    pub fn landlock_version(&self) -> Option<u32> {
        self.in_force.iter().find_map(|measure| match measure {
            Measure::Landlock(version) => Some(*version),
            _ => None,
        })
    }

    /// The layers that are not, each with why.
    pub fn missing(&self) -> &[(Layer, String)] {
        &self.missing
    }

    /// The same with these layers only.
    fn with(&self, layers: &[Layer]) -> Sandbox {
        Sandbox { layers: layers.to_vec(), ..self.clone() }
    }

    fn has(&self, layer: Layer) -> bool {
        self.layers.contains(&layer)
    }
}

/// How a program is started. There is no default: each start says it.
#[derive(Debug, Clone, Copy)]
pub enum Confinement<'a> {
    /// With the rights of the user: a program of the course's own.
    Unconfined,
    /// In a sandbox: everything that a submission has a hand in.
    In(&'a Sandbox),
}

impl Blame for SandboxError {
    fn fault(&self) -> Fault {
        Fault::Ours
    }
}
