//! Does not believe what is configured: attacks decoys from inside the sandbox, with each layer
//! alone and with all of them, and tells what was refused.

use std::env;
use std::fs;
use std::io::{self, Read};
use std::net::{Ipv4Addr, TcpListener};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::Path;
use std::process::{Command, Stdio};

use super::attack::{Attack, Decoys, Order};
use super::process::{Ended, Launch, start};
use super::terms::{Folder, Terms};
use super::{Confinement, Layer, Sandbox, SandboxError, child};
use model::limits::ResourceLimits;
use model::transcript::Limit;

/// What was found of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayerCheck {
    /// With this layer alone, these attacks were refused, which get through without any.
    Refused(Vec<Attack>),
    /// These got through although it should have refused them.
    GotThrough(Vec<Attack>),
    /// It is not in force, and why.
    Missing(String),
}

/// What was found on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// Limits that were tried, and whether a program that went over was stopped in its name.
    pub limits: Vec<(Limit, bool)>,
    /// Of each layer that a machine may lack.
    pub layers: Vec<(Layer, LayerCheck)>,
    /// Attacks that get through where nothing confines: those that say something here.
    pub dangerous: Vec<Attack>,
    /// Attacks that got through all layers together.
    pub through_all: Vec<Attack>,
}

impl Examination {
    /// True when nothing got through that a layer in force should have refused, and every bound
    /// held.
    pub fn is_sound(&self) -> bool {
        let holds = |finding: &LayerCheck| !matches!(finding, LayerCheck::GotThrough(_));
        self.limits.iter().all(|(_, held)| *held)
            && self.layers.iter().all(|(_, finding)| holds(finding))
    }
}

/// Makes the attacks, in a `folder` of one's own.
///
/// # Errors
/// When they cannot be made.
pub fn examine(sandbox: &Sandbox, folder: &Path) -> Result<Examination, SandboxError> {
    let name = format!("decoy-{}", std::process::id());
    let (inside, decoys) = (folder.join("inside"), folder.join("decoys"));
    fs::create_dir(&inside)?;
    fs::create_dir(&decoys)?;
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let _by_name = UnixListener::bind_addr(&SocketAddr::from_abstract_name(&name)?)?;
    let path = decoys.join("socket");
    let _by_path = UnixListener::bind(&path)?;
    let file = decoys.join("file");
    fs::write(&file, "what no submission may read")?;
    let decoys = Decoys {
        folder: decoys,
        file,
        port: port.local_addr()?.port(),
        name,
        path,
        process: std::process::id().cast_signed(),
    };
    let attacked = |layers: &[Layer]| attack(&sandbox.with(layers), &inside, &decoys);
    let dangerous = attacked(&[])?;
    let landlock = sandbox.landlock_version().unwrap_or_default();
    let mut layers = Vec::new();
    for layer in Layer::ALL {
        let missing = sandbox.missing.iter().find(|(missing, _)| *missing == layer);
        let finding = match missing {
            Some((_, why)) => LayerCheck::Missing(why.clone()),
            None => {
                let through = attacked(&[layer])?;
                let should = dangerous.iter().copied();
                let should = should.filter(|attack| attack.is_refused_by(layer, landlock));
                let (got, refused): (Vec<_>, Vec<_>) =
                    should.partition(|attack| through.contains(attack));
                if got.is_empty() {
                    LayerCheck::Refused(refused)
                } else {
                    LayerCheck::GotThrough(got)
                }
            }
        };
        layers.push((layer, finding));
    }
    let through_all = attacked(&sandbox.layers)?;
    let mut limits = Vec::new();
    for limit in [Limit::Memory, Limit::Processes, Limit::Files] {
        let place = folder.join(limit.to_string());
        fs::create_dir(&place)?;
        let (ended, _) = follow(sandbox, &place, &Order::UseUp(limit))?;
        limits.push((limit, ended == Ended::Over(limit)));
    }
    Ok(Examination { limits, layers, dangerous, through_all })
}

/// The attacks that get through a sandbox.
fn attack(sandbox: &Sandbox, folder: &Path, decoys: &Decoys) -> Result<Vec<Attack>, SandboxError> {
    match follow(sandbox, folder, &Order::Attack(decoys.clone()))? {
        (Ended::Exited(0), said) => Ok(serde_json::from_str(&said).map_err(io::Error::from)?),
        _ => Err(SandboxError::Ended),
    }
}

/// Has an order followed from inside: how that ended, and what was written.
fn follow(
    sandbox: &Sandbox,
    folder: &Path,
    order: &Order,
) -> Result<(Ended, String), SandboxError> {
    const BOUNDS: ResourceLimits = ResourceLimits {
        cpu_seconds: 10,
        memory_bytes: 1 << 30,
        resident_bytes: 64 << 20,
        file_bytes: 1 << 20,
        folder_bytes: 1 << 20,
        files: 100,
        processes: 10,
        threads: 100,
        descriptors: 64,
    };
    let ourselves = env::current_exe()?;
    let mut command = Command::new(ourselves);
    command.arg(child::ESCAPE).arg(serde_json::to_string(order).map_err(io::Error::from)?);
    command.current_dir(folder);
    let (mut process, ()) = start(Confinement::In(sandbox), || {
        let terms = Terms {
            read: Vec::new(),
            folder: Folder::Copy,
            may_start_others: false,
            loopback: false,
            keep: Vec::new(),
            limits: BOUNDS,
        };
        let streams = [Stdio::null(), Stdio::piped(), Stdio::null()];
        Ok(Launch { command, streams, terms, inherited: Vec::new(), kept: () })
    })?;
    let mut said = String::new();
    if let Some(stdout) = &mut process.group.child.stdout {
        stdout.read_to_string(&mut said)?;
    }
    Ok((process.wait()?, said))
}
