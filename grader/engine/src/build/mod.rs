//! Compiles submissions and the course's own programs.
//!
//! A [`Workshop`] is opened once; [`compile()`] turns sources into a [`Program`] or into the
//! compiler's reasons against them; [`recompile`] does the same faster, for one who edits. The
//! manifest, the flags, the dependencies and the folder are the grader's own: a submission
//! contributes text, and nothing that it brings is executed here.

mod compile;
mod diagnostics;
mod error;
mod forbidden;
mod lint;
mod prepare;
mod progress;
mod record;
mod refuse;
mod rustc;
mod session;
mod supervise;
mod toolchain;
mod warnings;
mod workshop;

pub use compile::lay_out;
pub use compile::{Built, Program, compile, compile_anew, messages, recompile};
pub use diagnostics::Diagnostic;
pub use error::BuildError;
pub use forbidden::forbidden;
pub use lint::findings;
pub use prepare::dependencies;
pub use progress::{Progress, Silent};
pub use refuse::CompileErrors;
pub use rustc::COMPILED_IN;
pub use supervise::output;
pub use toolchain::Toolchain;
pub use warnings::{to_be_shown, unused_futures};
pub use workshop::Workshop;
