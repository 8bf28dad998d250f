//! `cargo xtask book`: a site of all lessons, built by mdBook.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::commands::failure::{Failure, Result};
use crate::commands::instructor_args::BookArgs;
use crate::commands::outcome::Outcome;
use crate::commands::say::say;
use crate::commands::session;
use author::book::{self, Page};
use engine::build::Progress;
use sandbox::group;

/// The program that makes a site of Markdown.
const MDBOOK: &str = "mdbook";
/// What it says of itself in every page.
const SIGN: &str = "Book generated using mdBook";

/// Makes the site beside its place, and puts it there once all of its links lead somewhere.
///
/// # Errors
/// When a lesson asks for what is not there, a link leads nowhere, the folder holds something else,
/// or there is no mdBook.
pub fn book(args: &BookArgs) -> Result<Outcome> {
    let course = session::course()?;
    let out = args.out.clone().unwrap_or_else(|| course.root.join("target").join("book"));
    let out = std::path::absolute(&out).map_err(|error| failed(&out, &error))?;
    if !is_free(&out) {
        let what = "is not empty, and holds no book: name a folder for it with --out";
        return Err(Failure::usage(format!("{} {what}", out.display())));
    }
    let above = out.parent().unwrap_or(&out);
    fs::create_dir_all(above).map_err(|error| failed(above, &error))?;
    let fresh = tempfile::Builder::new().prefix(".book-").tempdir_in(above);
    let fresh = fresh.map_err(|error| failed(above, &error))?;
    let (source, site) = (fresh.path().join("source"), fresh.path().join("site"));

    let mut steps = session::steps();
    steps.step("drawing the lessons' timelines");
    let pages = book::pages(&course)?;
    write(&source, &pages)?;
    steps.step("building the site");
    let built = build(&source, &site);
    steps.clear();
    built?;
    let wrong = book::wrong_links(&site).map_err(|error| failed(&site, &error))?;
    if !wrong.is_empty() {
        let what = "these links of the lessons lead nowhere:\n  ";
        return Err(Failure::usage(format!("{what}{}", wrong.join("\n  "))));
    }
    if out.exists() {
        fs::remove_dir_all(&out).map_err(|error| failed(&out, &error))?;
    }
    fs::rename(&site, &out).map_err(|error| failed(&out, &error))?;
    say(&format!("{}\n", out.join("index.html").display()))?;
    Ok(Outcome::Accepted)
}

/// Nothing is there, or a book that may be made anew.
fn is_free(out: &Path) -> bool {
    let is_empty = fs::read_dir(out).map_or(!out.exists(), |mut them| them.next().is_none());
    is_empty || fs::read_to_string(out.join("index.html")).is_ok_and(|page| page.contains(SIGN))
}

fn write(source: &Path, pages: &[Page]) -> Result<()> {
    for Page { path, text } in pages {
        let path = source.join(path);
        let folder = path.parent().unwrap_or(source);
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        fs::write(&path, text).map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

fn build(source: &Path, site: &PathBuf) -> Result<()> {
    let Output { status, stderr, .. } = run(source, site).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::usage(format!(
            "there is no `{MDBOOK}` on the PATH; install it with: cargo install mdbook --locked"
        )),
        _ => Failure::ours(format!("`{MDBOOK}` cannot be run: {error}")),
    })?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::ours(format!(
        "`{MDBOOK}` failed:\n{}",
        String::from_utf8_lossy(&stderr).trim_end()
    )))
}

fn run(source: &Path, site: &PathBuf) -> io::Result<Output> {
    let (mut group, ()) = group::start(|| {
        let mut command = Command::new(MDBOOK);
        command.arg("build").arg(source).arg("--dest-dir").arg(site);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        Ok((command, Vec::new(), ()))
    })?;
    // It says little; what is more than a pipe holds would be read by nobody before its end.
    let mut stderr = Vec::new();
    if let Some(mut pipe) = group.child.stderr.take() {
        io::Read::read_to_end(&mut pipe, &mut stderr)?;
    }
    Ok(Output { status: group.child.wait()?, stdout: Vec::new(), stderr })
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::ours(format!("{}: {error}", path.display()))
}
