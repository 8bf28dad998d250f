//! What a program can see of the tree of files: a new root, with nothing in it but what it needs,
//! at the paths at which it always was.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::StatVfsMountFlags;
use rustix::mount::{
    MountFlags, MountPropagationFlags, UnmountFlags, mount, mount_bind_recursive, mount_change,
    mount_remount, unmount,
};

use super::identity::Identity;
use super::scratch::{self, Scratch};
use super::{Failure, namespaces};
use crate::Layer;
use crate::spec::Spec;
use crate::terms;

/// Where the old root can be reached while the new one is built.
const OLD: &str = "/old";
/// Folders that every system has and no program of ours needs: one is covered for the new root.
const UNNEEDED: [&str; 5] = ["/sys", "/mnt", "/srv", "/media", "/tmp"];

/// One thing that the new root holds.
enum Thing {
    /// A link, as it is in the old one.
    Link(PathBuf),
    /// A file or a folder, by its real path there.
    Real(PathBuf),
}

/// Builds the new root and enters it.
pub(super) fn build_root(spec: &Spec, identity: &Identity) -> Result<Option<Scratch>, Failure> {
    let failed = Failure::of(Layer::Namespaces, "building what the program can see");
    build(spec, identity).map_err(failed)
}

fn build(spec: &Spec, identity: &Identity) -> io::Result<Option<Scratch>> {
    let mut things = Vec::new();
    let devices = terms::devices(spec.may_start_others).iter().map(Path::new);
    for path in spec.read.iter().map(PathBuf::as_path).chain(devices) {
        if let Some(thing) = thing(path)? {
            things.push((path, thing));
        }
    }
    // Parents come before what lies in them.
    things.sort_by_key(|(path, _)| *path);
    let original = spec.folder.as_deref().filter(|_| spec.is_copied);
    let seen = spec.seen();
    let scratch = original.zip(seen.as_deref());
    let scratch = scratch.map(|(original, seen)| Scratch::of(original, seen)).transpose()?;
    mount_change("/", MountPropagationFlags::PRIVATE | MountPropagationFlags::REC)?;
    enter_new_root(spec)?;
    for (path, thing) in &things {
        place(path, thing)?;
    }
    folder(spec, identity, scratch.as_ref())?;
    fs::create_dir("/proc")?;
    let plain = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    mount("proc", "/proc", "proc", plain, Some(c"subset=pid,hidepid=ptraceable"))?;
    unmount(OLD, UnmountFlags::DETACH)?;
    fs::remove_dir(OLD)?;
    let places = things.iter().map(|(path, _)| *path);
    age(places.chain(seen.as_deref()).chain([Path::new("/proc")]))?;
    let locked = MountFlags::BIND | MountFlags::RDONLY | MountFlags::NOSUID | MountFlags::NODEV;
    mount_remount("/", locked, "")?;
    if spec.loopback {
        namespaces::raise_loopback()?;
    }
    Ok(scratch)
}

fn thing(path: &Path) -> io::Result<Option<Thing>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(found) if found.is_symlink() => Ok(Some(Thing::Link(fs::read_link(path)?))),
        Ok(_) => Ok(Some(Thing::Real(path.canonicalize()?))),
    }
}

/// Goes to an empty root, from which the old one can be reached as [`OLD`].
fn enter_new_root(spec: &Spec) -> io::Result<()> {
    let is_needed = |place: &str| {
        let mut needed = spec.read.iter().chain(&spec.folder);
        needed.any(|path| path.starts_with(place))
    };
    let mut covered = UNNEEDED.into_iter().filter(|place| !is_needed(place));
    let covered = covered.find(|place| Path::new(place).is_dir());
    let covered = covered.ok_or_else(|| io::Error::other("no folder to build a new root over"))?;
    let flags = MountFlags::NOSUID | MountFlags::NODEV;
    mount("tmpfs", covered, "tmpfs", flags, Some(c"size=1m,mode=755"))?;
    std::env::set_current_dir(covered)?;
    fs::create_dir(&OLD[1..])?;
    rustix::process::pivot_root(".", &OLD[1..])?;
    std::env::set_current_dir("/")
}

/// The same path below the old root.
fn old(path: &Path) -> PathBuf {
    Path::new(OLD).join(path.strip_prefix("/").unwrap_or(path))
}

fn place(path: &Path, thing: &Thing) -> io::Result<()> {
    // It lies in something that is placed already.
    if path.symlink_metadata().is_ok() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    match thing {
        Thing::Link(to) => symlink(to, path),
        Thing::Real(real) => {
            let from = old(real);
            if from.is_dir() {
                fs::create_dir(path)?;
            } else {
                File::create(path)?;
            }
            mount_bind_recursive(&from, path)?;
            let is_device = path.starts_with("/dev");
            let own = if is_device { MountFlags::empty() } else { MountFlags::RDONLY };
            let no_devices = if is_device { MountFlags::NOEXEC } else { MountFlags::NODEV };
            remount(path, own | no_devices | MountFlags::NOSUID)
        }
    }
}

/// The folder in which the program works: a copy of it in memory, or itself.
fn folder(spec: &Spec, identity: &Identity, scratch: Option<&Scratch>) -> io::Result<()> {
    let (Some(original), Some(path)) = (&spec.folder, &spec.seen()) else { return Ok(()) };
    let from = old(original);
    if path.symlink_metadata().is_err() {
        fs::create_dir_all(path)?;
    }
    let (user, group) = identity.numbers();
    let Some(scratch) = scratch else {
        mount_bind_recursive(&from, path)?;
        if identity.stranger.is_some() {
            identity.take_over(path)?;
        }
        return remount(path, MountFlags::NOSUID | MountFlags::NODEV);
    };
    // Room beyond the limits, so that a program that goes over them is seen to.
    let (bytes, files) = (2 * spec.limits.folder_bytes, 2 * spec.limits.files);
    let terms = format!("size={bytes},nr_inodes={files},mode=700,uid={user},gid={group}\0");
    let terms = std::ffi::CStr::from_bytes_until_nul(terms.as_bytes()).ok();
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    mount("tmpfs", path, "tmpfs", flags, terms)?;
    scratch.bring_in(&from, identity)
}

/// Gives the folders that lead to these places, which were made just now, the same age in every
/// run.
fn age<'a>(places: impl Iterator<Item = &'a Path>) -> io::Result<()> {
    let root = fs::metadata("/")?.dev();
    let above: BTreeSet<&Path> = places.flat_map(|place| place.ancestors().skip(1)).collect();
    for folder in above.into_iter().filter(|folder| folder.is_dir()) {
        if fs::metadata(folder)?.dev() == root {
            scratch::age(folder)?;
        }
    }
    Ok(())
}

/// Changes what may be done with a place, beyond what may not be done already.
fn remount(path: &Path, flags: MountFlags) -> io::Result<()> {
    let now = rustix::fs::statvfs(path)?.f_flag;
    let kept = [
        (StatVfsMountFlags::RDONLY, MountFlags::RDONLY),
        (StatVfsMountFlags::NOSUID, MountFlags::NOSUID),
        (StatVfsMountFlags::NODEV, MountFlags::NODEV),
        (StatVfsMountFlags::NOEXEC, MountFlags::NOEXEC),
        (StatVfsMountFlags::NOATIME, MountFlags::NOATIME),
        (StatVfsMountFlags::NODIRATIME, MountFlags::NODIRATIME),
        (StatVfsMountFlags::RELATIME, MountFlags::RELATIME),
    ];
    let kept = kept.into_iter().filter(|(seen, _)| now.contains(*seen));
    let flags = kept.fold(flags, |flags, (_, flag)| flags | flag);
    Ok(mount_remount(path, MountFlags::BIND | flags, "")?)
}
