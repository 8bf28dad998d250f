//! Tossing a coin: a program that asks something of the machine, and panics or not as that falls.
//! It gets the same verdict in each of several gradings.

use std::sync::LazyLock;

use super::Naive::Differs;
use super::Submission;

/// What is tossed, and an expression for it.
const COINS: &[(&str, &str)] = &[
    ("toss the place of a box", "&raw const *Box::new(1_u8) as usize"),
    ("toss the place of a function", "main as fn() as usize"),
    (
        "toss the place of a local",
        "thread::spawn(|| { let x = 1; &raw const x as usize }).join().unwrap()",
    ),
    (
        "toss the order of a map",
        "(0..9).map(|n| (n, ())).collect::<HashMap<_, _>>().into_keys().next()",
    ),
    ("toss random bytes", "bytes(\"/dev/urandom\")"),
    ("toss random bytes by a way up", "bytes(\"/dev/../dev/urandom\")"),
    ("toss a number of the kernel's", "bytes(\"/proc/sys/kernel/random/uuid\")"),
    (
        "toss the date",
        "SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_micros()",
    ),
    (
        "toss how long it takes",
        "{ let began = Instant::now(); (0..9).for_each(|_| drop(bytes(\"x\"))); began.elapsed() }",
    ),
    ("toss its own account", "bytes(\"/proc/self/stat\")"),
    ("toss its time on the processor", "bytes(\"/proc/self/schedstat\")"),
    ("toss the machine's time since its start", "bytes(\"/proc/uptime\")"),
    ("toss what lies where in its memory", "bytes(\"/proc/self/maps\")"),
    (
        "toss the age of a file of its own",
        "{ fs::write(\"own\", \"x\").unwrap(); fs::metadata(\"own\").unwrap().modified().ok() }",
    ),
];

const AROUND: &str = "
    use std::collections::{HashMap, hash_map::DefaultHasher};
    use std::hash::{Hash, Hasher};
    use std::io::Read;
    use std::os::unix::fs::MetadataExt;
    use std::time::{Instant, SystemTime};
    use std::{fs, thread};
    #[allow(unused)]
    fn bytes(file: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        fs::File::open(file).ok()?.take(200).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
    #[allow(unused)]
    fn unused(it: fs::Metadata) -> (u64, Option<HashMap<u8, Instant>>, Option<SystemTime>) {
        (it.ino(), None, None)
    }
    fn main() {
        let mut hasher = DefaultHasher::new();
        format!(\"{:?}\", @coin@).hash(&mut hasher);
        assert!(hasher.finish() % 2 == 0, \"tails\");
        println!(\"heads\");
        let _ = thread::current();
    }";

/// A submission for each coin.
pub(crate) fn submissions() -> &'static [Submission] {
    static ALL: LazyLock<Vec<Submission>> = LazyLock::new(|| {
        let toss = |&(name, coin): &(&'static str, &str)| {
            let program: &'static str = AROUND.replace("@coin@", coin).leak();
            let files: &'static [_] = vec![("src/main.rs", program)].leak();
            Submission::program(name, 66, files, Differs, "wrong_transcript|panicked")
        };
        COINS.iter().map(toss).collect()
    });
    &ALL
}
