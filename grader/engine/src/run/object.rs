//! What an object file says of its addresses: the function at each, by the table of symbols, and
//! lines and inlined calls, by the debug information.
//!
//! Reading either takes longer than most runs, so many addresses are asked for at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use addr2line::Context;
use addr2line::gimli::{DwarfSections, EndianSlice, LittleEndian as DebugEndian};
use elf::ElfStream;
use elf::abi::{STT_FUNC, STT_GNU_IFUNC};
use elf::endian::LittleEndian;
use elf::string_table::StringTable;
use elf::symbol::{Symbol, SymbolTable};

use crate::build::COMPILED_IN;
use model::transcript::Place;

/// One frame of a stack.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// The whole path of the function; empty where nobody knows it.
    pub(super) function: String,
    /// Where it is in the submission, for a function of the student's own.
    pub(super) place: Option<Place>,
}

type Object = ElfStream<LittleEndian, File>;

/// The functions in which addresses of this object lie. What cannot be read knows none.
pub(super) fn functions(path: &Path, addresses: &BTreeSet<u64>) -> BTreeMap<u64, String> {
    open(path).and_then(|mut object| symbols(&mut object, addresses)).unwrap_or_default()
}

/// The frames at addresses of this object, innermost first; several where a call was inlined.
pub(super) fn lines(path: &Path, addresses: &BTreeSet<u64>) -> BTreeMap<u64, Vec<Frame>> {
    open(path).and_then(|mut object| debug_information(&mut object, addresses)).unwrap_or_default()
}

fn open(path: &Path) -> Option<Object> {
    ElfStream::open_stream(File::open(path).ok()?).ok()
}

fn symbols(object: &mut Object, addresses: &BTreeSet<u64>) -> Option<BTreeMap<u64, String>> {
    // Libraries of the system have only names that other objects may call.
    if let Ok(Some((table, names))) = object.symbol_table() {
        return Some(nearest(&table, &names, addresses));
    }
    let (table, names) = object.dynamic_symbol_table().ok()??;
    Some(nearest(&table, &names, addresses))
}

/// For each address the name of the last function that begins before it.
fn nearest(
    table: &SymbolTable<'_, LittleEndian>,
    names: &StringTable<'_>,
    addresses: &BTreeSet<u64>,
) -> BTreeMap<u64, String> {
    let (Some(&first), Some(&last)) = (addresses.first(), addresses.last()) else {
        return BTreeMap::new();
    };
    let is_function = |symbol: &Symbol| {
        matches!(symbol.st_symtype(), STT_FUNC | STT_GNU_IFUNC) && !symbol.is_undefined()
    };
    let mut starts: BTreeMap<u64, u32> = BTreeMap::new();
    // Of those before the first address only the nearest matters.
    let mut before = 0;
    for symbol in table.iter().filter(is_function) {
        let start = symbol.st_value;
        if start <= last && start >= before {
            if start <= first {
                before = start;
            }
            starts.entry(start).or_insert(symbol.st_name);
        }
    }
    let name = |address: &u64| {
        let (_, &name) = starts.range(..=address).next_back()?;
        Some((*address, demangled(names.get(name as usize).ok()?)))
    };
    addresses.iter().filter_map(name).collect()
}

fn debug_information(
    object: &mut Object,
    addresses: &BTreeSet<u64>,
) -> Option<BTreeMap<u64, Vec<Frame>>> {
    let mut section = |name: &str| {
        let header = *object.section_header_by_name(name).ok()??;
        let (bytes, compressed) = object.section_data(&header).ok()?;
        compressed.is_none().then(|| bytes.to_vec())
    };
    let sections: DwarfSections<Vec<u8>> =
        DwarfSections::load(|id| Ok::<_, ()>(section(id.name()).unwrap_or_default())).ok()?;
    let dwarf = sections.borrow(|bytes| EndianSlice::new(bytes, DebugEndian));
    let context = Context::from_dwarf(dwarf).ok()?;
    Some(addresses.iter().map(|&address| (address, frames(&context, address))).collect())
}

fn frames(context: &Context<EndianSlice<'_, DebugEndian>>, address: u64) -> Vec<Frame> {
    let mut found = Vec::new();
    // There is nothing to load: a program is one file.
    let Ok(mut frames) = context.find_frames(address).skip_all_loads() else { return found };
    while let Ok(Some(frame)) = frames.next() {
        let function = frame.function.as_ref().and_then(|name| name.raw_name().ok());
        let place = frame
            .location
            .as_ref()
            .and_then(|location| own_place(location.file?, location.line?, location.column));
        let function = function.map(|name| demangled(&name)).unwrap_or_default();
        found.push(Frame { function, place });
    }
    found
}

/// A place in the submission.
fn own_place(file: &str, line: u32, column: Option<u32>) -> Option<Place> {
    let file = file.strip_prefix(COMPILED_IN)?.strip_prefix('/')?;
    // Debug information says 0 where it knows none.
    let column = column.filter(|column| *column > 0);
    Some(Place { file: file.to_string(), line, column })
}

fn demangled(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}
