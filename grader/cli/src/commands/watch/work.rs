//! The thread that grades, one job after another.

use std::sync::mpsc::{Receiver, Sender};

use super::super::findings::MessageFormat;
use super::super::graded::{CHOICE, grade_one, screen};
use super::super::run;
use super::super::view::view;
use crate::commands::failure::Result;
use crate::logbook::State;
use course::Exercise;
use engine::grade::Grader;
use engine::parallel;
use judge::report::{ExerciseReport, Report};
use render::terminal;

/// What can be asked for.
#[derive(Debug, Clone)]
pub(super) enum Job {
    /// The exercise at hand is checked.
    Check(Exercise),
    /// All are.
    CheckAll,
    /// The exercise at hand is run once.
    Run(Exercise),
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Answer {
    /// What to show.
    pub(super) text: Result<String>,
    /// What to take down.
    pub(super) reports: Vec<ExerciseReport>,
    /// What is said last, on one line.
    pub(super) end: String,
}

/// Works until nobody can ask any more.
pub(super) fn work(grader: &Grader, findings: bool, asked: &Receiver<Job>, tell: &Sender<Answer>) {
    for job in asked {
        let answer = match &job {
            Job::Check(exercise) => check(grader, exercise, findings),
            Job::CheckAll => check_all(grader),
            Job::Run(exercise) => {
                let text = run::once(grader, exercise);
                Answer { text, reports: Vec::new(), end: String::new() }
            }
        };
        if tell.send(answer).is_err() {
            return;
        }
    }
}

fn check(grader: &Grader, exercise: &Exercise, findings: bool) -> Answer {
    let slug = &exercise.slug;
    match grade_one(grader, exercise, CHOICE) {
        Ok(graded) => {
            let format = if findings { MessageFormat::Short } else { MessageFormat::Human };
            let findings = format.findings(grader, exercise, &graded);
            let report = graded.report;
            let text = findings.map(|findings| screen(exercise, &report) + &findings);
            let state = State::from(&report);
            Answer { text, end: format!(": {slug}, {state}"), reports: vec![report] }
        }
        Err(error) => {
            let end = format!(": {slug}, no verdict");
            Answer { text: Err(error.into()), reports: Vec::new(), end }
        }
    }
}

fn check_all(grader: &Grader) -> Answer {
    let exercises = &grader.course().exercises;
    let graded = parallel::map(exercises, |exercise| {
        grade_one(grader, exercise, CHOICE).map(|graded| graded.report)
    });
    let reports: Result<Vec<ExerciseReport>, _> = graded.into_iter().collect();
    let end = ": all".to_owned();
    match reports {
        Err(error) => Answer { text: Err(error.into()), reports: Vec::new(), end },
        Ok(exercises) => {
            let view = view(None, false);
            let report = Report::new(exercises, grader.provenance());
            let lines = report.exercises.iter().map(|each| terminal::line(each, &view) + "\n");
            let text = lines.collect::<String>() + &terminal::summary(&report, &view);
            Answer { text: Ok(text), reports: report.exercises, end }
        }
    }
}
