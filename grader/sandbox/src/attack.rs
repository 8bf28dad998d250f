//! Attacks on the machine that are made to be refused: what `doctor` tries, from inside.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Layer;
use model::transcript::Limit;

/// Something that a submission might try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Attack {
    /// Read a file of the grader's.
    ReadFile,
    /// See that a file of the grader's is there.
    FindFile,
    /// List a folder of the grader's.
    ListFolder,
    /// Write into a folder of the grader's.
    WriteFile,
    /// Start a program of the system's.
    StartProgram,
    /// Connect to a port of this machine.
    ConnectToPort,
    /// Connect to a socket of this machine that has a name.
    ConnectToName,
    /// Connect to a socket of this machine that has a path.
    ConnectToPath,
    /// Send a signal to the grader.
    Signal,
    /// Read the grader's environment.
    ReadEnvironment,
    /// See the grader among the processes.
    SeeProcess,
    /// Enter namespaces, to be a superuser in them.
    EnterNamespaces,
    /// Leave something in the kernel's keyring.
    LeaveKey,
}

impl Attack {
    /// Every attack, in the order in which they are made.
    pub const ALL: [Attack; 13] = [
        Attack::ReadFile,
        Attack::FindFile,
        Attack::ListFolder,
        Attack::WriteFile,
        Attack::StartProgram,
        Attack::ConnectToPort,
        Attack::ConnectToName,
        Attack::ConnectToPath,
        Attack::Signal,
        Attack::ReadEnvironment,
        Attack::SeeProcess,
        Attack::EnterNamespaces,
        Attack::LeaveKey,
    ];

    /// What it does, as a clause without a subject.
    pub fn words(self) -> &'static str {
        match self {
            Attack::ReadFile => "read a file of the grader's",
            Attack::FindFile => "see that a file is there",
            Attack::ListFolder => "list a folder",
            Attack::WriteFile => "write into a folder",
            Attack::StartProgram => "start a program of the system's",
            Attack::ConnectToPort => "connect to a port of this machine",
            Attack::ConnectToName => "connect to a socket by its name",
            Attack::ConnectToPath => "connect to a socket by its path",
            Attack::Signal => "send the grader a signal",
            Attack::ReadEnvironment => "read the grader's environment",
            Attack::SeeProcess => "see the grader among the processes",
            Attack::EnterNamespaces => "become a superuser in a namespace",
            Attack::LeaveKey => "leave something in the kernel's keyring",
        }
    }

    /// True when this layer alone, and this version of Landlock, has to refuse it.
    pub(super) fn is_refused_by(self, layer: Layer, landlock: u32) -> bool {
        use Attack::*;
        /// Before, Landlock knew of no network; and then of no sockets with names, and no signals.
        const PORTS: u32 = 4;
        const SCOPES: u32 = 6;
        match layer {
            Layer::Landlock => match self {
                ReadFile | ListFolder | WriteFile | StartProgram | ReadEnvironment | SeeProcess => {
                    true
                }
                ConnectToPort => landlock >= PORTS,
                ConnectToName | Signal => landlock >= SCOPES,
                FindFile | ConnectToPath | EnterNamespaces | LeaveKey => false,
            },
            Layer::Seccomp => matches!(
                self,
                StartProgram
                    | ConnectToPort
                    | ConnectToName
                    | ConnectToPath
                    | Signal
                    | EnterNamespaces
                    | LeaveKey
            ),
            Layer::Namespaces => !matches!(self, EnterNamespaces | LeaveKey),
        }
    }
}

/// What is tried from inside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Order {
    /// Every attack on these decoys.
    Attack(Decoys),
    /// To use up what this limit limits.
    UseUp(Limit),
}

/// Where the attacks are made on: all of it is there to be attacked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Decoys {
    /// A folder that holds nothing but decoys.
    pub(super) folder: PathBuf,
    /// A file in it.
    pub(super) file: PathBuf,
    /// A port that is listened on.
    pub(super) port: u16,
    /// A name that is listened on.
    pub(super) name: String,
    /// A path that is listened on.
    pub(super) path: PathBuf,
    /// The process to be attacked.
    pub(super) process: i32,
}
