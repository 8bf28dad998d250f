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
use engine::grade::{Checks, Choice, CourseLab, GradeError, Grader, Seed};
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
    /// First seed of the random runs; by default 1, and with --for-credit one of the submission's
    /// own, so that what is learnt by handing in others is of no use
    #[arg(long, value_name = "SEED")]
    pub seed: Option<u64>,
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
    let (handed_in, asked) = handed_in(args, &course)?;
    args.out.as_deref().map_or(Ok(()), |out| file::can_be("--out", out))?;
    let session = Session::grader(course, args.real_clock, |lab| sandbox(args, lab))?;
    let Session { grader, steps } = session;
    drop(steps);
    let checks = match args.checks {
        ChecksArg::Public => Checks::Public,
        ChecksArg::All => Checks::All,
    };
    let seed = match args.seed {
        Some(seed) => Seed::Fixed(seed),
        None if args.for_credit => Seed::OfSubmission,
        None => Seed::Fixed(Seed::USUAL),
    };
    let choice = Choice { checks, seed, schedules: args.seeds, ..Choice::default() };
    let there = asked.iter().filter(|asked| asked.inside.is_ok());
    let there: Vec<Exercise> = there.map(|asked| asked.exercise.clone()).collect();
    let waiting = WaitNotice::begin(grader.lab().real_wait(&there, checks)?);
    let is_alone = asked.len() == 1;
    let mut exercises = Vec::new();
    let mut graded = Vec::new();
    let mut failed = Vec::new();
    for one in asked {
        match grade_one(&grader, &one, &handed_in, choice) {
            Ok(report) => {
                exercises.push(report);
                graded.push(one);
            }
            Err(error) => failed.push((one.exercise.slug.clone(), Failure::from(error))),
        }
    }
    drop(waiting);
    if exercises.is_empty() {
        return Err(together(failed, is_alone));
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

/// An exercise that is asked for, and what there is of it.
struct Asked {
    exercise: Exercise,
    /// Its folder in what was handed in; or the verdict that needs no look at it.
    inside: Result<String, Refused>,
}

fn handed_in(args: &GradeArgs, course: &Course) -> Result<(Opened, Vec<Asked>)> {
    let opened = match HandedIn::open(&args.path) {
        Ok(handed_in) => Ok(handed_in),
        Err(NotTaken::Refused(refused)) => Err(refused),
        Err(other) => return Err(other.into()),
    };
    let by_option = args.exercise.as_deref().map(|asked| course.exercise(asked)).transpose();
    let by_option = by_option.map_err(|error| Failure::from(error).while_doing("--exercise"))?;
    let is_tree = opened.as_ref().is_ok_and(HandedIn::is_tree);
    let by_name = || {
        let names = match &opened {
            Ok(handed_in) => handed_in.names(),
            Err(_) => vec![own_name(&args.path)],
        };
        names.iter().find_map(|name| course.exercise(name).ok())
    };
    let one = by_option.or_else(|| if is_tree { None } else { by_name() });
    let ask = |exercise: &Exercise, inside| Asked { exercise: exercise.clone(), inside };
    let asked = match (&opened, one) {
        (_, Some(exercise)) if !is_tree => vec![ask(exercise, Ok(String::new()))],
        (Ok(handed_in), None) if !is_tree && handed_in.has_sources() => {
            let path = args.path.display();
            return Err(Failure::usage(format!(
                "cannot tell which exercise {path} is; say --exercise SLUG"
            )));
        }
        (Err(refused), _) => {
            course.exercises.iter().map(|exercise| ask(exercise, Err(refused.clone()))).collect()
        }
        (Ok(tree), one) => {
            let known: Vec<String> = course.exercises.iter().map(Exercise::folder).collect();
            let of_tree = |exercise: &Exercise| {
                let missing = tree.missing(&exercise.folder(), &known)?;
                let inside = missing.map_or_else(|| Ok(HandedIn::place(&exercise.folder())), Err);
                Ok(ask(exercise, inside))
            };
            match one {
                Some(one) => vec![of_tree(one)?],
                None => course.exercises.iter().map(of_tree).collect::<Result<_>>()?,
            }
        }
    };
    Ok((opened, asked))
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
    Asked { exercise, inside }: &Asked,
    handed_in: &Opened,
    choice: Choice,
) -> Result<ExerciseReport, GradeError> {
    let read = || {
        let handed_in = handed_in.as_ref().map_err(Clone::clone)?;
        handed_in.read(inside.as_ref().map_err(Clone::clone)?, exercise.root())
    };
    match read() {
        Ok(submission) => grader.grade(exercise, &submission, choice),
        Err(NotTaken::Refused(refused)) => Grader::refused(exercise, &refused, choice.checks),
        Err(other) => Err(GradeError::NotTaken(other)),
    }
}

fn human(report: &Report, handed_in: &Opened, graded: &[Asked], in_full: bool) -> String {
    let is_alone = graded.len() == 1;
    let screens = report.exercises.iter().zip(graded);
    let screens = screens.map(|(report, Asked { exercise, inside })| {
        if !is_alone && inside.is_err() {
            return terminal::line(report, &view(None, false)) + "\n";
        }
        let mut view = view(Some(exercise), in_full && exercise.solution.is_some());
        let handed_in = handed_in.as_ref().ok().zip(inside.as_ref().ok());
        view.folder = handed_in.map_or_else(String::new, |(it, inside)| it.folder(inside));
        terminal::screen(report, &view) + "\n"
    });
    let screens: String = screens.collect();
    if is_alone {
        // One submission's screen says all there is to say.
        return screens;
    }
    screens + &terminal::summary(report, &view(None, false))
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
