//! From return addresses to functions, and to the student's own lines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use addr2line::Loader;

use super::Clock;
use crate::build::COMPILED_IN;
use crate::transcript::Place;

/// One frame of a stack.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// The whole path of the function.
    pub(super) function: String,
    /// Where it is in the submission, for a function of the student's own.
    pub(super) place: Option<Place>,
}

/// Reads the debug information of the loaded objects, each when it is first needed.
pub(super) struct Symbols {
    objects: Vec<Object>,
    known: BTreeMap<u64, Vec<Frame>>,
    functions: BTreeMap<u64, Option<String>>,
}

struct Object {
    bias: u64,
    path: PathBuf,
    loader: Option<Option<Loader>>,
}

impl Symbols {
    /// For a program, its clock and the objects that were loaded with it, each with what it was
    /// moved by.
    pub(super) fn new(program: &Path, clock: &Clock, objects: &[(u64, String)]) -> Symbols {
        let path_of = |path: &str| match clock {
            _ if path.is_empty() => program.to_path_buf(),
            // It was loaded by a path that counted from the run's folder, which is gone.
            Clock::Virtual(clock) if Path::new(path).file_name() == clock.file_name() => {
                clock.clone()
            }
            _ => PathBuf::from(path),
        };
        let mut objects: Vec<Object> = objects
            .iter()
            .map(|(bias, path)| Object { bias: *bias, path: path_of(path), loader: None })
            .collect();
        objects.sort_by_key(|object| object.bias);
        Symbols { objects, known: BTreeMap::new(), functions: BTreeMap::new() }
    }

    /// The function at a return address. This reads the table of symbols only, which takes a
    /// fraction of the time that lines and inlined calls take.
    pub(super) fn function(&mut self, address: u64) -> Option<&str> {
        if !self.functions.contains_key(&address) {
            let found = self.object(address);
            let found = found.and_then(|(loader, address)| loader.find_symbol(address));
            let found = found.map(demangle);
            self.functions.insert(address, found);
        }
        self.functions.get(&address)?.as_deref()
    }

    /// All frames of a stack, innermost first.
    pub(super) fn frames(&mut self, stack: &[u64]) -> Vec<Frame> {
        stack.iter().flat_map(|&address| self.frames_at(address)).collect()
    }

    /// Frames at a return address, innermost first; several where a call was inlined.
    pub(super) fn frames_at(&mut self, address: u64) -> Vec<Frame> {
        if let Some(frames) = self.known.get(&address) {
            return frames.clone();
        }
        let frames = self.look_up(address).unwrap_or_default();
        self.known.insert(address, frames.clone());
        frames
    }

    /// The object at a return address, and where in it the call is.
    fn object(&mut self, address: u64) -> Option<(&Loader, u64)> {
        let object = self.objects.iter_mut().rfind(|object| object.bias <= address)?;
        let path = &object.path;
        let loader = object.loader.get_or_insert_with(|| Loader::new(path).ok()).as_ref()?;
        // A return address is that of the next instruction; the call is the one before it.
        Some((loader, address.checked_sub(object.bias)?.checked_sub(1)?))
    }

    fn look_up(&mut self, address: u64) -> Option<Vec<Frame>> {
        let (loader, address) = self.object(address)?;
        let mut found = Vec::new();
        if let Ok(mut frames) = loader.find_frames(address) {
            while let Ok(Some(frame)) = frames.next() {
                let function = frame.function.as_ref().and_then(|name| name.raw_name().ok());
                let place = frame.location.as_ref().and_then(|location| {
                    own_place(location.file?, location.line?, location.column)
                });
                let function = function.map(|name| demangle(&name)).unwrap_or_default();
                found.push(Frame { function, place });
            }
        }
        // Line tables name the last part of a function only; its symbol has the whole path. The
        // last frame is the function itself, those before it were inlined into it.
        if let Some(symbol) = loader.find_symbol(address).map(demangle) {
            match found.last_mut() {
                Some(frame) => frame.function = symbol,
                None => found.push(Frame { function: symbol, place: None }),
            }
        }
        Some(found)
    }
}

/// A place in the submission.
fn own_place(file: &str, line: u32, column: Option<u32>) -> Option<Place> {
    let file = file.strip_prefix(COMPILED_IN)?.strip_prefix('/')?;
    // Debug information says 0 where it knows none.
    let column = column.filter(|column| *column > 0);
    Some(Place { file: file.to_string(), line, column })
}

fn demangle(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}
