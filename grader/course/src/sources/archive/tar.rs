//! The entries of a tape archive.

use std::borrow::Cow;
use std::io::Read;

use tar::{Entry, EntryType, Header, PaxExtensions};

use super::{Entries, Kind, SourcesError, damaged};

/// True when the bytes begin as a tape archive does: with a header that sums up.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let Some(first) = bytes.first_chunk::<512>() else { return false };
    let header = Header::from_byte_slice(first);
    // In the sum, its own field counts as spaces.
    let sum: u32 = first.iter().map(|&byte| u32::from(byte)).sum();
    let own: u32 = first[148..156].iter().map(|&byte| u32::from(byte)).sum();
    header.cksum().is_ok_and(|said| said == sum - own + 8 * u32::from(b' '))
}

/// Bytes of what is said of all files that are looked at.
const MOST_SAID: u64 = 64 << 10;
/// What nobody's packer writes of a file that can be handed in.
const TWO_WAYS: &str = "what it says of a file can be read in two ways";

/// True when unpackers do not agree on what an entry is: by an extended header that says another
/// size than the entry's own, or another name twice, or that the file has holes; or by one that
/// says such a thing of all files.
fn read_in_two_ways(entry: &mut Entry<'_, &[u8]>) -> Result<bool, SourcesError> {
    let is_global = entry.header().entry_type() == EntryType::XGlobalHeader;
    let mut said = Vec::new();
    if is_global {
        entry.take(MOST_SAID).read_to_end(&mut said).map_err(damaged)?;
    }
    let own = if is_global { None } else { entry.pax_extensions().map_err(damaged)? };
    let mut names = 0;
    for record in own.into_iter().flatten().chain(PaxExtensions::new(&said)) {
        let record = record.map_err(damaged)?;
        let key = record.key_bytes();
        names += usize::from(key == b"path");
        if key == b"size" || key.starts_with(b"GNU.sparse") || names > 1 || is_global && names > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes every entry.
///
/// # Errors
/// When the archive is damaged, or no archive may hold an entry.
pub(super) fn read(bytes: &[u8], entries: &mut Entries) -> Result<(), SourcesError> {
    for entry in tar::Archive::new(bytes).entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        if read_in_two_ways(&mut entry)? {
            return Err(SourcesError::Damaged(TWO_WAYS.to_owned()));
        }
        let kind = match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous => Kind::File,
            EntryType::Directory => Kind::Folder,
            EntryType::Symlink => Kind::Other("a symbolic link"),
            EntryType::Link => Kind::Other("a hard link"),
            EntryType::Char | EntryType::Block => Kind::Other("a device"),
            EntryType::Fifo => Kind::Other("a pipe"),
            EntryType::GNUSparse => Kind::Other("a file with holes"),
            // What the packer says of the archive as a whole is no entry.
            EntryType::XGlobalHeader => continue,
            _ => Kind::Other("a special file"),
        };
        let name = Cow::into_owned(entry.path_bytes());
        entries.take(&name, kind, |_, most| {
            let mut content = Vec::new();
            entry.take(most).read_to_end(&mut content).map_err(damaged)?;
            Ok(content)
        })?;
    }
    Ok(())
}
