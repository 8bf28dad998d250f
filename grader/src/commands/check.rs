//! `cargo xtask check`: grades the working copy, shows the first exercise that is not accepted.

use std::path::PathBuf;

use super::file;
use super::outcome::Outcome;
use super::progress::Steps;
use super::say::say;
use super::view::view;
use super::waiting::Waiting;
use crate::build::Progress;
use crate::course::{Course, Exercise};
use crate::grade::{Checks, Choice, GradeError, Grader};
use crate::parallel;
use crate::render::{html, terminal};
use crate::report::{ExerciseReport, Report};
use crate::submission::{NotTaken, Submission};
use crate::verdict::Verdict;

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
    #[arg(long)]
    pub real_clock: bool,
    /// Also write the report as a page that needs nothing else, to be kept, printed or sent
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// Grades the exercises of the course around the current folder.
///
/// # Errors
/// When there is no course, a name is wrong, or the grader fails.
pub fn check(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let course = Course::open(&Course::find_root(&std::env::current_dir()?)?)?;
    let asked: Vec<Exercise> = if args.exercises.is_empty() {
        course.exercises.clone()
    } else {
        let find = |name: &String| course.exercise(name).cloned();
        args.exercises.iter().map(find).collect::<Result<_, _>>()?
    };
    args.html.as_deref().map_or(Ok(()), |out| file::can_be("--html", out))?;
    super::interrupt::leave_no_process();
    let mut steps = Steps::new();
    let grader = Grader::open(course, &mut steps)?.in_real_time(args.real_clock);
    super::interrupt::leave_no_file(grader.store());
    let choice = Choice {
        checks: Checks::All,
        public_first: true,
        seed: args.seed,
        schedules: args.seeds,
        again: true,
    };
    let reports = grade_in_order(&grader, &asked, choice, steps)?;
    let report = Report { exercises: reports, provenance: grader.provenance() };
    say(&terminal::summary(&report, &view(None, false)))?;
    if let Some(out) = &args.html {
        file::write("--html", out, &html::page(&report))?;
        say(&format!("The report as a page: {}\n", out.display()))?;
    }
    let accepted = report.exercises.iter().all(|report| report.verdict == Verdict::Accepted);
    Ok(if accepted { Outcome::Accepted } else { Outcome::NotAccepted })
}

/// Grades on all cores and prints in order: the full screen of the first exercise that is not
/// accepted as soon as it is known, and a line for each other at the end.
fn grade_in_order(
    grader: &Grader,
    asked: &[Exercise],
    choice: Choice,
    mut steps: Steps,
) -> anyhow::Result<Vec<ExerciseReport>> {
    let mut reports: Vec<ExerciseReport> = Vec::new();
    let mut shown: Option<usize> = None;
    let mut waiting = Waiting::begin(grader.real_wait(asked, choice.checks)?);
    let work = |exercise: &Exercise| grade_one(grader, exercise, choice);
    parallel::in_order(asked, work, |report| -> anyhow::Result<()> {
        let (index, report) = (reports.len(), report?);
        // The only one that was asked for is shown in full when it is accepted, too.
        if shown.is_none() && (report.verdict != Verdict::Accepted || asked.len() == 1) {
            steps.clear();
            waiting.aside(|| say(&screen(&asked[index], &report)))?;
            shown = Some(index);
        } else if shown.is_none() {
            steps.step(&format!("checked {} of {}", index + 1, asked.len()));
        }
        reports.push(report);
        Ok(())
    })?;
    drop(waiting);
    steps.clear();
    for (index, report) in reports.iter().enumerate() {
        if Some(index) != shown {
            say(&format!("{}\n", terminal::line(report, &view(None, false))))?;
        }
    }
    Ok(reports)
}

fn grade_one(
    grader: &Grader,
    exercise: &Exercise,
    choice: Choice,
) -> Result<ExerciseReport, GradeError> {
    match Submission::read(&exercise.dir, exercise.root()) {
        Ok(mut submission) => {
            // Files of the course lie beside the student's; that they do not count needs no word.
            submission.ignored.clear();
            grader.grade(exercise, &submission, choice)
        }
        Err(NotTaken::Refused(refused)) => Ok(Grader::refused(exercise, &refused, choice.checks)),
        Err(other) => Err(GradeError::NotTaken(other)),
    }
}

fn screen(exercise: &Exercise, report: &ExerciseReport) -> String {
    let reveal_hidden = exercise.solution.is_some();
    terminal::screen(report, &view(Some(exercise), reveal_hidden)) + "\n"
}
