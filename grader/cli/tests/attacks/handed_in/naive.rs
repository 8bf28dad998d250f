//! Grading as naive graders do: in the submission's own folder, by what lies there, with all that
//! the grader itself has, and believing what is said.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Naive, Submission};
use crate::leftovers;
use crate::world::{SECRET, World};

/// Milliseconds that a naive grader waits; for what never ends it need not be long.
const PATIENCE: u64 = 20_000;
const SHORT: u64 = 1_500;
/// How often a coin is tossed, until it falls both ways.
const TOSSES: usize = 40;

/// Writes the files of a submission into a folder.
pub(crate) fn lay_out(submission: &Submission, folder: &Path, places: &BTreeMap<&str, String>) {
    for (file, content) in submission.files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("it is ours");
        let content = filled(content, places);
        match content.strip_prefix("->") {
            Some(target) => symlink(target, &path).expect("a link can be made"),
            None => fs::write(&path, content).expect("the file can be written"),
        }
        if !file.ends_with(".rs") && !file.ends_with(".toml") {
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o755));
        }
    }
}

fn filled(text: &str, places: &BTreeMap<&str, String>) -> String {
    places
        .iter()
        .fold(text.to_owned(), |text, (name, place)| text.replace(&format!("@{name}@"), place))
}

/// Everything that came of it.
struct Seen {
    said: String,
    code: Option<i32>,
    stayed: bool,
    died: bool,
}

/// Grades a submission naively; else what was seen instead of the attack at work.
pub(crate) fn falls_for(
    submission: &Submission,
    above: &Path,
    attack: &Path,
) -> Result<(), String> {
    if let Naive::None(_) = submission.naive {
        return Ok(());
    }
    let world = World::new(above, attack);
    let folder = world.home().join("run");
    lay_out(submission, &folder, &world.places());
    let (mut calls, expected) = calls(submission, &folder);
    if let (Naive::Differs, Some(run)) = (expected, calls.last().cloned()) {
        calls.resize(calls.len() + TOSSES, run);
    }
    let mut ends = BTreeSet::new();
    let mut seen = Seen { said: String::new(), code: None, stayed: false, died: false };
    for call in calls {
        let is_over = seen.code.is_some_and(|code| code != 0) && expected != Naive::Differs;
        if is_over || seen.stayed {
            break;
        }
        let wait = if expected == Naive::Stays { SHORT } else { PATIENCE };
        step(&world, attack, &call, wait, &mut seen);
        if call.len() == 1 {
            ends.insert(seen.code);
        }
        if expected == Naive::Differs && ends.len() > 1 {
            break;
        }
    }
    let mark = world.mark.clone();
    let left = leftovers::find(&mark, attack);
    if !left.is_empty() {
        leftovers::clear(&mark, attack);
    }
    let harm = world.harm();
    let works = match expected {
        Naive::EndsWell => seen.code == Some(0),
        Naive::Says(words) | Naive::Tests(words) => seen.said.contains(words),
        Naive::Learns => seen.said.contains(SECRET),
        Naive::Harms => !harm.is_empty() || seen.died,
        Naive::Leaves => !left.is_empty(),
        Naive::Stays => seen.stayed,
        Naive::Differs => ends.len() > 1,
        Naive::Cargo(..) | Naive::None(_) => true,
    };
    let Seen { said, code, .. } = seen;
    if works { Ok(()) } else { Err(format!("{code:?}, {harm:?}, {left:?}, it said: {said}")) }
}

/// The commands of the grading, and by what one sees that the attack worked.
fn calls(submission: &Submission, folder: &Path) -> (Vec<Vec<String>>, Naive) {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<String>>();
    if let Naive::Cargo(verb, expected) = submission.naive {
        let mut call = words("cargo --offline");
        call.splice(1..1, verb.iter().map(|&word| word.to_owned()));
        return (vec![call], *expected);
    }
    let compile = "rustc --edition=2024 --cap-lints=warn -o program";
    if let Some(test) = submission.test {
        let main = format!("#[path = \"src/lib.rs\"]\nmod student;\nfn main() {{\n{test}\n}}\n");
        fs::write(folder.join("test.rs"), main).expect("the file can be written");
        fs::write(folder.join("lab.rs"), "pub struct Offline;").expect("the file can be written");
        let lab = words("rustc --edition=2024 --crate-type=rlib lab.rs");
        let compile = words(&format!("{compile} --extern=lab=liblab.rlib test.rs"));
        return (vec![lab, compile, words("./program")], submission.naive);
    }
    let counts = matches!(submission.naive, Naive::Tests(_));
    let compile = format!("{compile}{} src/main.rs", if counts { " --test" } else { "" });
    (vec![words(&compile), words("./program")], submission.naive)
}

fn step(world: &World, attack: &Path, call: &[String], wait: u64, seen: &mut Seen) {
    // A compiler that is to come to its end is given the time.
    let reads_forever = call.iter().any(|word| word.ends_with("rs")) && wait == SHORT;
    let wait = if reads_forever { 2 * SHORT } else { wait };
    let grader = Command::new(attack)
        .args(["naive_grader", &world.mark, &wait.to_string()])
        .args(call)
        .current_dir(world.home())
        .env("SECRET", SECRET)
        // What cargo builds lies in the folder, not where the tests' own things are built.
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null())
        .output()
        .expect("the naive grader can be started");
    let answer = String::from_utf8_lossy(&grader.stdout).trim().to_owned();
    seen.died = !grader.status.success();
    seen.stayed = answer.starts_with("NO timed out");
    let code = answer.strip_prefix("GOT Some(").and_then(|code| code.strip_suffix(')'));
    seen.code = code.map_or(Some(-1), |code| code.parse().ok());
    for file in ["stdout", "stderr"] {
        let said = fs::read(world.home().join(file)).unwrap_or_default();
        seen.said += &String::from_utf8_lossy(&said);
    }
}
