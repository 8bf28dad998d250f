//! `cargo xtask quiz`: small programs to read, and when does which line come? The answers are
//! written down nowhere: each program is run under the clock, and asked.

mod answer;
mod question;

use std::io::{BufRead, stdin};
use std::path::PathBuf;

use super::failure::{Failure, Result};
use super::outcome::Outcome;
use super::say::say;
use super::session::{self, Session};
use super::standing;
use crate::logbook::{Entries, Logbook};
use answer::Answer;
use course::Course;
use course::sources::{self, Sources};
use engine::build::Built;
use engine::grade::CourseLab;
use model::spec::Run;
use model::transcript::Transcript;
use model::words;
use question::Program;

/// Which quiz to ask.
#[derive(Debug, Clone, clap::Args)]
pub struct QuizArgs {
    /// Of which part of the course; by default the last one whose exercises are all accepted
    #[arg(value_name = "PART")]
    pub part: Option<u32>,
}

/// Milliseconds by which an answer may be off where a program runs in real time.
const SLACK_IN_REAL_TIME: u64 = 100;

/// Asks one quiz, a line for each answer, and says how many were right. Exits 0 whatever they were.
///
/// # Errors
/// When there is no such quiz, or one of its programs cannot be read, built or run.
pub fn quiz(args: &QuizArgs) -> Result<Outcome> {
    let course = session::course()?;
    let entries = standing::entries(&Logbook::of_course(&course.root));
    let Some(part) = args.part.or_else(|| finished(&course, &entries)) else {
        say("No part is done yet. `cargo xtask quiz 1` asks about the first one all the same.\n")?;
        return Ok(Outcome::Accepted);
    };
    let programs = question::of_part(&dir(&course), part)?;
    let Session { grader: lab, steps } = Session::lab(course)?;
    drop(steps);
    say(&format!(
        "Part {part}. Answer with a time, such as `2 s`, `2.5` or `700 ms`, or with `never`.\n"
    ))?;
    let (mut right, mut asked) = (0, 0);
    let mut lines = stdin().lock().lines();
    for program in &programs {
        let transcript = run(&lab, program)?;
        say(&format!("\n{}\n\n{}", program.title, indented(&program.code)))?;
        for line in &program.asks {
            let answer = Answer::of(&transcript, line);
            let Some(given) = ask(line, &mut lines)? else {
                say(&format!("\n\nYou stopped here: {right} of {asked} right.\n"))?;
                return Ok(Outcome::Accepted);
            };
            asked += 1;
            let slack = lab.real_time().map_or(0, |_| SLACK_IN_REAL_TIME);
            if answer.is(&given, slack) {
                right += 1;
                say("  Right.\n")?;
            } else {
                say(&format!("  It {answer}.\n"))?;
            }
        }
        say(&format!("\n{}", timeline(&transcript)))?;
    }
    say(&format!("\n{right} of {asked} right.\n"))?;
    Ok(Outcome::Accepted)
}

/// The quizzes of a course, a folder for each part.
fn dir(course: &Course) -> PathBuf {
    course.root.join("docs").join("quiz")
}

/// The last part that is done and has a quiz.
pub(super) fn finished(course: &Course, entries: &Entries) -> Option<u32> {
    let parts = course.exercises.iter().rev().map(|exercise| exercise.toml.part);
    parts.into_iter().find(|part| is_finished(course, entries, *part))
}

/// What is said to a student who has done a part that has a quiz; else nothing.
pub(super) fn offer(course: &Course, entries: &Entries, part: u32) -> String {
    match is_finished(course, entries, part) {
        true => format!("\nPart {part} is done. Its quiz: cargo xtask quiz {part}\n"),
        false => String::new(),
    }
}

/// True when all exercises of the part are accepted, and there is a quiz about it.
fn is_finished(course: &Course, entries: &Entries, part: u32) -> bool {
    let mut exercises = course.exercises.iter().filter(|it| it.toml.part == part);
    let is_done = |slug: &str| entries.get(slug).is_some_and(|entry| entry.is_accepted());
    exercises.all(|exercise| is_done(&exercise.slug)) && dir(course).join(part.to_string()).is_dir()
}

/// What a program of a quiz does.
fn run(lab: &CourseLab, program: &Program) -> Result<Transcript> {
    let sources = Sources::from([(sources::PROGRAM.into(), program.code.clone())]);
    match lab.compile("quiz", &sources)? {
        Built::Program(built) => Ok(lab.run(&built, &Run::default())?.observation.transcript),
        Built::Refused(errors) => {
            let (path, said) = (program.path.display(), errors.rendered);
            Err(Failure::usage(format!("{path}:1: does not compile\n{said}")))
        }
    }
}

/// What is typed as an answer, which is asked for again until it is one; `None` at the end.
fn ask(
    line: &str,
    lines: &mut impl Iterator<Item = std::io::Result<String>>,
) -> Result<Option<Answer>> {
    loop {
        match line {
            question::END => say("When does it end? ")?,
            _ => say(&format!("When does `{line}` come? "))?,
        }
        let Some(typed) = lines.next().transpose()? else { return Ok(None) };
        match Answer::parse(&typed) {
            Some(answer) => return Ok(Some(answer)),
            None => say("  A time is asked for: `2 s`, `2.5`, `700 ms`, or `never`.\n")?,
        }
    }
}

/// Every line with its time.
fn timeline(transcript: &Transcript) -> String {
    let lines = transcript.stdout().map(|line| (line.at_ms, line.text.as_str()));
    let lines: Vec<(String, &str)> = lines
        .chain([(transcript.ended_at_ms, question::END)])
        .map(|(at_ms, text)| (words::time(at_ms), text))
        .collect();
    let width = lines.iter().map(|(time, _)| time.len()).max().unwrap_or(0);
    lines.iter().map(|(time, text)| format!("{time:>width$}  {text}\n")).collect()
}

fn indented(code: &str) -> String {
    let lines = code.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    lines.collect::<String>() + "\n"
}
