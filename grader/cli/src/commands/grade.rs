//! `grader grade PATH`: one submission, for a person or for a program.

use std::io::{ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};

use super::failure::{Failure, Result};
use super::layer::{self, LayerArg};
use super::outcome::Outcome;
use super::session::{self, Session};
use super::view::view;
use super::waiting::WaitNotice;
use super::{confine, file};
use course::submission::{HandedIn, NotTaken, Refused, own_name};
use course::{Course, Exercise};
use engine::grade::{Checks, Choice, CourseLab, GradeError, Grader};
use judge::report::{ExerciseReport, Report};
use model::fault::Fault;
use render::{html, json, terminal};
use sandbox::Sandbox;

/// What to grade, and how to say it.
#[derive(Debug, Clone, clap::Args)]
pub struct GradeArgs {
    /// A folder with `src/`, or a tree with `exercises/`; or a .tar, .tar.gz or .zip of one
    pub path: PathBuf,
    /// Name or number of the exercise; by default the folder's own name says it
    #[arg(long, value_name = "SLUG")]
    pub exercise: Option<String>,
    /// The course to grade against; by default the one around the current folder
    #[arg(long, value_name = "DIR")]
    pub course: Option<PathBuf>,
    /// Which checks to make
    #[arg(long, value_enum, default_value = "all")]
    pub checks: ChecksArg,
    /// First seed of the random runs
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub seed: u64,
    /// Make every check under this many more schedules; by default the course says how many
    #[arg(long, value_name = "N")]
    pub seeds: Option<u64>,
    /// Really wait, by this machine's own clock; then no result is exact
    #[arg(long, alias = "real")]
    pub real_clock: bool,
    /// Grade for credit: refuse to where submissions cannot be confined (see `grader doctor`) or
    /// times are not exact
    #[arg(long)]
    pub for_credit: bool,
    /// Do without layers of confinement, as on a machine that lacks them
    #[arg(long, value_name = "LAYER", value_enum, value_delimiter = ',')]
    pub without: Vec<LayerArg>,
    /// How to write the report
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// How much is told of hidden runs; by default all, and in a page what a student may see
    #[arg(long, value_enum, value_name = "WHOSE")]
    pub feedback: Option<Whose>,
    /// Write the report to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Which checks to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ChecksArg {
    /// Those whose runs students see
    Public,
    /// Hidden and random ones, too
    All,
}

/// Whose feedback it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Whose {
    /// All that is known, for instructors
    Full,
    /// Of hidden runs only how they stand, for students
    Student,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person at a terminal
    Human,
    /// One JSON document, `grader.report/v1`
    Json,
    /// One page that needs nothing else, to be kept, printed or sent
    Html,
}

/// Grades one submission, or every exercise in a tree.
///
/// # Errors
/// When the path or the course is wrong, or the grader fails.
pub fn grade(args: &GradeArgs) -> Result<Outcome> {
    if args.format == Format::Html && args.feedback == Some(Whose::Full) {
        let only = "a page is made to be given away: say `--feedback student`, or another format";
        return Err(Failure::usage(only));
    }
    let course = match &args.course {
        Some(root) => Course::open(root)?,
        None => session::course()?,
    };
    let (handed_in, found) = handed_in(args, &course)?;
    args.out.as_deref().map_or(Ok(()), |out| file::can_be("--out", out))?;
    let session = Session::grader(course, args.real_clock, |lab| sandbox(args, lab))?;
    let Session { grader, steps } = session;
    drop(steps);
    let checks = match args.checks {
        ChecksArg::Public => Checks::Public,
        ChecksArg::All => Checks::All,
    };
    let choice = Choice { checks, seed: args.seed, schedules: args.seeds, ..Choice::default() };
    let asked: Vec<Exercise> = found.iter().map(|(exercise, _)| exercise.clone()).collect();
    let waiting = WaitNotice::begin(grader.lab().real_wait(&asked, checks)?);
    let found_one = found.len() == 1;
    let mut exercises = Vec::new();
    let mut graded = Vec::new();
    let mut failed = Vec::new();
    for one in found {
        match grade_one(&grader, &one.0, &handed_in, &one.1, choice) {
            Ok(report) => {
                exercises.push(report);
                graded.push(one);
            }
            Err(error) => failed.push((one.0.slug.clone(), Failure::from(error))),
        }
    }
    drop(waiting);
    if exercises.is_empty() {
        return Err(together(failed, found_one));
    }
    let mut report = Report::new(exercises, grader.provenance());
    // A page is made to be given away.
    let by_default = if args.format == Format::Html { Whose::Student } else { Whose::Full };
    let for_students = args.feedback.unwrap_or(by_default) == Whose::Student;
    if for_students {
        report = report.for_students();
    }
    let text = match args.format {
        Format::Json => {
            json::document(&report).map_err(|error| Failure::ours(error.to_string()))?
        }
        Format::Html => html::page(&report),
        Format::Human => human(&report, &handed_in, &graded, !for_students),
    };
    write_report(args.out.as_deref(), &text)?;
    if !failed.is_empty() {
        return Err(together(failed, false));
    }
    let accepted = report.exercises.iter().all(ExerciseReport::is_accepted);
    Ok(if accepted { Outcome::Accepted } else { Outcome::NotAccepted })
}

/// What submissions are confined by; for credit it has to be enough, and the times exact.
fn sandbox(args: &GradeArgs, lab: &CourseLab) -> Result<Sandbox> {
    let sandbox = confine::sandbox(&layer::layers(&args.without))?;
    if args.for_credit {
        confine::fit_for_credit(&sandbox)?;
        if let Some(why) = lab.real_time() {
            return Err(Failure::ours(format!("for credit, times have to be exact. {why}")));
        }
    }
    Ok(sandbox)
}

/// What was handed in, or the verdict that it has at once.
type Opened = Result<HandedIn, Refused>;
/// The exercises that are in it, each with its folder there.
type Found = Vec<(Exercise, String)>;

fn handed_in(args: &GradeArgs, course: &Course) -> Result<(Opened, Found)> {
    let asked = args.exercise.as_deref();
    let path = args.path.display();
    let opened = match HandedIn::open(&args.path) {
        Ok(handed_in) => Ok(handed_in),
        Err(NotTaken::Refused(refused)) => Err(refused),
        Err(other) => return Err(other.into()),
    };
    let Some(tree) = opened.as_ref().ok().filter(|handed_in| handed_in.is_tree()) else {
        let names = match (asked, &opened) {
            (Some(asked), _) => vec![asked.to_owned()],
            (None, Ok(handed_in)) => handed_in.names(),
            (None, Err(_)) => vec![own_name(&args.path)],
        };
        let known = names.iter().find_map(|name| course.exercise(name).ok());
        let exercise = known.map_or_else(|| course.exercise(&names[0]), Ok);
        let doing = || match (asked, &opened) {
            (Some(_), _) => String::from("--exercise"),
            (None, Ok(_)) => format!("cannot tell which exercise {path} is; say --exercise SLUG"),
            (None, Err(refused)) => {
                format!("{refused}; {path} does not tell which exercise it is, say --exercise SLUG")
            }
        };
        let exercise = exercise.map_err(|error| Failure::from(error).while_doing(doing()))?;
        return Ok((opened, vec![(exercise.clone(), String::new())]));
    };
    let wanted: Vec<&Exercise> = match asked {
        Some(slug) => vec![course.exercise(slug)?],
        None => course.exercises.iter().collect(),
    };
    let found = wanted
        .into_iter()
        .filter_map(|exercise| Some((exercise.clone(), tree.find(&exercise.folder())?)));
    let found: Found = found.collect();
    if found.is_empty() {
        let problem = format!("no exercise of the course lies in {path}/exercises");
        return Err(Failure::usage(problem));
    }
    Ok((opened, found))
}

/// What kept exercises from being graded, once the others are reported. A failure of ours is not
/// hidden by one of the course.
fn together(failed: Vec<(String, Failure)>, is_alone: bool) -> Failure {
    let is_ours = failed.iter().any(|(_, failure)| failure.fault == Fault::Ours);
    let fault = if is_ours { Fault::Ours } else { Fault::Author };
    let said = failed.into_iter().map(|(slug, failure)| match is_alone {
        true => failure.message,
        false => format!("{slug}: {}", failure.message),
    });
    Failure { fault, message: said.collect::<Vec<_>>().join("\n") }
}

fn grade_one(
    grader: &Grader,
    exercise: &Exercise,
    handed_in: &Opened,
    inside: &str,
    choice: Choice,
) -> Result<ExerciseReport, GradeError> {
    let handed_in = handed_in.as_ref().map_err(|refused| NotTaken::Refused(refused.clone()));
    match handed_in.and_then(|handed_in| handed_in.read(inside, exercise.root())) {
        Ok(submission) => grader.grade(exercise, &submission, choice),
        Err(NotTaken::Refused(refused)) => Grader::refused(exercise, &refused, choice.checks),
        Err(other) => Err(GradeError::NotTaken(other)),
    }
}

fn human(report: &Report, handed_in: &Opened, found: &Found, in_full: bool) -> String {
    let screens = report.exercises.iter().zip(found);
    let screens = screens.map(|(report, (exercise, inside))| {
        let mut view = view(Some(exercise), in_full && exercise.solution.is_some());
        let folder = handed_in.as_ref().map(|handed_in| handed_in.folder(inside));
        view.folder = folder.unwrap_or_default();
        terminal::screen(report, &view) + "\n"
    });
    let screens: String = screens.collect();
    match &**found {
        // One submission's screen says all there is to say.
        [_] => screens,
        _ => screens + &terminal::summary(report, &view(None, false)),
    }
}

/// Writes the report to a file, or where everything goes.
fn write_report(out: Option<&Path>, text: &str) -> Result<()> {
    let Some(out) = out else {
        return match stdout().write_all(text.as_bytes()) {
            // A reader that is gone has seen enough; the verdict stands.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(|error| {
                Failure::from(error).while_doing("cannot write the report to standard output")
            }),
        };
    };
    file::write("--out", out, text)
}
