//! `cargo xtask run`: one run of a program under the clock, with the time of every line.

use std::time::Duration;

use super::outcome::Outcome;
use super::progress::Steps;
use super::say::say;
use super::waiting::Waiting;
use crate::course::manifest::Run;
use crate::course::{Course, Exercise};
use crate::grade::Grader;
use crate::observation::Observation;
use crate::render::clean;
use crate::submission::Submission;
use crate::transcript::{End, Stream};
use crate::words;

/// What to run, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct RunArgs {
    /// Name or number of the exercise
    pub exercise: String,
    /// Which of the legal schedules to follow; 0 is first come, first served
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    pub seed: u64,
    /// Really wait, by this machine's own clock; then no time is exact
    #[arg(long)]
    pub real_clock: bool,
    /// Arguments for the program
    #[arg(last = true)]
    pub args: Vec<String>,
}

/// Characters of a line that are shown.
const WIDEST: usize = 200;

/// Runs the working copy of an exercise once. Exits 0 when the program ended well.
///
/// # Errors
/// When there is no such exercise, the program does not compile, or the grader fails.
pub fn run(args: &RunArgs) -> anyhow::Result<Outcome> {
    let course = Course::open(&Course::find_root(&std::env::current_dir()?)?)?;
    let exercise = course.exercise(&args.exercise)?.clone();
    super::interrupt::leave_no_process();
    let mut steps = Steps::new();
    let grader = Grader::open(course, &mut steps)?.in_real_time(args.real_clock);
    super::interrupt::leave_no_file(grader.store());
    let submission = Submission::read(&exercise.dir, exercise.root())?;
    let waiting = Waiting::begin(grader.real_time().map(|_| Duration::ZERO));
    let observation = match grader.run_once(&exercise, &submission, &setup(args, &exercise))? {
        Ok(observation) => observation,
        Err(compiler) => {
            say(&compiler)?;
            return Ok(Outcome::NotAccepted);
        }
    };
    drop(waiting);
    steps.clear();
    say(&shown(&observation))?;
    if let Some(sentence) = grader.real_time() {
        say(&format!("{sentence}\n"))?;
    }
    let ended_well = observation.transcript.end == End::OK;
    Ok(if ended_well { Outcome::Accepted } else { Outcome::NotAccepted })
}

/// The run with these arguments: with its files and its surroundings, when the exercise has one.
fn setup(args: &RunArgs, exercise: &Exercise) -> Run {
    let known = exercise.toml.runs.iter().find(|run| run.args == args.args);
    let run = known.cloned().unwrap_or_else(|| Run { args: args.args.clone(), ..Run::default() });
    Run { schedule: args.seed, ..run }
}

/// Every line with its time, and how it ended.
fn shown(observation: &Observation) -> String {
    let transcript = &observation.transcript;
    let end = words::time(transcript.ended_at_ms);
    let times: Vec<String> = transcript.lines.iter().map(|line| words::time(line.at_ms)).collect();
    let width = times.iter().map(String::len).max().unwrap_or(0).max(end.len());
    let mut out = String::new();
    for (time, line) in times.iter().zip(&transcript.lines) {
        let stream = if line.stream == Stream::Stderr { "stderr: " } else { "" };
        out += &format!("{time:>width$}  {stream}{}\n", clean(&line.text, WIDEST));
    }
    for (name, content) in &transcript.files {
        let (name, content) = (clean(name, WIDEST), clean(content, WIDEST));
        out += &format!("{:>width$}  file {name}: {content}\n", "");
    }
    out + &format!("{end:>width$}  ({})\n", transcript.end)
}
