//! The entries of a zip archive, by the list at its end.
//!
//! There is one list, and it is read once: an archive with several, or one that names the same
//! bytes again and again, costs no more than its size. The bytes that come out are counted.

use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::{Entries, Kind, SourcesError, damaged};

const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const LISTED: &[u8] = b"PK\x01\x02";
const LISTED_BYTES: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_BYTES: usize = 30;
/// A reader that unpacks one file after another, without the list, would see another program.
const OTHER_NAME: &str = "a file has another name in the list than where it lies";

/// Takes every entry.
///
/// # Errors
/// When the archive is damaged or packed in a way that is not read here, or no archive may hold
/// an entry.
pub(super) fn read(bytes: &[u8], entries: &mut Entries) -> Result<(), SourcesError> {
    let (before, mut list) = list(bytes).ok_or_else(|| broken("its list of files is not there"))?;
    // Were the same bytes to be unpacked for many files, a small archive would be a large one.
    let mut packed_left = before.len();
    while let Some(entry) = Listed::next(&mut list) {
        let entry = entry.ok_or_else(|| broken("its list of files breaks off"))?;
        // Some pack with the other system's slash.
        let name: Vec<u8> =
            entry.name.iter().map(|&byte| if byte == b'\\' { b'/' } else { byte }).collect();
        let kind = entry.kind(&name);
        // One that is no source file by the list could be one where it lies.
        if entry.local(before).is_some_and(|(local, _)| local != entry.name) {
            return Err(broken(OTHER_NAME));
        }
        entries.take(&name, kind, |entries, most| {
            let packed = entry.packed(before).ok_or_else(|| broken("a file breaks off"))?;
            packed_left = packed_left
                .checked_sub(packed.len())
                .ok_or_else(|| broken("its files lie one over another"))?;
            let content = entry.unpacked(packed, most)?;
            entries.spend(content.len() as u64)?;
            Ok(content)
        })?;
    }
    Ok(())
}

/// What lies before the list of entries, and the list. The bytes may begin with something else.
fn list(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    // Behind the end there is at most a comment.
    let last = bytes.len().checked_sub(END_BYTES)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let is_end = |&at: &usize| {
        bytes[at..].starts_with(END) && u16_at(bytes, at + 20) == Some((last - at) as u16)
    };
    let end = (first..=last).rev().find(is_end)?;
    let (size, offset) = (u32_at(bytes, end + 12)? as usize, u32_at(bytes, end + 16)? as usize);
    let start = end.checked_sub(size)?;
    let begin = start.checked_sub(offset)?;
    Some((&bytes[begin..start], &bytes[start..end]))
}

/// An entry as the list has it.
struct Listed<'a> {
    made_on: u8,
    flags: u16,
    method: u16,
    sum: u32,
    packed_bytes: usize,
    bytes: u64,
    mode: u32,
    offset: usize,
    name: &'a [u8],
}

impl<'a> Listed<'a> {
    /// Takes the next entry off the list: none at its end, `Some(None)` where it breaks off.
    fn next(list: &mut &'a [u8]) -> Option<Option<Listed<'a>>> {
        if list.is_empty() {
            return None;
        }
        Some(Listed::parse(list))
    }

    fn parse(list: &mut &'a [u8]) -> Option<Listed<'a>> {
        let bytes = *list;
        let (half, word) = (|at| u16_at(bytes, at), |at| u32_at(bytes, at));
        let name_bytes = usize::from(half(28)?);
        let behind = LISTED_BYTES + name_bytes + usize::from(half(30)?) + usize::from(half(32)?);
        let name = bytes.get(LISTED_BYTES..LISTED_BYTES + name_bytes)?;
        *list = bytes.get(behind..).filter(|_| bytes.starts_with(LISTED))?;
        Some(Listed {
            made_on: bytes[5],
            flags: half(8)?,
            method: half(10)?,
            sum: word(16)?,
            packed_bytes: word(20)? as usize,
            bytes: word(24)?.into(),
            mode: word(38)? >> 16,
            offset: word(42)? as usize,
            name,
        })
    }

    /// What it is. Systems with file modes say so; of others the name does.
    fn kind(&self, name: &[u8]) -> Kind {
        const WITH_MODES: [u8; 2] = [3, 19];
        const KIND: u32 = 0o170_000;
        const FOLDER: u32 = 0o040_000;
        const FILE: u32 = 0o100_000;
        const LINK: u32 = 0o120_000;
        let mode = if WITH_MODES.contains(&self.made_on) { self.mode & KIND } else { 0 };
        match mode {
            _ if name.ends_with(b"/") => Kind::Folder,
            0 | FILE => Kind::File,
            FOLDER => Kind::Folder,
            LINK => Kind::Other("a symbolic link"),
            _ => Kind::Other("a special file"),
        }
    }

    /// Its bytes as they are packed.
    fn packed<'b>(&self, archive: &'b [u8]) -> Option<&'b [u8]> {
        let (_, packed) = self.local(archive)?;
        Some(packed)
    }

    /// Name and bytes as they stand where the file lies.
    fn local<'b>(&self, archive: &'b [u8]) -> Option<(&'b [u8], &'b [u8])> {
        let local = archive.get(self.offset..).filter(|local| local.starts_with(LOCAL))?;
        let name_bytes = usize::from(u16_at(local, 26)?);
        let name = local.get(LOCAL_BYTES..LOCAL_BYTES + name_bytes)?;
        let begin = LOCAL_BYTES + name_bytes + usize::from(u16_at(local, 28)?);
        Some((name, local.get(begin..)?.get(..self.packed_bytes)?))
    }

    /// Its first bytes as they were.
    fn unpacked(&self, packed: &[u8], most: u64) -> Result<Vec<u8>, SourcesError> {
        const STORED: u16 = 0;
        const DEFLATED: u16 = 8;
        const ENCRYPTED: u16 = 1;
        if self.flags & ENCRYPTED != 0 {
            return Err(broken("it needs a password"));
        }
        let mut content = Vec::new();
        match self.method {
            STORED => packed.take(most).read_to_end(&mut content),
            DEFLATED => DeflateDecoder::new(packed).take(most).read_to_end(&mut content),
            _ => return Err(broken("it is packed in an unusual way")),
        }
        .map_err(damaged)?;
        let mut sum = Crc::new();
        sum.update(&content);
        let is_whole = (content.len() as u64, sum.sum()) == (self.bytes, self.sum);
        // Of a file that is too large, the rest is not looked at.
        if content.len() as u64 != most && !is_whole {
            return Err(broken("a file is not what it was when it was packed"));
        }
        Ok(content)
    }
}

fn broken(why: &str) -> SourcesError {
    SourcesError::Damaged(why.to_owned())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
