//! Where a program could find a coin to toss: each source says the same in every run, or only
//! where it has namespaces of its own.
//!
//! How far a program counts until it hears of another thread differs, too: computing takes the
//! machine's own time. It would take too long to be asked as often.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use engine::build::{self, Built, Silent, Workshop};
use engine::run::Runner;
use model::spec::Run;
use sandbox::{Confinement, Layer, Sandbox};

/// Runs of which none may differ from another.
const RUNS: usize = 20;

/// Where a source says the same in every run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Same {
    /// Under every set of layers.
    Always,
    /// Where a program is in namespaces of its own.
    InNamespaces,
}

/// Every source: a name, an expression that says something of it, and where it is the same.
const SOURCES: &[(&str, &str, Same)] = &[
    ("place of a box", "&raw const *Box::new(1_u8) as usize", Same::Always),
    ("place of a large box", "Vec::<u8>::with_capacity(9 << 20).as_ptr() as usize", Same::Always),
    ("place of a local", "{ let x = 1; &raw const x as usize }", Same::Always),
    ("place of a function", "main as fn() as usize", Same::Always),
    (
        "place of a thread's local",
        "thread::spawn(|| { let x = 1; &raw const x as usize }).join().unwrap()",
        Same::Always,
    ),
    ("a hasher of its own", "RandomState::new().hash_one(1)", Same::Always),
    ("random bytes", "bytes(\"/dev/urandom\")", Same::Always),
    ("random bytes by another name", "bytes(\"/dev/./random\")", Same::Always),
    ("random bytes of the kernel's", "bytes(\"/proc/sys/kernel/random/uuid\")", Same::Always),
    ("its number", "std::process::id()", Same::InNamespaces),
    ("its parent's number", "std::os::unix::process::parent_id()", Same::InNamespaces),
    ("its thread's number", "thread::current().id()", Same::Always),
    ("its folder", "std::env::current_dir().unwrap()", Same::InNamespaces),
    ("its arguments", "std::env::args().collect::<Vec<_>>()", Same::Always),
    ("its surroundings", "std::env::vars().collect::<Vec<_>>()", Same::Always),
    ("processors", "thread::available_parallelism().unwrap()", Same::Always),
    ("the date", "SystemTime::now()", Same::Always),
    ("its user", "meta(\".\", |it| it.uid())", Same::Always),
    ("its group", "meta(\".\", |it| it.gid())", Same::Always),
    ("age of a file", "meta(\"note\", |it| (it.mtime(), it.mtime_nsec()))", Same::Always),
    ("last reading of a file", "meta(\"note\", |it| (it.atime(), it.atime_nsec()))", Same::Always),
    ("age of its folder", "meta(\".\", |it| (it.mtime(), it.mtime_nsec()))", Same::Always),
    ("age of the root", "meta(\"/\", |it| (it.mtime(), it.mtime_nsec()))", Same::InNamespaces),
    ("age of the devices", "meta(\"/dev\", |it| (it.mtime(), it.mtime_nsec()))", Same::Always),
    ("files in its folder", "names(\".\")", Same::Always),
    ("files above its folder", "names(\"..\")", Same::Always),
    ("processes", "names(\"/proc\")", Same::InNamespaces),
    ("file number of a file", "meta(\"note\", |it| it.ino())", Same::Always),
    ("its own account", "bytes(\"/proc/self/stat\")", Same::Always),
    ("its time on the processor", "bytes(\"/proc/self/schedstat\")", Same::Always),
    ("how it was scheduled", "bytes(\"/proc/thread-self/sched\")", Same::Always),
    ("its state", "bytes(\"/proc/self/status\")", Same::Always),
    ("its memory", "bytes(\"/proc/self/smaps_rollup\")", Same::Always),
    ("places in its memory", "bytes(\"/proc/self/maps\")", Same::Always),
    ("what it has read", "bytes(\"/proc/self/io\")", Same::Always),
    ("what the linker was told", "bytes(\"/proc/self/auxv\")", Same::Always),
    ("where it hangs in the tree", "bytes(\"/proc/self/mountinfo\")", Same::Always),
    ("its account by a way up", "bytes(\"/proc/self/task/../stat\")", Same::Always),
    ("memory of the machine", "bytes(\"/proc/meminfo\")", Same::Always),
    ("load of the machine", "bytes(\"/proc/loadavg\")", Same::Always),
    ("birth of a file", "meta(\"note\", |it| it.created().ok())", Same::Always),
    (
        "last change of a file's entry",
        "meta(\"note\", |it| (it.ctime(), it.ctime_nsec()))",
        Same::Always,
    ),
    (
        "age of a file of its own",
        "{ std::fs::write(\"own\", \"\").unwrap(); meta(\"own\", |it| (it.mtime(), it.mtime_nsec())) }",
        Same::Always,
    ),
    ("number of its file system", "meta(\"note\", |it| it.dev())", Same::Always),
    ("number of its output", "meta(\"/proc/self/fd/1\", |it| it.ino())", Same::Always),
    ("what its output is", "std::fs::read_link(\"/proc/self/fd/1\")", Same::Always),
    ("its namespace", "std::fs::read_link(\"/proc/self/ns/mnt\")", Same::Always),
    (
        "age of the processes' folder",
        "meta(\"/proc\", |it| (it.mtime(), it.mtime_nsec()))",
        Same::Always,
    ),
];

const AROUND: &str = r#"
use std::{fs::Metadata, hash::{BuildHasher, RandomState}, io::Read, os::unix::fs::MetadataExt};
use std::{thread, time::SystemTime};

fn bytes(file: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file).ok()?.take(200).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn meta<T>(file: &str, of: impl Fn(Metadata) -> T) -> Option<T> {
    std::fs::metadata(file).ok().map(of)
}

fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| format!("{:?}", entry.file_name())).collect()
}

fn main() {
@lines@
}
"#;

/// What each source says, by its name; each answer once.
type Answers = BTreeMap<String, BTreeSet<String>>;

/// Runs the program that looks at all sources again and again.
fn answers(confinement: Confinement<'_>) -> Answers {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let workshop = Workshop::open(&course, &mut Silent).expect("the clock and tokio build");
    let line =
        |(name, says, _): &(&str, &str, Same)| format!("println!(\"{name}\\t{{:?}}\", {says});");
    let lines: Vec<String> = SOURCES.iter().map(line).collect();
    let main = AROUND.replace("@lines@", &lines.join("\n"));
    let sources = BTreeMap::from([("src/main.rs".to_owned(), main)]);
    let program = match build::compile(&workshop, confinement, "chance", &sources)
        .expect("the compiler works")
    {
        Built::Program(program) => program,
        Built::Refused(errors) => panic!("it does not compile: {}", errors.rendered),
    };
    let runner = Runner::new(workshop.clock(), workshop.store());
    let files = BTreeMap::from([("note".to_owned(), "x".to_owned())]);
    let run = Run { files, ..Run::default() };
    let mut answers = Answers::new();
    for _ in 0..RUNS {
        let seen =
            runner.run(confinement, &program.path, &run).expect("it runs").observation.transcript;
        let said = seen.stdout().filter_map(|line| line.text.split_once('\t'));
        for (name, answer) in said {
            answers.entry(name.to_owned()).or_default().insert(answer.to_owned());
        }
        assert_eq!(answers.len(), SOURCES.len(), "{:?}", seen.lines);
    }
    answers
}

/// The sources that differ, where these layers are done without.
fn differing(without: &[Layer]) -> Option<Answers> {
    let grader = Path::new(env!("CARGO_BIN_EXE_grader"));
    let sandbox = Sandbox::probe(grader, without).expect("programs can be confined");
    if let Some((layer, why)) = sandbox.missing().iter().find(|(it, _)| !without.contains(it)) {
        eprintln!("SKIPPED: this machine has no {layer}: {why}");
        return None;
    }
    let mut answers = answers(Confinement::In(&sandbox));
    answers.retain(|_, answers| answers.len() > 1);
    Some(answers)
}

fn check(without: &[Layer]) {
    let Some(differing) = differing(without) else { return };
    let in_namespaces = !without.contains(&Layer::Namespaces);
    let may_differ = |name: &str| {
        let (_, _, same) = SOURCES.iter().find(|source| source.0 == name).expect("it is listed");
        match same {
            Same::Always => false,
            Same::InNamespaces => !in_namespaces,
        }
    };
    let coins: Vec<_> = differing.iter().filter(|(name, _)| !may_differ(name)).collect();
    assert!(coins.is_empty(), "{coins:#?}");
}

#[test]
fn no_source_of_chance_differs_in_namespaces() {
    check(&[]);
}

#[test]
fn few_sources_of_chance_differ_without_namespaces() {
    check(&[Layer::Namespaces]);
}

#[test]
fn most_of_them_are_coins_where_nothing_defends() {
    let answers = answers(Confinement::Unconfined);
    let coins: Vec<&String> =
        answers.iter().filter(|(_, answers)| answers.len() > 1).map(|(name, _)| name).collect();
    for name in
        ["place of a box", "place of a function", "random bytes", "its number", "its folder"]
    {
        assert!(coins.iter().any(|coin| *coin == name), "{name} is no coin: {coins:?}");
    }
}
