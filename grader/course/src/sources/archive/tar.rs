//! The entries of a tape archive.

use std::borrow::Cow;
use std::io::Read;

use tar::{EntryType, Header};

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

/// Takes every entry.
///
/// # Errors
/// When the archive is damaged, or no archive may hold an entry.
pub(super) fn read(bytes: &[u8], entries: &mut Entries) -> Result<(), SourcesError> {
    for entry in tar::Archive::new(bytes).entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
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
