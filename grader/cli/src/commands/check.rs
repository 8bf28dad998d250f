//! `cargo xtask check`: grades the working copy, shows the first exercise that is not accepted.

use std::path::PathBuf;

use super::failure::Result;
use super::file;
use super::findings::MessageFormat;
use super::graded::{CHOICE, Graded, grade_one, screen};
use super::outcome::Outcome;
use super::progress::Steps;
use super::say::say;
use super::session::Session;
use super::view::view;
use super::waiting::WaitNotice;
use super::{beyond, next, quiz, session, standing};
use crate::logbook::Logbook;
use course::Exercise;
use engine::build::Progress;
use engine::grade::{Choice, Grader, Seed};
use engine::parallel;
use judge::report::{ExerciseReport, Report};
use render::{findings, html, terminal};

/// Which exercises to check.
#[derive(Debug, Clone, clap::Args)]
pub struct CheckArgs {
    /// Names or numbers of exercises; without any, all, in order
    #[arg(value_name = "EXERCISE")]
    pub exercises: Vec<String>,
    /// First seed of the random runs
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub seed: u64,
    /// Make every check under this many more schedules; by default the course says how many
    #[arg(long, value_name = "N")]
    pub seeds: Option<u64>,
    /// Really wait, by this machine's own clock; then no result is exact
    #[arg(long, alias = "real", hide_short_help = true)]
    pub real_clock: bool,
    /// Show an accepted program beside the reference, in a course that has one (instructors)
    #[arg(long, hide_short_help = true)]
    pub diff: bool,
    /// Also write the report as a page that needs nothing else, to be kept, printed or sent
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// How to say what was found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub message_format: MessageFormat,
}

/// Grades the exercises of the course around the current folder.
///
/// # Errors
/// When there is no course, a name is wrong, or the grader fails.
pub fn check(args: &CheckArgs) -> Result<Outcome> {
    let course = session::course()?;
    let asked = course.asked(&args.exercises)?;
    args.html.as_deref().map_or(Ok(()), |out| file::can_be("--html", out))?;
    let Session { grader, steps } = Session::own(course, args.real_clock)?;
    let choice = Choice { seed: Seed::Fixed(args.seed), schedules: args.seeds, ..CHOICE };
    let for_people = args.message_format == MessageFormat::Human;
    let graded = grade_in_order(&grader, &asked, choice, for_people, steps)?;
    let reports = graded.iter().map(|graded| graded.report.clone()).collect();
    let report = Report::new(reports, grader.provenance());
    standing::take_down(&Logbook::of_course(&grader.course().root), &report.exercises);
    // In an editor, what nobody has begun is no error: it has no line to be shown at.
    let is_fine =
        |report: &ExerciseReport| report.is_accepted() || (!for_people && report.is_not_started());
    let accepted = report.exercises.iter().all(is_fine);
    if for_people {
        if args.diff {
            for (exercise, graded) in asked.iter().zip(&graded) {
                beyond::compare(exercise, graded)?;
            }
        }
        let mut view = view(None, false);
        view.next = asked.last().and_then(|last| next::named(grader.course(), last));
        say(&terminal::summary(&report, &view))?;
        if let [exercise] = &asked[..]
            && accepted
        {
            let course = grader.course();
            let entries = standing::entries(&Logbook::of_course(&course.root));
            say(&quiz::offer(course, &entries, exercise.toml.part))?;
        }
    } else {
        for (exercise, graded) in asked.iter().zip(&graded) {
            say(&args.message_format.findings(&grader, exercise, graded)?)?;
        }
        if args.message_format == MessageFormat::Json {
            say(&findings::end(accepted))?;
        }
    }
    if let Some(out) = &args.html {
        file::write("--html", out, &html::page(&report.for_students()))?;
        if for_people {
            say(&format!("The report as a page: {}\n", out.display()))?;
        }
    }
    Ok(if accepted { Outcome::Accepted } else { Outcome::NotAccepted })
}

/// Grades on all cores and prints in order: the full screen of the first exercise that is not
/// accepted as soon as it is known, and a line for each other at the end.
fn grade_in_order(
    grader: &Grader,
    asked: &[Exercise],
    choice: Choice,
    for_people: bool,
    mut steps: Steps,
) -> Result<Vec<Graded>> {
    let mut done: Vec<Graded> = Vec::new();
    let mut shown: Option<usize> = None;
    let mut waiting = WaitNotice::begin(grader.lab().real_wait(asked, choice.checks)?);
    let work = |exercise: &Exercise| grade_one(grader, exercise, choice);
    parallel::in_order(asked, work, |graded| -> Result<()> {
        let (index, graded) = (done.len(), graded?);
        // The only one that was asked for is shown in full when it is accepted, too.
        if for_people && shown.is_none() && (!graded.report.is_accepted() || asked.len() == 1) {
            steps.clear();
            waiting.aside(|| say(&screen(grader.course(), &asked[index], &graded.report)))?;
            shown = Some(index);
        }
        let checked = format!("checked {} of {}", index + 1, asked.len());
        match shown {
            None if for_people => steps.step(&checked),
            Some(_) => steps.moment(&checked),
            None => {}
        }
        done.push(graded);
        Ok(())
    })?;
    drop(waiting);
    steps.clear();
    for (index, Graded { report, .. }) in done.iter().enumerate() {
        if for_people && Some(index) != shown {
            say(&format!("{}\n", terminal::line(report, &view(None, false))))?;
        }
    }
    Ok(done)
}
