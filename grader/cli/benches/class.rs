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
//! other's), with the dev profile as cargo ships it and with the workspace's own; rustc alone; and
//! the same submission once more. Cargo has all cores for one student, the grader one for each of
//! as many students as there are cores; each figure is for one submission of one exercise. The
//! processor time is that of all processes together, which neighbours change least.
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

use common::rustc::Rustc;
use common::student::{self, command};
use common::table::Table;
use common::times::{self, Times, milliseconds, ratio};
use memory::Watched;
use students::Students;

const EXERCISES: [&str; 3] = ["03-sleepy-count", "08-upload-async", "09-go-async"];
const TARGETS: &str = "Targets: at most 0.25 of `cargo build`, 0.02 for an identical source; time \
    a submission within 5 %, memory flat.";

/// Where the class is graded.
struct Office {
    course: PathBuf,
    students: Students,
    rustc: Rustc,
}

/// Wall time, and processor time of all that was started.
#[derive(Clone, Copy, Default)]
struct Took {
    wall: Duration,
    processor: Duration,
}

impl Took {
    fn of(work: impl FnOnce()) -> Took {
        let (before, began) = (times::processor_time(), Instant::now());
        work();
        let processor = times::processor_time().saturating_sub(before);
        Took { wall: began.elapsed(), processor }
    }
}

const GRADER: &str = env!("CARGO_BIN_EXE_grader");
/// What is timed for the first table.
const NAMES: [&str; 5] = [
    "`cargo build`, shared, `debug = 2`",
    "`cargo build`, shared, the course's profile",
    "rustc alone, the grader's flags",
    "`grader grade`, cold and judged",
    "`grader grade`, the same once more",
];
/// The grader's flags for what counts.
const OWN: [&str; 3] = ["-Cdebuginfo=line-tables-only", "-Clink-arg=-Wl,-O0", "-Ccodegen-units=1"];

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let place = student::place().join("class");
    let course = place.join("course");
    student::copy_course(&course).expect("the course can be copied");
    let students = Students::of(&course, &EXERCISES, &place.join("students"));
    // Builds what there is to build, and makes all that is made once.
    let reference = command(&course, &[GRADER, "grade", "solutions/09-go-async"]);
    student::run(reference, &[0, 1]);
    let mut office = Office { rustc: Rustc::of(&course), course, students };
    let first = office.students.next();
    office.grade_all(&[first]);
    common::print_heading("A class");
    print_peers(&mut office, &place, common::setting("CLASS_ROUNDS", 7));
    print_growth(&mut office);
    println!("{TARGETS}\n");
}

impl Office {
    /// Grades what these students hand in, as many at a time as there are cores.
    fn grade_all(&self, folders: &[PathBuf]) -> Took {
        Took::of(|| {
            common::in_parallel(common::cores(), folders, |folder| {
                let mut grading = command(&self.course, &[GRADER, "grade"]);
                grading.arg(folder);
                student::run(grading, &[0]);
            });
        })
    }

    /// The compiler alone on the same programs, one after another, with the grader's flags.
    fn compile_all(&self, folder: &Path) -> Took {
        let calls = EXERCISES.map(|exercise| {
            let main = folder.join("exercises").join(exercise).join("src/main.rs");
            self.rustc.command(&folder.join("compiled").join(exercise), &main, &OWN)
        });
        Took::of(|| calls.into_iter().for_each(|call| _ = student::run(call, &[0])))
    }
}

fn print_peers(office: &mut Office, place: &Path, rounds: usize) {
    let mut walls: [Times; 5] = Default::default();
    let mut processors: [Times; 5] = Default::default();
    // The first round makes everything warm, and counts for nothing.
    for round in 0..=rounds {
        for turn in 0..4 {
            let at = (round + turn) % 4;
            let students = if at == 3 { common::cores() } else { 1 };
            let folders: Vec<PathBuf> = (0..students).map(|_| office.students.next()).collect();
            let first = match at {
                0 | 1 => Took::of(|| build(office, place, &folders[0], at == 0)),
                2 => office.compile_all(&folders[0]),
                _ => office.grade_all(&folders),
            };
            let again = (at == 3).then(|| (4, office.grade_all(&folders)));
            for (at, took) in [(at, first)].into_iter().chain(again) {
                if round > 0 {
                    walls[at].push(took.wall / students as u32);
                    processors[at].push(took.processor / students as u32);
                }
            }
            remove(folders);
        }
    }
    let each = |times: &Times| times.median() / EXERCISES.len() as u32;
    let (walls, processors) = (walls.each_ref().map(each), processors.each_ref().map(each));
    let mut table = Table::new([
        "one submission of one exercise",
        "ms",
        "of `debug = 2`",
        "of the course's",
        "processor, ms",
        "of `debug = 2`",
        "of the course's",
    ]);
    for (at, name) in NAMES.iter().enumerate() {
        let [wall, processor] = [walls[at], processors[at]];
        table.row([
            name,
            &milliseconds(wall),
            &ratio(wall, walls[0]),
            &ratio(wall, walls[1]),
            &milliseconds(processor),
            &ratio(processor, processors[0]),
            &ratio(processor, processors[1]),
        ]);
    }
    table.print();
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
        "processor, ms",
        "to the first",
        "graders, MB",
        "all but the compiler, MB",
        "store, MB",
    ]);
    let mut first = None;
    let mut first_processor = None;
    for size in sizes {
        let folders: Vec<PathBuf> = (0..size).map(|_| office.students.next()).collect();
        let watched = Watched::begin();
        let Took { wall, processor } = office.grade_all(&folders);
        let most = watched.end();
        let count = folders.len() * EXERCISES.len();
        let [each, processor] = [wall, processor].map(|took| took / count as u32);
        let to_first = ratio(each, *first.get_or_insert(each));
        let processor_to_first = ratio(processor, *first_processor.get_or_insert(processor));
        let seconds = times::seconds(wall);
        let store = memory::size(&office.course.join("target/grader")) / 1_000_000;
        table.row([
            &folders.len(),
            &count,
            &seconds,
            &milliseconds(each),
            &to_first,
            &milliseconds(processor),
            &processor_to_first,
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
