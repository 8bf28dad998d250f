//! Writes what is asked for in a file.

use super::failure::{Failure, Result};
use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Says at once when a file can never be written: `flag` is what named it.
///
/// # Errors
/// When its folder does not exist, or it is a folder itself.
pub(super) fn can_be(flag: &str, file: &Path) -> Result<()> {
    let folder = folder(file);
    if !folder.is_dir() {
        let problem = format!("{flag}: there is no folder {}", folder.display());
        return Err(Failure::usage(problem));
    }
    if file.is_dir() {
        return Err(Failure::usage(format!("{flag}: {} is a folder", file.display())));
    }
    Ok(())
}

/// Writes the file whole or not at all.
///
/// # Errors
/// When it cannot be, or the machine has no room for it.
pub(super) fn write(flag: &str, file: &Path, text: &str) -> Result<()> {
    can_be(flag, file)?;
    let write = || -> std::io::Result<()> {
        if file.exists() && !file.is_file() {
            // A pipe or a device is written to; a file in its place would be no help.
            return fs::write(file, text);
        }
        let readable = Permissions::from_mode(0o666);
        let made = tempfile::Builder::new().permissions(readable).tempfile_in(folder(file))?;
        made.as_file().write_all(text.as_bytes())?;
        made.persist(file)?;
        Ok(())
    };
    let doing = || format!("cannot write the report to {}", file.display());
    write().map_err(|error| Failure::from(error).while_doing(doing()))
}

fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
