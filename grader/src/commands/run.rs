//! `cargo xtask run`: one run of a program under the clock, with the time of every line.

use std::thread;
use std::time::{Duration, Instant};

use super::outcome::Outcome;
use super::progress::Steps;
use super::say::say;
use super::view::view;
use super::waiting::Waiting;
use crate::clean::clean;
use crate::course::manifest::Run;
use crate::course::{Course, Exercise};
use crate::grade::Grader;
use crate::observation::Observation;
use crate::render::terminal;
use crate::submission::Submission;
use crate::transcript::{End, Stream};
use crate::words;

/// What to run, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct RunArgs {
    /// Name or number of the exercise
    #[arg(value_name = "EXERCISE")]
    pub exercise: String,
    /// Which of the legal schedules to follow; 0 is first come, first served
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    pub seed: u64,
    /// Wait as long as the program does, and see each line when it is due
    #[arg(long)]
    pub real: bool,
    /// Time the program by this machine's own clock; then no time is exact
    #[arg(long, hide_short_help = true)]
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
    let grader = super::confine::own(grader)?;
    super::interrupt::leave_no_file(grader.store());
    let submission = Submission::read(&exercise.dir, exercise.root())?;
    let waiting = Waiting::begin(grader.real_time().map(|_| Duration::ZERO));
    let observation =
        match grader.run_once(&exercise, &submission, &setup(&args.args, args.seed, &exercise))? {
            Ok(observation) => observation,
            Err(compiler) => {
                say(&terminal::compiler_words(&compiler, view(None, false).style))?;
                return Ok(Outcome::NotAccepted);
            }
        };
    drop(waiting);
    steps.clear();
    // Where the program itself has waited, nobody need wait again.
    let pace = if args.real && grader.real_time().is_none() { Pace::Real } else { Pace::AtOnce };
    show(&observation, pace)?;
    say(&timeline(&observation))?;
    if let Some(sentence) = grader.real_time() {
        say(&format!("{sentence}\n"))?;
    }
    let ended_well = observation.transcript.end == End::OK;
    Ok(if ended_well { Outcome::Accepted } else { Outcome::NotAccepted })
}

/// The run with these arguments: with its files and its surroundings, when the exercise has one.
fn setup(args: &[String], schedule: u64, exercise: &Exercise) -> Run {
    let known = exercise.toml.runs.iter().find(|run| run.args == args);
    let run = known.cloned().unwrap_or_else(|| Run { args: args.to_owned(), ..Run::default() });
    Run { schedule, ..run }
}

/// When a line is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// As soon as it is known.
    AtOnce,
    /// After as much real time as it took of the program's.
    Real,
}

fn show(observation: &Observation, pace: Pace) -> anyhow::Result<()> {
    let began = Instant::now();
    for (at_ms, line) in lines(observation) {
        if pace == Pace::Real {
            thread::sleep(Duration::from_millis(at_ms).saturating_sub(began.elapsed()));
        }
        say(&line)?;
    }
    Ok(())
}

/// Every line with its time, what was left in files, and how it ended; each with the millisecond
/// at which it was there.
fn lines(observation: &Observation) -> Vec<(u64, String)> {
    let transcript = &observation.transcript;
    let end = words::time(transcript.ended_at_ms);
    let times: Vec<String> = transcript.lines.iter().map(|line| words::time(line.at_ms)).collect();
    let width = times.iter().map(String::len).max().unwrap_or(0).max(end.len());
    let mut out = Vec::new();
    for (time, line) in times.iter().zip(&transcript.lines) {
        let stream = if line.stream == Stream::Stderr { "stderr: " } else { "" };
        let text = clean(&line.text, WIDEST);
        out.push((line.at_ms, format!("{time:>width$}  {stream}{text}\n")));
    }
    for (name, content) in &transcript.files {
        let (name, content) = (clean(name, WIDEST), clean(content, WIDEST));
        let line = format!("{:>width$}  file {name}: {content}\n", "");
        out.push((transcript.ended_at_ms, line));
    }
    out.push((transcript.ended_at_ms, format!("{end:>width$}  ({})\n", transcript.end)));
    out
}

/// The timeline of a run, below an empty line; nothing where no time passes.
fn timeline(observation: &Observation) -> String {
    let timeline = terminal::own_timeline(observation, &view(None, false));
    if timeline.is_empty() { timeline } else { format!("\n{timeline}") }
}

/// The exercise run once without arguments: what `cargo xtask run` would show.
pub(super) fn once(grader: &Grader, exercise: &Exercise) -> anyhow::Result<String> {
    let submission = Submission::read(&exercise.dir, exercise.root())?;
    let run = setup(&[], 0, exercise);
    Ok(match grader.run_once(exercise, &submission, &run)? {
        Err(compiler) => terminal::compiler_words(&compiler, view(None, false).style),
        Ok(observation) => {
            let lines = lines(&observation).into_iter().map(|(_, line)| line);
            lines.collect::<String>() + &timeline(&observation)
        }
    })
}
