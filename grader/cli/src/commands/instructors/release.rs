//! `cargo xtask release`: a student's copy, which proves itself before it is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::commands::failure::Result;
use crate::commands::instructor_args::ReleaseArgs;
use crate::commands::outcome::Outcome;
use crate::commands::progress::Steps;
use crate::commands::say::say;
use crate::commands::session;
use author::release::{self, Contents, ReleaseError};
use course::Course;
use engine::build::Progress;
use sandbox::group;

/// Copies what students receive, looks for what they must not see, and checks that it works.
///
/// # Errors
/// When the folder is not empty, something hidden would be released, or the copy does not work;
/// then there is no copy.
pub fn release(args: &ReleaseArgs) -> Result<Outcome> {
    let course = session::course()?;
    let mut steps = session::steps();
    let made = make(&course, args, &mut steps);
    steps.clear();
    say(&shown(&course, args, &made?))?;
    Ok(Outcome::Accepted)
}

/// Makes the copy beside its place, and puts it there when it has proved itself: one that shows
/// what is hidden must not lie around.
fn make(course: &Course, args: &ReleaseArgs, steps: &mut Steps) -> Result<Contents, ReleaseError> {
    let out = std::path::absolute(&args.out).map_err(ReleaseError::io(&args.out))?;
    if fs::read_dir(&out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(ReleaseError::NotEmpty(out));
    }
    let zip = zip_beside(&out);
    if args.zip && zip.exists() {
        return Err(ReleaseError::ZipExists(zip));
    }
    let above = out.parent().unwrap_or(&out);
    fs::create_dir_all(above).map_err(ReleaseError::io(above))?;
    let fresh = tempfile::Builder::new().prefix(".release-").tempdir_in(above);
    let fresh = fresh.map_err(ReleaseError::io(above))?;
    steps.step("copying what students receive");
    let contents = release::copy(course, fresh.path())?;
    steps.step("looking for what they must not see");
    let leaks = release::leaks(course, fresh.path(), &contents)?;
    if !leaks.is_empty() {
        return Err(ReleaseError::Leaks(leaks));
    }
    if !args.no_build {
        works(fresh.path(), steps)?;
    }
    if args.zip {
        steps.step("packing it");
        let packed = tempfile::NamedTempFile::new_in(above).map_err(ReleaseError::io(above))?;
        let folder = out.file_name().unwrap_or_default().to_string_lossy();
        release::pack(fresh.path(), &contents, &folder, packed.path())?;
        open_to_all(packed.path(), 0o644)?;
        packed.persist_noclobber(&zip).map_err(|error| ReleaseError::io(&zip)(error.error))?;
    }
    fs::rename(fresh.path(), &out).map_err(ReleaseError::io(&out))?;
    open_to_all(&out, 0o755)?;
    Ok(contents)
}

/// The packed copy lies beside the folder, under its name.
fn zip_beside(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(".zip");
    out.with_file_name(name)
}

/// Others may read it, as they may whatever else is made there; what is temporary is its owner's.
fn open_to_all(path: &Path, mode: u32) -> Result<(), ReleaseError> {
    let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
    fs::set_permissions(path, mode).map_err(ReleaseError::io(path))
}

/// Does what a student does first, with nothing built: the first exercise is not started yet.
fn works(out: &Path, steps: &mut Steps) -> Result<(), ReleaseError> {
    steps.step("building the copy and checking it as a student would; about a minute");
    let wrong = |source| ReleaseError::Io { path: out.to_owned(), source };
    let target = tempfile::tempdir().map_err(wrong)?;
    let said_to = tempfile::tempfile().map_err(wrong)?;
    let mut command = Command::new("cargo");
    command
        .args(["xtask", "check"])
        .current_dir(out)
        .env("CARGO_TARGET_DIR", target.path())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(said_to.try_clone().map_err(wrong)?)
        .stderr(said_to.try_clone().map_err(wrong)?);
    let (mut group, ()) = group::start(|| Ok((command, Vec::new(), ()))).map_err(wrong)?;
    let status = group.child.wait().map_err(wrong)?;
    let said = read(said_to).map_err(wrong)?;
    // Not accepted, which is how a fresh copy should be.
    if status.code() != Some(1) || !said.contains("Not started yet") {
        return Err(ReleaseError::DoesNotWork(format!("`cargo xtask check` in it said:\n{said}")));
    }
    Ok(())
}

fn read(mut file: fs::File) -> std::io::Result<String> {
    use std::io::{Read, Seek};
    file.rewind()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What the copy contains: files and bytes of each part.
fn shown(course: &Course, args: &ReleaseArgs, contents: &Contents) -> String {
    let Contents { files, bytes, left_out } = contents;
    let mut out = format!(
        "{}: {} files, {} KiB; exercises: {}\n",
        args.out.display(),
        files.len(),
        bytes / 1024,
        course.exercises.len()
    );
    let mut tops: Vec<(&Path, usize)> = Vec::new();
    for file in files {
        let top = Path::new(file.iter().next().unwrap_or_default());
        match tops.last_mut() {
            Some((last, count)) if *last == top => *count += 1,
            _ => tops.push((top, 1)),
        }
    }
    for (top, count) in tops {
        let what = if count == 1 { String::new() } else { format!("{count} files") };
        out += format!("  {:20} {what}", top.display()).trim_end();
        out.push('\n');
    }
    if !left_out.is_empty() {
        out += &format!(
            "Left out, because they are on no list of what students receive: {}\n",
            left_out.len()
        );
        for path in left_out.iter().filter(|path| !path.starts_with("grader/tests")) {
            out += &format!("  {}\n", path.display());
        }
    }
    if args.zip {
        out += &format!("Packed: {}\n", zip_beside(&args.out).display());
    }
    out += "\nNo piece of a solution, a hidden run or a hidden transcript is in it.\n";
    if !args.no_build {
        out += "It builds, and `cargo xtask check` in it greets a student.\n";
    }
    out
}
