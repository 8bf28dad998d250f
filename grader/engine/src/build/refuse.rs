//! Decides whose doing it is when there is no program: the submission's, or the machine's.
//!
//! Where the two look alike the machine is blamed, because a lost grading can be repeated and a
//! lost point is an injustice.

use std::path::Path;

use super::compile;
use super::diagnostics::Said;
use super::error::{BuildError, cannot_write};
use model::clean::clean_lines;
use model::transcript::{Limit, Place};
use model::verdict::Verdict;

/// Why there is no program to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileErrors {
    /// Did not compile; or exceeded a limit, or tampered.
    pub verdict: Verdict,
    /// What the student reads: rustc's own words, safe to show; or our sentence, when it is not
    /// for rustc to say.
    pub rendered: String,
    /// Where the first error is, when it has a place.
    pub first: Option<Place>,
    /// The first error alone: one sentence.
    pub first_message: String,
}

impl CompileErrors {
    /// False when another machine, or this one in an idler hour, might say something else.
    pub(super) fn is_lasting(&self) -> bool {
        matches!(self.verdict, Verdict::DidNotCompile | Verdict::Tampered)
    }

    /// There is no program, for a reason that the compiler itself did not tell.
    pub(crate) fn did_not_compile(sentence: &str) -> CompileErrors {
        CompileErrors::sentence(Verdict::DidNotCompile, sentence)
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
pub(super) fn too_slow() -> CompileErrors {
    let sentence = format!(
        "the compiler was not done after {} s and was stopped",
        compile::LIMITS.wall.as_secs()
    );
    CompileErrors::sentence(Verdict::ExceededLimit(Limit::WallTime), sentence)
}

/// It used more of the machine than anything of this course does.
pub(super) fn over(limit: Limit) -> CompileErrors {
    let bounds = &compile::LIMITS.resources;
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
    let sentence = format!(
        "the compiler had over {} MiB to say about this program, more than anybody can read",
        compile::LIMITS.said >> 20
    );
    CompileErrors::sentence(Verdict::ExceededLimit(Limit::Output), sentence)
}

/// The compiler read a file that is none of the program's.
pub(super) fn reads_elsewhere(file: &str) -> CompileErrors {
    let file = file.rsplit('/').next().unwrap_or(file);
    CompileErrors::sentence(
        Verdict::Tampered,
        format!("the program reads a file `{file}` from outside `src`; everything has to be in it"),
    )
}

/// The compiler was asked for something of the machine that it runs on.
pub(super) fn reads_surroundings(name: &str) -> CompileErrors {
    CompileErrors::sentence(
        Verdict::DidNotCompile,
        format!(
            "the program asks for `{name}` of the machine that compiles it, and nothing is there: \
             write the value itself into the program"
        ),
    )
}

/// The compiler broke off before it said what it had read, in a program that may read a lot.
pub(super) fn reads_unseen() -> CompileErrors {
    CompileErrors::sentence(
        Verdict::DidNotCompile,
        "the compiler broke off in a program that uses `include_str` or `include_bytes`, so its \
         words are not shown; leave those out to see them",
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
    if let Some(errors) = exceeded(signal, said) {
        return Ok(errors);
    }
    let all = format!("{}{}", said.rendered(), clean_lines(&said.rest));
    // In the words of either linker.
    let no_main = ["undefined symbol: main", "undefined reference to `main'"];
    if no_main.iter().any(|words| all.contains(words)) {
        let sentence = "the program has no `main` to begin with; leave out `#![no_main]`";
        return Ok(CompileErrors::sentence(Verdict::DidNotCompile, sentence));
    }
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

/// The limit that the compiler went over, by how it ended and what it said last.
fn exceeded(signal: Option<i32>, said: &Said) -> Option<CompileErrors> {
    const ABORT: i32 = 6;
    const SEGMENTATION_FAULT: i32 = 11;
    const CPU_TIME: i32 = 24;
    const FILE_SIZE: i32 = 25;
    let says = |words: &str| said.errors.iter().any(|error| error.rendered.contains(words));
    let has_endless_constant =
        || said.errors.iter().any(|error| error.code.as_deref() == Some("long_running_const_eval"));
    let (limit, sentence) = match signal {
        Some(CPU_TIME) => return Some(too_slow()),
        Some(ABORT) if said.rest.contains("memory allocation") => (Limit::Memory, memory()),
        None if says("more memory than available to compiler") => (Limit::Memory, memory()),
        Some(SEGMENTATION_FAULT) => (
            Limit::Memory,
            "compiling this program takes more stack than the compiler has: something in it is \
             nested too deeply"
                .to_owned(),
        ),
        Some(FILE_SIZE) => (Limit::Output, file()),
        // The compiler's linker writes the file, and dies in its place.
        None if says("linking with") && says("File size limit exceeded") => (Limit::Output, file()),
        None if has_endless_constant() => (
            Limit::WallTime,
            "a constant of this program takes longer to compute than the compiler waits".to_owned(),
        ),
        _ => return None,
    };
    Some(CompileErrors::sentence(Verdict::ExceededLimit(limit), sentence))
}

fn memory() -> String {
    format!(
        "compiling this program takes over {} GiB of memory",
        compile::LIMITS.resources.memory_bytes >> 30
    )
}

fn file() -> String {
    format!("the compiled program has over {} MiB", compile::LIMITS.resources.file_bytes >> 20)
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
    // A symbol that is not defined is missing in the program, not on the machine.
    let linking = says("linking with");
    let broke_off = linking || says("os error") || says("temporary directory");
    broke_off.then(|| BuildError::BrokeOff { said: all.to_owned() })
}

#[cfg(test)]
mod tests;
