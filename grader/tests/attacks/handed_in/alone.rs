//! Submissions know nothing of each other, and none outlives its grader.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::school::{PROGRAM, School};
use crate::environment::User;
use crate::{confinement, leftovers};

/// Says all that differs where somebody was before, or is at the same time, and leaves what it can.
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

/// Is there for a minute, whoever waits for it, with children where it may have some.
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
        for (name, arguments) in confinement::ARGUMENTS {
            let school = match School::open(user) {
                Ok(school) => school,
                Err(why) => {
                    println!("{user}: SKIPPED: {why}");
                    continue;
                }
            };
            let numbers = if arguments.is_empty() { NUMBERS } else { "" };
            let text = CURIOUS.replace("@numbers@", numbers);
            let [ann, bob] = ["ann", "bob"].map(|name| submission(&school, name, &text));
            let graded = |folder: &Path| report(&school, folder, arguments);
            let first = [graded(&ann), graded(&bob)];
            let (theirs, own) = (graded(&bob), graded(&ann));
            let at_once = thread::scope(|scope| {
                let both = [&ann, &bob].map(|folder| scope.spawn(|| graded(folder)));
                both.map(|one| one.join().expect("it is graded"))
            });
            for (folder, reports) in
                [(0, [&first[0], &own, &at_once[0]]), (1, [&first[1], &theirs, &at_once[1]])]
            {
                for other in &reports[1..] {
                    let differs = reports[0].lines().zip(other.lines()).find(|(a, b)| a != b);
                    assert_eq!(differs, None, "{user}, {name}, submission {folder}");
                    assert_eq!(reports[0], *other, "{user}, {name}, submission {folder}");
                }
            }
        }
    }
}

/// Kills the grader when something of its work can be seen, and waits until nothing can.
fn check_killed(what: &str, text: &str, of: impl Fn(&School) -> PathBuf) {
    // Far longer than it takes, and far shorter than all of it would live by itself.
    const LONG: Duration = Duration::from_secs(60);
    const GONE: Duration = Duration::from_secs(10);
    for &user in User::all() {
        for (name, arguments) in confinement::ARGUMENTS {
            let school = match School::open(user) {
                Ok(school) => school,
                Err(why) => {
                    println!("{user}: SKIPPED: {why}");
                    continue;
                }
            };
            let folder = submission(&school, "lasting", text);
            let bears = of(&school).display().to_string();
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
            leftovers::kill(&bears);
            assert_eq!(left, 0, "{user}, {name}: {left} of {what} outlive their grader");
            println!("{user}, {name}: {there} of {what} gone after {:?}", killed.elapsed());
            grader.wait().expect("it is our child");
        }
    }
}

#[test]
fn a_program_does_not_outlive_its_grader() {
    check_killed("a program", LASTING, School::kept);
}

#[test]
fn a_compiler_does_not_outlive_its_grader() {
    check_killed("a compiler", LONG_TO_COMPILE, School::scratch);
}
