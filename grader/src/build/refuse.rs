//! Decides whose doing it is when there is no program: the submission's, or the machine's.
//!
//! Where the two look alike the machine is blamed, because a lost grading can be repeated and a
//! lost point is an injustice.

use std::path::Path;
use std::time::Duration;

use anstream::adapter::strip_str;

use super::diagnostics::Said;
use super::error::{BuildError, cannot_write};
use crate::sandbox::Bounds;
use crate::transcript::{Limit, Place};
use crate::verdict::Verdict;

/// Why there is no program to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileErrors {
    /// Did not compile; or exceeded a limit, or tampered.
    pub verdict: Verdict,
    /// What the student reads: rustc's own words, coloured with terminal sequences and free of
    /// other control characters; or our sentence, when it is not for rustc to say.
    pub rendered: String,
    /// Where the first error is, when it has a place.
    pub first: Option<Place>,
    /// The first error alone: one sentence.
    pub first_message: String,
}

impl CompileErrors {
    /// As [`CompileErrors::rendered`], without colour.
    pub fn plain(&self) -> String {
        strip_str(&self.rendered).to_string()
    }

    /// False when another machine, or this one in an idler hour, might say something else.
    pub(super) fn is_lasting(&self) -> bool {
        matches!(self.verdict, Verdict::DidNotCompile | Verdict::Tampered)
    }

    fn sentence(verdict: Verdict, sentence: impl Into<String>) -> CompileErrors {
        let first_message: String = sentence.into();
        CompileErrors {
            verdict,
            rendered: format!("{first_message}\n"),
            first: None,
            first_message,
        }
    }
}

/// It compiled longer than anything of this course does.
pub(super) fn too_slow(wall: Duration) -> CompileErrors {
    CompileErrors::sentence(
        Verdict::ExceededLimit(Limit::WallTime),
        format!("the compiler was not done after {} s and was stopped", wall.as_secs()),
    )
}

/// It used more of the machine than anything of this course does.
pub(super) fn over(limit: Limit, bounds: &Bounds) -> CompileErrors {
    let sentence = match limit {
        Limit::CpuTime => format!("more than {} s of processor time", bounds.cpu_seconds),
        Limit::Memory => format!("more than {} MiB of memory", bounds.resident_bytes >> 20),
        other => format!("more than it may ({other})"),
    };
    let sentence = format!("compiling this program takes {sentence}, so it was stopped");
    CompileErrors::sentence(Verdict::ExceededLimit(limit), sentence)
}

/// Its messages would fill a disk.
pub(super) fn too_loud() -> CompileErrors {
    CompileErrors::sentence(
        Verdict::ExceededLimit(Limit::Output),
        "the compiler had more to say about this program than anybody can read",
    )
}

/// The compiler read a file that is none of the program's.
pub(super) fn reads_elsewhere(file: &str) -> CompileErrors {
    let file = file.rsplit('/').next().unwrap_or(file);
    CompileErrors::sentence(
        Verdict::Tampered,
        format!("the program reads a file `{file}` from outside `src`; everything has to be in it"),
    )
}

/// `src/../src/./plan.rs` → `src/plan.rs`. What leads out of the folder keeps its `..`.
pub(super) fn plain_path(file: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in file.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !["", ".."].contains(last)) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// What a compiler that failed has against the program.
///
/// # Errors
/// When it has nothing against it, but failed.
pub(super) fn refusal(
    code: Option<i32>,
    signal: Option<i32>,
    said: &Said,
    store: &Path,
) -> Result<CompileErrors, BuildError> {
    const ABORT: i32 = 6;
    const SEGMENTATION_FAULT: i32 = 11;
    const CPU_TIME: i32 = 24;
    const FILE_SIZE: i32 = 25;
    let exceeded = |limit, sentence: &str| {
        Ok(CompileErrors::sentence(Verdict::ExceededLimit(limit), sentence))
    };
    match signal {
        Some(CPU_TIME) => {
            return exceeded(Limit::WallTime, "the compiler took too long and was stopped");
        }
        Some(FILE_SIZE) => {
            return exceeded(Limit::Output, "the compiled program is far too large");
        }
        Some(ABORT) if said.rest.contains("memory allocation") => {
            return exceeded(Limit::Memory, "compiling this program takes too much memory");
        }
        Some(SEGMENTATION_FAULT) => {
            return Ok(CompileErrors::sentence(
                Verdict::DidNotCompile,
                "the compiler lost itself in this program: something in it is nested too deeply",
            ));
        }
        _ => {}
    }
    let all = strip_str(&format!("{}{}", said.rendered(), said.rest)).to_string();
    if let Some(error) = machine_error(&all, said, store) {
        return Err(error);
    }
    match said.errors.first() {
        Some(first) if code == Some(1) => Ok(CompileErrors {
            verdict: Verdict::DidNotCompile,
            rendered: said.rendered(),
            first: said.errors.iter().find_map(|error| error.place.clone()),
            first_message: first.message.clone(),
        }),
        _ => Err(BuildError::BrokeOff { said: all }),
    }
}

/// Errors that rustc reports like any other, without a line of the program.
fn machine_error(all: &str, said: &Said, store: &Path) -> Option<BuildError> {
    if said.errors.iter().any(|error| error.place.is_some()) {
        return None;
    }
    let says = |part: &str| said.errors.iter().any(|error| error.message.contains(part));
    // The linker's own words are in rustc's note, not in its message.
    if let Some(error) = cannot_write(all, store) {
        return Some(error);
    }
    if says("linker `cc` not found") {
        return Some(BuildError::NoLinker);
    }
    // A symbol that nobody defines is missing in the program, not on the machine.
    let linking = says("linking with") && !all.contains("undefined symbol: main");
    let broke_off = linking || says("os error") || says("temporary directory");
    broke_off.then(|| BuildError::BrokeOff { said: all.to_owned() })
}

#[cfg(test)]
mod tests;
