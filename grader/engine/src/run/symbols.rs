//! From return addresses to functions, and to the student's own lines.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::Clock;
use super::object::{self, Frame};

/// Of so many objects it is remembered what was found in them.
const MOST_OBJECTS: usize = 200;

/// What was found in the objects of earlier runs. A program is run about ten times for a verdict,
/// and stops at the same places.
#[derive(Debug, Clone, Default)]
pub(super) struct Symbols(Arc<Mutex<BTreeMap<PathBuf, Arc<Mutex<Known>>>>>);

/// What is known of the addresses of one object.
#[derive(Debug, Default)]
struct Known {
    functions: BTreeMap<u64, Option<String>>,
    frames: BTreeMap<u64, Vec<Frame>>,
}

/// The objects of one run, each with what it was moved by.
pub(super) struct Loaded<'a> {
    symbols: &'a Symbols,
    objects: Vec<(u64, PathBuf)>,
}

impl Symbols {
    /// For a program, its clock and the objects that were loaded with it.
    pub(super) fn of_run(
        &self,
        program: &Path,
        clock: &Clock,
        objects: &[(u64, String)],
    ) -> Loaded<'_> {
        let path_of = |path: &str| match clock {
            _ if path.is_empty() => program.to_path_buf(),
            // It was loaded by a path that counted from the run's folder, which is gone.
            Clock::Virtual(clock) if Path::new(path).file_name() == clock.file_name() => {
                clock.clone()
            }
            _ => PathBuf::from(path),
        };
        let mut objects: Vec<(u64, PathBuf)> =
            objects.iter().map(|(bias, path)| (*bias, path_of(path))).collect();
        objects.sort();
        Loaded { symbols: self, objects }
    }

    fn known(&self, path: &Path) -> Arc<Mutex<Known>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_OBJECTS && !all.contains_key(path) {
            all.clear();
        }
        all.entry(path.to_path_buf()).or_default().clone()
    }
}

impl Loaded<'_> {
    /// The functions at return addresses. This takes a fraction of the time that [`Self::frames`]
    /// takes.
    pub(super) fn functions(&self, addresses: BTreeSet<u64>) -> BTreeMap<u64, String> {
        self.look_up(addresses, Known::functions)
    }

    /// The frames at return addresses, innermost first; several where a call was inlined.
    pub(super) fn frames(&self, addresses: BTreeSet<u64>) -> BTreeMap<u64, Vec<Frame>> {
        self.look_up(addresses, Known::frames)
    }

    fn look_up<T>(
        &self,
        addresses: BTreeSet<u64>,
        ask: impl Fn(&mut Known, &Path, &BTreeSet<u64>) -> BTreeMap<u64, T>,
    ) -> BTreeMap<u64, T> {
        let mut found = BTreeMap::new();
        for (bias, path, calls) in self.by_object(addresses) {
            let known = self.symbols.known(path);
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            let answers = ask(&mut known, path, &calls).into_iter();
            // A return address is that of the instruction behind the call.
            found.extend(answers.map(|(call, answer)| (bias + call + 1, answer)));
        }
        found
    }

    /// The calls before the addresses, by the object in which they lie.
    fn by_object(&self, addresses: BTreeSet<u64>) -> Vec<(u64, &Path, BTreeSet<u64>)> {
        let mut calls: BTreeMap<usize, BTreeSet<u64>> = BTreeMap::new();
        for address in addresses {
            let after = self.objects.partition_point(|(bias, _)| *bias <= address);
            let Some(index) = after.checked_sub(1) else { continue };
            if let Some(call) = (address - self.objects[index].0).checked_sub(1) {
                calls.entry(index).or_default().insert(call);
            }
        }
        let object = |(index, calls): (usize, _)| {
            let (bias, path) = &self.objects[index];
            (*bias, path.as_path(), calls)
        };
        calls.into_iter().map(object).collect()
    }
}

impl Known {
    fn functions(&mut self, path: &Path, calls: &BTreeSet<u64>) -> BTreeMap<u64, String> {
        self.learn_functions(path, calls);
        let known = |call: &u64| Some((*call, self.functions.get(call)?.clone()?));
        calls.iter().filter_map(known).collect()
    }

    fn frames(&mut self, path: &Path, calls: &BTreeSet<u64>) -> BTreeMap<u64, Vec<Frame>> {
        self.learn_frames(path, calls);
        let known = |call: &u64| Some((*call, self.frames.get(call)?.clone()));
        calls.iter().filter_map(known).collect()
    }

    fn learn_functions(&mut self, path: &Path, calls: &BTreeSet<u64>) {
        let new = calls.iter().filter(|call| !self.functions.contains_key(call));
        let new: BTreeSet<u64> = new.copied().collect();
        if !new.is_empty() {
            let mut found = object::functions(path, &new);
            self.functions.extend(new.into_iter().map(|call| (call, found.remove(&call))));
        }
    }

    fn learn_frames(&mut self, path: &Path, calls: &BTreeSet<u64>) {
        let new = calls.iter().filter(|call| !self.frames.contains_key(call));
        let new: BTreeSet<u64> = new.copied().collect();
        if new.is_empty() {
            return;
        }
        self.learn_functions(path, &new);
        let mut found = object::lines(path, &new);
        for call in new {
            let mut frames = found.remove(&call).unwrap_or_default();
            // Line tables name the last part of a function only; its symbol has the whole path.
            // The last frame is the function itself, those before it were inlined into it.
            if let Some(Some(symbol)) = self.functions.get(&call) {
                match frames.last_mut() {
                    Some(frame) => frame.function = symbol.clone(),
                    None => frames.push(Frame { function: symbol.clone(), place: None }),
                }
            }
            self.frames.insert(call, frames);
        }
    }
}
