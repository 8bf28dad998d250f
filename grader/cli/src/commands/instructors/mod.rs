//! The verbs of instructors. Only a build with the feature `author` has them.

mod bless;
mod book;
mod lessons;
mod new;
mod release;
mod verify;

pub use bless::bless;
pub use book::book;
pub use lessons::lessons;
pub use new::new;
pub use release::release;
pub use verify::verify;
