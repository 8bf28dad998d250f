//! What an attack finds around it: decoys, and a victim that has the secret in every place.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::environment::copy_program;
use crate::leftovers;

/// What no attack may ever print: it is in the decoys, in the victim, and in the surroundings of
/// the process that runs the attacks.
pub(crate) const SECRET: &str = "DECOY-5c1e-of-what-is-hidden";
/// Enough of it to look for it without having it.
const PART_OF_IT: &str = "DECOY-5c1e";

/// The surroundings of one run of one attack.
pub(crate) struct World {
    home: TempDir,
    /// The name that is in everything the attack leaves.
    pub(crate) mark: String,
    victim: Victim,
    /// What all that it may not touch was like.
    before: BTreeMap<String, String>,
}

struct Victim {
    process: Child,
    /// The name of what it has without a file.
    mark: String,
    program: PathBuf,
    /// Closed, it goes.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    places: BTreeMap<String, String>,
    before: String,
    /// It went by itself, with all that it had.
    is_over: bool,
}

impl World {
    /// A fresh one in `above`, for the attack program that lies at `program`.
    pub(crate) fn new(above: &Path, program: &Path) -> World {
        let home = tempfile::Builder::new().prefix("world-").tempdir_in(above);
        let home = home.expect("there is room for a folder");
        let folders = ["", "decoys", "decoys/names", "decoys/hidden", "decoys/kept"];
        for folder in folders.into_iter().chain(["decoys/others", "decoys/others/src", "run"]) {
            let path = home.path().join(folder);
            fs::create_dir_all(&path).expect("the folder can be made");
            open_to_everybody(&path);
        }
        for (file, text) in [
            ("decoys/solution.rs", format!("// {SECRET}\n")),
            ("decoys/results.json", "{\"points\": 0}\n".to_owned()),
            (&*format!("decoys/names/{SECRET}"), String::new()),
            ("decoys/hidden/hidden.toml", format!("# {SECRET}\n")),
            ("decoys/kept/program", format!("of another: {SECRET}\n")),
            ("decoys/others/src/main.rs", format!("pub fn main() {{ println!(\"{SECRET}\") }}\n")),
        ] {
            let path = home.path().join(file);
            fs::write(&path, text).expect("the decoy can be written");
            open_to_everybody(&path);
        }
        let own = home.path().join("program");
        copy_program(program, &own);
        let victim = Victim::start(program, &home.path().join("decoys"));
        let mut world = World { home, mark: mark(), victim, before: BTreeMap::new() };
        world.before = world.untouchable();
        world
    }

    /// The attack's own copy of the program.
    pub(crate) fn program(&self) -> PathBuf {
        self.home.path().join("program")
    }

    /// The folder of the world.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where everything is, by the name that attacks have for it.
    pub(crate) fn places(&self) -> BTreeMap<&str, String> {
        let decoy = |name: &str| self.home.path().join("decoys").join(name).display().to_string();
        let own = [
            ("solution", decoy("solution.rs")),
            ("results", decoy("results.json")),
            ("names", decoy("names")),
            ("hidden", decoy("hidden")),
            ("others", decoy("others")),
            ("kept", decoy("kept")),
            ("decoys", self.home.path().join("decoys").display().to_string()),
            ("part", PART_OF_IT.to_owned()),
            ("mark", self.mark.clone()),
        ];
        let places = self.victim.places.iter().map(|(name, place)| (&**name, place.clone()));
        own.into_iter().chain(places).collect()
    }

    /// The words of an attack with all that stands in braces filled in; the mark comes second.
    pub(crate) fn arguments(&self, attack: &str) -> Vec<String> {
        let places = self.places();
        let fill = |word: &str| {
            places.iter().fold(word.to_owned(), |word, (name, place)| {
                word.replace(&format!("{{{name}}}"), place)
            })
        };
        let mut words: Vec<String> = attack.split_whitespace().map(fill).collect();
        words.insert(1, self.mark.clone());
        assert!(words.iter().all(|word| !word.contains(['{', '}'])), "{words:?}");
        assert!(words.iter().all(|word| !word.contains(SECRET)), "the attack is given the secret");
        words
    }

    /// What is not as it was, and ends the victim.
    pub(crate) fn harm(mut self) -> Vec<String> {
        let now = self.untouchable();
        let names = self.before.keys().chain(now.keys());
        let differs = names.filter(|&name| self.before.get(name) != now.get(name));
        let mut harm: Vec<String> = differs.map(|name| format!("{name} was touched")).collect();
        harm.dedup();
        harm.extend(self.victim.end());
        harm
    }

    /// All that is not the attack's, with when and how it was last changed: a new owner, mode,
    /// attribute or link is a change too.
    fn untouchable(&self) -> BTreeMap<String, String> {
        let entries = ["decoys", "program"].map(|name| self.home.path().join(name));
        let entries = entries.iter().flat_map(walkdir::WalkDir::new);
        let seen = entries.flatten().filter_map(|entry| {
            let meta = fs::symlink_metadata(entry.path()).ok()?;
            let name = entry.path().strip_prefix(self.home.path()).ok()?.display().to_string();
            // The victim is at work in its folder.
            let changed = format!("{}.{}", meta.ctime(), meta.ctime_nsec());
            Some((name, format!("{} {} {changed}", meta.ino(), meta.len())))
        });
        seen.collect()
    }
}

impl Victim {
    fn start(program: &Path, folder: &Path) -> Victim {
        let mark = mark();
        let mut process = Command::new(program)
            .args(["victim", &mark])
            .arg(folder)
            .arg(SECRET)
            .env_clear()
            .env("SECRET", SECRET)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the victim can be started");
        let input = process.stdin.take();
        let mut output = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        let mut line = String::new();
        output.read_line(&mut line).expect("it says where everything is");
        let pairs = line.split_whitespace().filter_map(|word| word.split_once('='));
        let places: BTreeMap<String, String> =
            pairs.map(|(name, place)| (name.to_owned(), place.to_owned())).collect();
        assert!(places.contains_key("pid"), "the victim is at work: {line}");
        let before = state(process.id());
        let program = program.to_owned();
        Victim { process, mark, program, input, output, places, before, is_over: false }
    }

    /// What was done to it.
    fn end(&mut self) -> Vec<String> {
        let mut harm = Vec::new();
        let now = state(self.process.id());
        if now != self.before {
            harm.push(format!("the victim is not as it was: {} -> {now}", self.before));
            // One that was stopped would never end.
            let _ = self.process.kill();
        }
        drop(self.input.take());
        let mut said = String::new();
        let _ = self.output.read_to_string(&mut said);
        let _ = self.process.wait();
        self.is_over = said.contains("semaphore: ");
        let expected = format!("memory: {SECRET:<64}\nsemaphore: 0\n");
        if harm.is_empty() && said != expected {
            harm.push(format!("the victim was reached: {said}"));
        }
        harm
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        // It goes by itself when its input ends; one that was stopped is killed.
        drop(self.input.take());
        let _ = self.process.kill();
        let _ = self.process.wait();
        leftovers::clear(&self.mark, &self.program);
    }
}

/// How a process is, as far as others can change it: stopped, nice, bound to a processor, limited.
fn state(process: u32) -> String {
    let read = |file: &str| fs::read_to_string(format!("/proc/{process}/{file}"));
    let stat = read("stat").unwrap_or_default();
    let after = stat.rsplit_once(") ").map_or("", |(_, after)| after);
    let fields: Vec<&str> = after.split(' ').collect();
    let life = match fields.first() {
        None | Some(&"" | &"Z" | &"X") => "dead",
        Some(&"T" | &"t") => "stopped",
        _ => "alive",
    };
    const NICE: usize = 16;
    let nice = fields.get(NICE).copied().unwrap_or_default();
    let status = read("status").unwrap_or_default();
    let allowed = status.lines().find(|line| line.starts_with("Cpus_allowed:"));
    let limits = read("limits").unwrap_or_default();
    let core = limits.lines().find(|line| line.starts_with("Max core")).unwrap_or_default();
    format!("{life}, nice {nice}, {}, {core}", allowed.unwrap_or_default())
}

fn open_to_everybody(path: &Path) {
    let mode = fs::Permissions::from_mode(0o777);
    fs::set_permissions(path, mode).expect("the decoy is ours");
}

/// A name that nobody else on the machine has, of a fixed length; its digits are a number too.
fn mark() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = std::process::id() % 2_000_000 * 1000 + NEXT.fetch_add(1, Ordering::Relaxed);
    format!("attack-{number:010}")
}
