//! The copy as one file: the same bytes for the same copy, wherever and whenever it is packed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::{Contents, ReleaseError};

/// Everybody may read what is unpacked, and its owner may write it.
const MODE: u32 = 0o644;

/// Packs the copy in `copy` into the file `out`, below a folder of this name.
///
/// # Errors
/// When a file of the copy cannot be read, or `out` cannot be written.
pub fn pack(
    copy: &Path,
    contents: &Contents,
    folder: &str,
    out: &Path,
) -> Result<(), ReleaseError> {
    // The time at which a file was copied is nobody's, and would be another each time.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(MODE);
    let file = File::create(out).map_err(ReleaseError::io(out))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for path in &contents.files {
        let content = fs::read(copy.join(path)).map_err(ReleaseError::io(path))?;
        let name = format!("{folder}/{}", path.display());
        zip.start_file(name, options).map_err(io::Error::from).map_err(ReleaseError::io(out))?;
        zip.write_all(&content).map_err(ReleaseError::io(out))?;
    }
    let written = zip.finish().map_err(io::Error::from).map_err(ReleaseError::io(out))?;
    written.into_inner().map_err(|error| ReleaseError::io(out)(error.into_error()))?;
    Ok(())
}
