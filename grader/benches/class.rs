//! What grading a class takes: distinct submissions, each built and judged alone.
//!
//! ```text
//! cargo bench --bench class                              a few minutes
//! CLASS_SIZES=10,100,1000 cargo bench --bench class      and how it grows: half an hour
//! ```
//!
//! Method. A student hands in three exercises, one of threads and two of tokio: the references,
//! with the functions in another order and under other names, and with comments of their own, so
//! that no two students share a byte-equal file and every program is right. `grader grade`, built
//! as for release, grades a student's tree; as many are at work at a time as there are cores. All
//! that is made once (the course's own programs, random runs) is made before; the submissions
//! are new in every run of the benchmark.
//!
//! The first table has the peers, in turns with the grader, medians of `CLASS_ROUNDS` (7): `cargo
//! build` of the same three packages for one student after another into a shared target folder
//! (what it leads to is another question: cargo may run the one student's program for the
//! other's), with the dev profile as cargo ships it and with the workspace's own; and the same
//! submission once more. Cargo has all cores for one student, the grader one for each of as many
//! students as there are cores; each figure is for one submission of one exercise.
//!
//! The second table has classes of `CLASS_SIZES` (10,40) students. Its memory is the most that
//! graders held together, and the most that they held together with all that they started but
//! the compiler and its linker: resident bytes, looked at fifty times a second. The last column
//! is the store, which is swept meanwhile. The exit code is 1 when one submission is not accepted.

mod common;
#[path = "class/memory.rs"]
mod memory;
#[path = "class/students.rs"]
mod students;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::student::{self, command};
use common::table::Table;
use common::times::{Times, milliseconds, ratio};
use memory::Watched;
use students::Students;

const EXERCISES: [&str; 3] = ["03-sleepy-count", "08-upload-async", "09-go-async"];
const TARGETS: &str = "Targets: at most 0.25 of `cargo build`, 0.02 for an identical source; time \
    a submission within 5 %, memory flat.";

/// Where the class is graded.
struct Office {
    course: PathBuf,
    students: Students,
}

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let place = student::place().join("class");
    let course = place.join("course");
    student::copy_course(&course).expect("the course can be copied");
    let students = Students::of(&course, &EXERCISES, &place.join("students"));
    let mut office = Office { course, students };
    // Builds what there is to build, and makes all that is made once.
    let first = office.students.next();
    office.grade_all(&[first]);
    common::print_heading("A class");
    print_peers(&mut office, &place, common::setting("CLASS_ROUNDS", 7));
    print_growth(&mut office);
    println!("{TARGETS}\n");
}

impl Office {
    /// Grades what these students hand in, as many at a time as there are cores.
    fn grade_all(&self, folders: &[PathBuf]) -> Duration {
        timed(|| {
            common::in_parallel(common::cores(), folders, |folder| {
                let mut grading = command(&self.course, &[env!("CARGO_BIN_EXE_grader"), "grade"]);
                grading.arg(folder);
                student::run(grading, &[0]);
            });
        })
    }
}

fn print_peers(office: &mut Office, place: &Path, rounds: usize) {
    let mut times: [Times; 4] = Default::default();
    // The first round makes everything warm, and counts for nothing.
    for round in 0..=rounds {
        let mut took = [Duration::ZERO; 4];
        for turn in 0..3 {
            let at = (round + turn) % 3;
            let students = if at == 0 { common::cores() } else { 1 };
            let folders: Vec<PathBuf> = (0..students).map(|_| office.students.next()).collect();
            if at == 0 {
                took[0] = office.grade_all(&folders) / students as u32;
                took[3] = office.grade_all(&folders) / students as u32;
            } else {
                took[at] = timed(|| build(office, place, &folders[0], at == 1));
            }
            remove(folders);
        }
        if round > 0 {
            times.iter_mut().zip(took).for_each(|(times, took)| times.push(took));
        }
    }
    let each = |times: &Times| times.median() / EXERCISES.len() as u32;
    let [graded, full, own, again] = times.each_ref().map(each);
    let mut table =
        Table::new(["one submission of one exercise", "ms", "of `debug = 2`", "of own"]);
    for (name, time) in [
        ("`grader grade`, cold and judged", graded),
        ("`grader grade`, the same once more", again),
        ("`cargo build`, shared, `debug = 2`", full),
        ("`cargo build`, shared, the course's profile", own),
    ] {
        table.row([&name, &milliseconds(time), &ratio(time, full), &ratio(time, own)]);
    }
    table.print();
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// `cargo build` with this student's files in the course's folders.
fn build(office: &Office, place: &Path, folder: &Path, full: bool) {
    let mut cargo = command(&office.course, &["cargo", "build", "--quiet"]);
    for exercise in EXERCISES {
        let from = folder.join("exercises").join(exercise).join("src");
        student::hand_in(&from, &office.course.join("exercises").join(exercise).join("src"))
            .expect("it can be handed in");
        let (_, slug) = exercise.split_once('-').expect("a folder is a number and a name");
        cargo.args(["-p", slug]);
    }
    if full {
        cargo.args(["--config", "profile.dev.debug=2"]);
    }
    cargo.arg("--target-dir").arg(place.join(if full { "full" } else { "own" }));
    student::run(cargo, &[0]);
}

fn print_growth(office: &mut Office) {
    let sizes = std::env::var("CLASS_SIZES").unwrap_or_else(|_| "10,40".to_owned());
    let sizes = sizes.split(',').map(|size| size.trim().parse().expect("CLASS_SIZES are numbers"));
    let mut table = Table::new([
        "students",
        "submissions",
        "s",
        "ms a submission",
        "to the first",
        "graders, MB",
        "all but the compiler, MB",
        "store, MB",
    ]);
    let mut first = None;
    for size in sizes {
        let folders: Vec<PathBuf> = (0..size).map(|_| office.students.next()).collect();
        let watched = Watched::begin();
        let took = office.grade_all(&folders);
        let most = watched.end();
        let count = folders.len() * EXERCISES.len();
        let each = took / count as u32;
        let to_first = ratio(each, *first.get_or_insert(each));
        let seconds = common::times::seconds(took);
        let store = memory::size(&office.course.join("target/grader")) / 1_000_000;
        table.row([
            &folders.len(),
            &count,
            &seconds,
            &milliseconds(each),
            &to_first,
            &(most.graders / 1_000_000),
            &(most.without_compiler / 1_000_000),
            &store,
        ]);
        remove(folders);
    }
    table.print();
}

fn remove(folders: Vec<PathBuf>) {
    for folder in folders {
        fs::remove_dir_all(folder).expect("it can be removed");
    }
}
