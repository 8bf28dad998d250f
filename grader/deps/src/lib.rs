//! Names the crates that a submission may use, so that one `cargo build` prepares them all.
//!
//! There is no code here: the dependencies in `Cargo.toml` are the content.
