//! Submissions know nothing of each other, and none outlives its grader.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::school::{PROGRAM, School};
use crate::confinement::{ARGUMENTS, Environment};
use crate::environment::User;
use crate::leftovers;

/// Says all that differs where another program was before, or is at the same time, and leaves what
/// it can.
const CURIOUS: &str = r#"
    use std::{env, fs, path::Path};
    fn main() {
        println!("@name@ {:?} {:?}", env::args_os(), env::vars_os());
        @numbers@
        for folder in [".", "..", "/tmp", "/dev/shm", "/var/tmp", "/proc/self/fd", "/proc"] {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
            names.sort();
            println!("{folder}: {names:?}");
            let _ = fs::write(Path::new(folder).join("@name@-was-here"), "x");
        }
    }
"#;

/// Numbers of processes, which only where nobody else is are always the same.
const NUMBERS: &str =
    r#"println!("{} {}", std::process::id(), std::os::unix::process::parent_id());"#;

/// Is there for a minute, whatever waits for it, with children where it may have some.
const LASTING: &str = r#"
    use std::{env, process::Command, thread, time::Duration};
    fn main() {
        if env::args().any(|word| word == "child") {
            thread::sleep(Duration::from_secs(60));
            return;
        }
        for _ in 0..3 {
            if let Ok(own) = env::current_exe() {
                let _ = Command::new(own).arg("child").env_clear().spawn();
            }
        }
        let mut count = 0_u64;
        loop { count = std::hint::black_box(count + 1) }
    }
"#;

/// Keeps the compiler busy for a minute.
const LONG_TO_COMPILE: &str = r#"
    #![allow(long_running_const_eval)]
    const COUNT: u64 = {
        let mut count = 0;
        while count < 500_000_000 { count += 1 }
        count
    };
    fn main() { println!("{COUNT}") }
"#;

fn submission(school: &School, name: &str, text: &str) -> PathBuf {
    let folder = school.others().with_file_name(name);
    fs::create_dir_all(folder.join("src")).expect("the folder can be made");
    fs::write(folder.join("src/main.rs"), text.replace("@name@", name)).expect("it can be written");
    folder
}

/// The report, without the real time that it took.
fn report(school: &School, folder: &Path, arguments: &[&str]) -> String {
    let said = school.grade(folder, PROGRAM, arguments);
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    let end = text.find("\"durations_ms\"").unwrap_or_else(|| {
        panic!("there is a report: {text}{}", String::from_utf8_lossy(&said.stderr))
    });
    text[..end].to_owned()
}

#[test]
fn the_order_of_grading_changes_no_byte() {
    for &user in User::all() {
        match School::shared(user) {
            Ok(school) => {
                let environments = school.environments(ARGUMENTS).into_iter();
                environments.for_each(|it| check_order(&school, user, it));
            }
            Err(why) => println!("{user}: SKIPPED: {why}"),
        }
    }
}

/// Grades two, then both the other way round, then both at once.
fn check_order(school: &School, user: User, (name, arguments): &Environment) {
    let numbers = if arguments.is_empty() { NUMBERS } else { "" };
    let text = CURIOUS.replace("@numbers@", numbers);
    let both = ["ann", "bob"].map(|name| submission(school, name, &text));
    let graded = |folder: &PathBuf| report(school, folder, arguments);
    let first = both.each_ref().map(graded);
    let [bob, ann] = [graded(&both[1]), graded(&both[0])];
    let at_once = thread::scope(|scope| {
        let both = both.each_ref().map(|folder| scope.spawn(move || graded(folder)));
        both.map(|one| one.join().expect("it is graded"))
    });
    for others in [[ann, bob], at_once] {
        for (first, other) in first.iter().zip(&others) {
            let differs = first.lines().zip(other.lines()).find(|(one, other)| one != other);
            assert_eq!(differs, None, "{user}, {name}");
            assert_eq!(first, other, "{user}, {name}");
        }
    }
}

/// Kills the grader when something of its work can be seen, and waits until nothing can.
fn check_killed(school: &School, user: User, (name, arguments): &Environment, work: &Work) {
    const LONG: Duration = Duration::from_secs(60);
    // Far longer than it takes, and far shorter than all of it would live by itself.
    const GONE: Duration = Duration::from_secs(10);
    let Work { what, text, path } = work;
    let folder = submission(school, "lasting", text);
    let bears = path(school).display().to_string();
    let mut grader = school
        .grader()
        .arg("grade")
        .arg(&folder)
        .args(["--exercise", PROGRAM])
        .args(*arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the grader can be started");
    let end = Instant::now() + LONG;
    while leftovers::processes(&bears).is_empty() {
        let ended = grader.try_wait().expect("it is our child");
        assert!(ended.is_none() && Instant::now() < end, "{user}, {name}: {what} is seen");
        thread::sleep(Duration::from_millis(2));
    }
    thread::sleep(Duration::from_millis(50));
    let there = leftovers::processes(&bears).len();
    grader.kill().expect("it is our child");
    let killed = Instant::now();
    let mut left = there;
    while left > 0 && killed.elapsed() < GONE {
        left = leftovers::processes(&bears).len();
    }
    let gone = killed.elapsed();
    leftovers::kill(&bears);
    assert_eq!(left, 0, "{user}, {name}: {left} of {what} outlive their grader");
    println!("{user}, {name}: {there} of {what} gone after {gone:?}");
    grader.wait().expect("it is our child");
}

/// Something that a grader is busy with.
struct Work {
    what: &'static str,
    text: &'static str,
    /// What is in the command lines of all who do it.
    path: fn(&School) -> PathBuf,
}

#[test]
fn no_compiler_and_no_program_outlives_its_grader() {
    let works = [
        Work { what: "a compiler", text: LONG_TO_COMPILE, path: School::scratch },
        Work { what: "a program", text: LASTING, path: School::kept },
    ];
    for &user in User::all() {
        // Of its own: no other grader may be at work there.
        match School::open(user) {
            Ok(school) => {
                for environment in school.environments(ARGUMENTS) {
                    works.iter().for_each(|work| check_killed(&school, user, environment, work));
                }
            }
            Err(why) => println!("{user}: SKIPPED: {why}"),
        }
    }
}
