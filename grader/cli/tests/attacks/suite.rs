//! Runs a table of attacks in every environment that there can be here, and says what came of it.
//!
//! Each user's runs are made in a process of its own, which is this test program again: so the
//! grader's library is confined by what that user may do, and has a secret in its surroundings.

use std::collections::BTreeMap;
use std::fs;
use std::os::fd::AsFd;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::confinement::Confined;
use serde::{Deserialize, Serialize};

use crate::case::{Case, Shows};
use crate::environment::{Lodging, User, is_root};
use crate::world::SECRET;
use crate::{confinement, facts, leftovers};

/// What the process of a user is told.
const ORDER: &str = "ATTACKS_ORDER";
/// The test that is that process.
const ENTRANCE: &str = "in_a_process_of_its_own";

/// What one process is to do.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    family: String,
    user: User,
    /// The folder with the programs, and the one for the user's own things.
    attack: std::path::PathBuf,
    grader: std::path::PathBuf,
    home: std::path::PathBuf,
}

/// What came of one case in one environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Came {
    /// It got nothing.
    Held,
    /// It got something that is known, for this reason.
    Remains(String),
    /// It got something.
    Broke(Vec<String>),
    /// There is nothing to hold: it does not work undefended either, for this reason.
    Skipped(String),
}

/// What one process has to say: environment, case, what came of it.
type Answer = Vec<(String, String, Came)>;

/// Runs all cases of a family in all environments, and prints what came of it.
pub(crate) fn check(family: &str) {
    let (lodging, mut all) = (Lodging::new(), Answer::new());
    for &user in User::all() {
        all.extend(in_its_process(&lodging, family, user));
    }
    if !is_root() {
        println!("SKIPPED: the environment of the superuser; run the tests as root to see it");
    }
    let mut table: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut broken = Vec::new();
    for (environment, case, came) in &all {
        let row = table.entry(environment).or_default();
        match came {
            Came::Held => row[0] += 1,
            Came::Remains(why) => {
                row[1] += 1;
                println!("{environment}: {case}: remains: {why}");
            }
            Came::Skipped(why) => {
                row[2] += 1;
                println!("{environment}: {case}: SKIPPED: {why}");
            }
            Came::Broke(what) => {
                row[3] += 1;
                broken.push(format!("{environment}: {case}:\n    {}", what.join("\n    ")));
            }
        }
    }
    println!(
        "{family:<10} {:<40} {:>5} {:>8} {:>8} {:>6}",
        "", "held", "remains", "skipped", "broke"
    );
    for (environment, [held, remains, skipped, broke]) in table {
        println!("{:<10} {environment:<40} {held:>5} {remains:>8} {skipped:>8} {broke:>6}", "");
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

fn in_its_process(lodging: &Lodging, family: &str, user: User) -> Answer {
    let order = Order {
        family: family.to_owned(),
        user,
        attack: lodging.program("attack"),
        grader: lodging.program("grader"),
        home: lodging.home(user),
    };
    // Left open for the child, as a careless tool around a grader does.
    let leak = tempfile::tempfile().expect("there is room for a file");
    std::io::Write::write_all(&mut &leak, SECRET.as_bytes()).expect("it can be written");
    rustix::io::fcntl_setfd(leak.as_fd(), rustix::io::FdFlags::empty()).expect("it is open");
    let answer = lodging.home(user).join(format!("{family}.json"));
    let log = lodging.home(user).join(format!("{family}.log"));
    let out = fs::File::create(&log).expect("there is room for a file");
    let mut process = user
        .command(&lodging.program("suite"))
        .args([ENTRANCE, "--exact", "--ignored", "--nocapture"])
        .env(ORDER, serde_json::to_string(&order).expect("an order is data"))
        .env("SECRET", SECRET)
        .current_dir(&order.home)
        .stdin(Stdio::null())
        .stderr(out.try_clone().expect("the file is open"))
        .stdout(out)
        .spawn()
        .expect("the suite can be started again");
    drop(leak);
    // An attack may kill or stop the process that runs it.
    while process.try_wait().expect("it is our child").is_none() {
        thread::sleep(Duration::from_millis(20));
        if leftovers::is_stopped(process.id()) {
            process.kill().expect("it is our child");
        }
    }
    let text = fs::read_to_string(&answer).unwrap_or_else(|_| {
        let said = fs::read_to_string(&log).unwrap_or_default();
        panic!("{family}, {user}: the process that ran the attacks came to harm\n{said}")
    });
    serde_json::from_str(&text).expect("an answer is data")
}

/// What such a process does; nothing when it was not started by the suite.
pub(crate) fn answer(table: impl Fn(&str) -> &'static [Case]) {
    let Ok(order) = std::env::var(ORDER) else { return };
    let order: Order = serde_json::from_str(&order).expect("an order is data");
    let cases = table(&order.family);
    let home = order.home.join(&order.family);
    fs::create_dir_all(&home).expect("the folder is ours");
    // Before anything is confined: from then on this process is handed every orphan.
    let undefended = each(cases, |case| {
        if case.for_root && !is_root() {
            return Some("it needs the superuser".to_owned());
        }
        let facts = facts::undefended(case, &home, &order.attack);
        let works = facts.show(case.shows);
        assert!(
            works || case.may_lack,
            "{}: {}: it must work where nothing defends, or it shows nothing: {facts}",
            order.user,
            case.name
        );
        (!works).then(|| format!("it does not work undefended either: {}", facts.output.trim()))
    });
    let mut answer = Answer::new();
    for (environment, confined) in
        confinement::environments(&order.user.to_string(), &order.grader, &home)
    {
        let came = match &confined {
            Err(why) => cases.iter().map(|_| Came::Skipped(why.clone())).collect(),
            Ok(confined) => {
                let numbered: Vec<(usize, &Case)> = cases.iter().enumerate().collect();
                each(&numbered, |(at, case)| match &undefended[*at] {
                    Some(why) => Came::Skipped(why.clone()),
                    None => came_of(case, &home, &order.attack, confined),
                })
            }
        };
        let names = cases.iter().map(|case| case.name.to_owned());
        let rows = names.zip(came).map(|(case, came)| (environment.clone(), case, came));
        answer.extend(rows);
    }
    let text = serde_json::to_string(&answer).expect("an answer is data");
    fs::write(order.home.join(format!("{}.json", order.family)), text).expect("it can be written");
}

fn came_of(
    case: &Case,
    home: &std::path::Path,
    attack: &std::path::Path,
    confined: &Confined,
) -> Came {
    let facts = facts::confined(case, home, attack, confined);
    let broken = facts.broken(case);
    match case.remains.filter(|_| confined.lacks_namespaces()) {
        _ if broken.is_empty() => Came::Held,
        // What remains is that it can be said, and nothing more.
        Some(why) if case.shows == Shows::Said && !facts.shows_secret() => {
            Came::Remains(why.into())
        }
        _ => Came::Broke(broken),
    }
}

/// The same for each, on all processors, in their order.
pub(crate) fn each<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let workers = thread::available_parallelism().map_or(2, |count| count.get());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = all.get(at) else { break };
                    let result = work(one);
                    done.lock().expect("nobody panics").push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("nobody panics");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
