//! What was seen of one run of an attack, and what it means.

use std::fmt;
use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::confinement::Confined;
use model::spec::Run;

use crate::case::{Case, Shows};
use crate::leftovers;
use crate::world::{SECRET, World};

/// Bytes that a grader keeps of a run: both outputs up to their cap, and the beginnings of files.
const MOST_OUTPUT: usize = 6 << 20;

/// What was seen of one run.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// Everything that it wrote, on its outputs and into its folder.
    pub(crate) output: String,
    /// How it ended.
    pub(crate) end: String,
    /// What was touched that is not its own.
    pub(crate) harm: Vec<String>,
    /// What was left of it.
    pub(crate) left: Vec<String>,
}

impl Facts {
    /// True when the attack worked, by what the case says that one sees.
    pub(crate) fn show(&self, shows: Shows) -> bool {
        match shows {
            Shows::Secret => self.shows_secret(),
            Shows::Said | Shows::Mess => self.output.lines().any(|line| line.starts_with("GOT ")),
            Shows::Harm => !self.harm.is_empty(),
            Shows::Left => !self.left.is_empty(),
        }
    }

    /// True when hidden bytes were read.
    pub(crate) fn shows_secret(&self) -> bool {
        self.output.contains(SECRET)
    }

    /// What a confined run of the case should not have been able to do.
    pub(crate) fn broken(&self, case: &Case) -> Vec<String> {
        let mut broken = Vec::new();
        if self.shows_secret() {
            broken.push("the secret was read".to_owned());
        }
        if case.shows == Shows::Said && self.show(Shows::Said) {
            broken.push("the program got what it wanted".to_owned());
        }
        broken.extend(self.harm.iter().cloned());
        broken.extend(self.left.iter().map(|left| format!("left behind: {left}")));
        if self.output.len() > MOST_OUTPUT {
            broken.push(format!("{} bytes of it were kept", self.output.len()));
        }
        // Who was refused has nothing to be stopped for.
        let was_refused = self.output.lines().any(|line| line.starts_with("NO "));
        if !case.ends.is_empty() && self.end != case.ends && !was_refused {
            broken.push(format!("it was to end `{}`, not `{}`", case.ends, self.end));
        }
        if !broken.is_empty() {
            broken.push(self.to_string());
        }
        broken
    }
}

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start: String = self.output.chars().take(300).collect();
        write!(f, "({}; {:?}; {:?}; it wrote {start:?})", self.end, self.harm, self.left)
    }
}

/// Runs an attack as a naive grader would: as a child that inherits everything.
pub(crate) fn undefended(case: &Case, above: &Path, program: &Path) -> Facts {
    let world = World::new(above, program);
    let mut grader = Command::new(program);
    grader.args(["naive_grader", &*world.mark, "30000"]).arg(world.program());
    let mut grader = grader
        .args(world.arguments(case.attack))
        .current_dir(world.home())
        .env("SECRET", SECRET)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the naive grader can be started");
    let mut harm = Vec::new();
    let end = Instant::now() + Duration::from_secs(60);
    let status = loop {
        if let Some(status) = grader.try_wait().expect("it is our child") {
            break Some(status);
        }
        if Instant::now() > end || leftovers::is_stopped(grader.id()) {
            // Waited for below, by nobody: it is killed with all that bears the mark.
            let _ = grader.kill();
            let _ = grader.wait();
            break None;
        }
        thread::sleep(Duration::from_millis(5));
    };
    if status.is_none_or(|status| !status.success()) {
        harm.push("the grader came to harm".to_owned());
    }
    // What moves on while it is looked for is not seen at every look.
    let looks = (0..50).map(|_| leftovers::find(&world.mark, program));
    let looked_for = if case.shows == Shows::Left { 50 } else { 1 };
    let left = looks.take(looked_for).find(|left| !left.is_empty()).unwrap_or_default();
    if !left.is_empty() || looked_for > 1 {
        leftovers::clear(&world.mark, program);
    }
    let end = grader.stdout.map(std::io::read_to_string).transpose();
    let end = end.ok().flatten().unwrap_or_default().trim().to_owned();
    let mut output = String::new();
    for file in ["stdout", "stderr"] {
        output += &ends(&world.home().join(file));
    }
    for entry in walkdir::WalkDir::new(world.home().join("run")).into_iter().flatten() {
        // What is there of a file is what its name leads to: nobody naive looks twice.
        if fs::metadata(entry.path()).is_ok_and(|meta| meta.is_file()) {
            output += &ends(entry.path());
        }
    }
    // Else a plain user could not remove the folder.
    let closed = fs::Permissions::from_mode(0o700);
    let _ = fs::set_permissions(world.home().join("run/closed"), closed);
    harm.extend(world.harm());
    Facts { output, end, harm, left }
}

/// The beginning of a file and its end: enough of a flood.
fn ends(path: &Path) -> String {
    const PIECE: u64 = 64 << 10;
    let mut bytes = Vec::new();
    // What cannot be read says nothing.
    if let Ok(mut file) = fs::File::open(path) {
        let _ = (&mut file).take(PIECE).read_to_end(&mut bytes);
        let rest = file.metadata().map_or(0, |meta| meta.len()).saturating_sub(PIECE);
        let _ = file.seek(SeekFrom::Current(rest.saturating_sub(PIECE) as i64));
        let _ = file.take(PIECE).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Runs an attack as the grader does.
pub(crate) fn confined(case: &Case, above: &Path, program: &Path, confined: &Confined) -> Facts {
    let world = World::new(above, program);
    let wall = Duration::from_millis(case.wall_ms);
    let run = Run { args: world.arguments(case.attack), ..Run::default() };
    let seen = confined.run(&world.program(), &run, wall);
    // Killing takes effect in a moment; what then is there, stays.
    let mut left = leftovers::find(&world.mark, program);
    for _ in 0..20 {
        if left.is_empty() {
            break;
        }
        thread::sleep(Duration::from_millis(5));
        left = leftovers::find(&world.mark, program);
    }
    if !left.is_empty() {
        leftovers::clear(&world.mark, program);
    }
    let mut facts = Facts { left, ..Facts::default() };
    match seen {
        Ok(recording) => {
            let transcript = recording.observation.transcript;
            let lines = transcript.lines.iter().map(|line| line.text.as_str());
            let files = transcript.files.values().map(String::as_str);
            facts.output = lines.chain(files).collect::<Vec<_>>().join("\n");
            facts.end = transcript.end.to_string();
        }
        Err(error) => facts.harm.push(format!("the grader came to harm: {error}")),
    }
    facts.harm.extend(world.harm());
    facts
}
