//! `cargo xtask run`: one run of a program under the clock, with the time of every line; or by the
//! machine's own, with every line when it comes.

use std::collections::BTreeMap;
use std::io::{IsTerminal, stdin};
use std::process::Stdio;

use super::failure::Result;
use super::outcome::Outcome;
use super::say::say;
use super::session::{self, Session};
use super::view::view;
use course::Exercise;
use course::submission::Submission;
use engine::grade::Grader;
use model::clean::clean;
use model::observation::{Observation, RefusedCall};
use model::spec::Run;
use model::transcript::{End, Stream};
use model::words;
use render::terminal;

/// What to run, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct RunArgs {
    /// Name or number of the exercise
    #[arg(value_name = "EXERCISE")]
    pub exercise: String,
    /// Which of the legal schedules to follow; 0 is first come, first served
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    pub seed: u64,
    /// Really wait, by this machine's own clock, and see each line when it comes
    #[arg(long, alias = "real", conflicts_with = "seed")]
    pub real_clock: bool,
    /// Arguments for the program
    #[arg(last = true)]
    pub args: Vec<String>,
}

/// Characters of a line that are shown.
const WIDEST: usize = 200;
/// Threads that wait for ever and are named.
const MOST_WAITING: usize = 6;

/// Runs the working copy of an exercise once. Exits 0 when the program ended well.
///
/// # Errors
/// When there is no such exercise, the program does not compile, or the grader fails.
pub fn run(args: &RunArgs) -> Result<Outcome> {
    let course = session::course()?;
    let exercise = course.exercise(&args.exercise)?.clone();
    let Session { grader, steps } = Session::own(course, args.real_clock)?;
    drop(steps);
    let submission = Submission::read(&exercise.dir, exercise.root())?;
    let run = setup(&args.args, args.seed, &exercise);
    let mut screen = Screen::default();
    let mut live = |at: u64, stream, bytes: &[u8]| screen.show(at, stream, bytes);
    let ran = grader.run_once(&exercise, &submission, &run, piped(&run), &mut live)?;
    let (observation, warnings) = match ran {
        Ok(ran) => ran,
        Err(compiler) => {
            say(&terminal::compiler_words(&compiler, view(None, false).style))?;
            return Ok(Outcome::NotAccepted);
        }
    };
    match grader.lab().real_time() {
        None => say(&lines(&observation))?,
        Some(_) => say(&screen.rest(&observation))?,
    }
    say(&timeline(&observation))?;
    say(&terminal::compiler_warnings(&warnings, &exercise.slug, &view(None, false)))?;
    if let Some(sentence) = grader.lab().real_time() {
        say(&format!("{sentence}\n"))?;
    }
    let ended_well = observation.transcript.end == End::OK;
    Ok(if ended_well { Outcome::Accepted } else { Outcome::NotAccepted })
}

/// What is piped into us is the program's, where the run has no input of its own. A terminal stays
/// ours: a program that is run in a group of its own may not read from it.
fn piped(run: &Run) -> Option<Stdio> {
    (run.stdin.is_empty() && !stdin().is_terminal()).then(Stdio::inherit)
}

/// The run with these arguments: with its files and its surroundings, when the exercise has one.
fn setup(args: &[String], schedule: u64, exercise: &Exercise) -> Run {
    let known = exercise.toml.runs.iter().find(|run| run.args == args);
    let run = known.cloned().unwrap_or_else(|| Run { args: args.to_owned(), ..Run::default() });
    Run { schedule, ..run }
}

/// Columns for the time of a line that is shown before it is known how long the others are.
const WIDTH: usize = 8;

/// The screen on which a program's lines appear as they come.
#[derive(Default)]
struct Screen {
    /// Of each stream, what is not yet a whole line.
    begun: BTreeMap<Stream, Vec<u8>>,
}

impl Screen {
    /// Shows the lines that these bytes complete.
    fn show(&mut self, at_ns: u64, stream: Stream, bytes: &[u8]) {
        let begun = self.begun.entry(stream).or_default();
        begun.extend_from_slice(bytes);
        while let Some(end) = begun.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = begun.drain(..=end).collect();
            let text = String::from_utf8_lossy(&line[..end]);
            // Where this cannot be written the end cannot either, and that is an error.
            let _ = say(&shown(at_ns / 1_000_000, stream, &text, WIDTH));
        }
    }

    /// What is to be shown at the end: lines that were not ended, and what [`ending`] says.
    fn rest(self, observation: &Observation) -> String {
        let at_ms = observation.transcript.ended_at_ms;
        let rest = self.begun.iter().filter(|(_, begun)| !begun.is_empty());
        let rest = rest
            .map(|(stream, begun)| shown(at_ms, *stream, &String::from_utf8_lossy(begun), WIDTH));
        rest.collect::<String>() + &ending(observation, WIDTH)
    }
}

/// A line with its time, in so many columns.
fn shown(at_ms: u64, stream: Stream, text: &str, width: usize) -> String {
    let stream = if stream == Stream::Stderr { "stderr: " } else { "" };
    format!("{:>width$}  {stream}{}\n", words::time(at_ms), clean(text, WIDEST))
}

/// Every line with its time, what was left in files, and how it ended.
fn lines(observation: &Observation) -> String {
    let transcript = &observation.transcript;
    let times = transcript.lines.iter().map(|line| line.at_ms).chain([transcript.ended_at_ms]);
    let width = times.map(|at_ms| words::time(at_ms).len()).max().unwrap_or(0);
    let lines = transcript.lines.iter();
    let lines = lines.map(|line| shown(line.at_ms, line.stream, &line.text, width));
    lines.collect::<String>() + &ending(observation, width)
}

/// What was left in files, and how it ended.
fn ending(observation: &Observation, width: usize) -> String {
    let transcript = &observation.transcript;
    let files = transcript.files.iter().map(|(name, content)| {
        let (name, content) = (clean(name, WIDEST), clean(content, WIDEST));
        format!("{:>width$}  file {name}: {content}\n", "")
    });
    let end = words::time(transcript.ended_at_ms);
    files.collect::<String>()
        + &format!("{end:>width$}  ({})\n", transcript.end)
        + &where_it_stands(observation, width)
}

/// Of a program that did not come to its end: the lines that it stands at, and what it waits for.
/// And what it was refused.
fn where_it_stands(observation: &Observation, width: usize) -> String {
    let trace = &observation.trace;
    let waiting = trace.waiting.iter().take(MOST_WAITING).map(|one| {
        let place = one.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        format!("{} waits for {}{place}", one.thread, one.for_what)
    });
    let more = trace.waiting.len().saturating_sub(MOST_WAITING);
    let more = (more > 0).then(|| format!("and {more} more"));
    let busy = trace.busy_at.iter().map(|place| format!("it goes round at {place}"));
    let refused = trace.refused.iter().map(RefusedCall::sentence);
    let said = waiting.chain(more).chain(busy).chain(refused);
    said.map(|text| format!("{:>width$}  {}\n", "", clean(&text, WIDEST))).collect()
}

/// The timeline of a run, below an empty line; nothing where no time passes.
fn timeline(observation: &Observation) -> String {
    let timeline = terminal::own_timeline(observation, &view(None, false));
    if timeline.is_empty() { timeline } else { format!("\n{timeline}") }
}

/// The exercise run once without arguments: what `cargo xtask run` would show.
pub(super) fn once(grader: &Grader, exercise: &Exercise) -> Result<String> {
    let submission = Submission::read(&exercise.dir, exercise.root())?;
    let run = setup(&[], 0, exercise);
    Ok(match grader.run_once(exercise, &submission, &run, None, &mut |_, _, _| {})? {
        Err(compiler) => terminal::compiler_words(&compiler, view(None, false).style),
        Ok((observation, warnings)) => {
            lines(&observation)
                + &timeline(&observation)
                + &terminal::compiler_warnings(&warnings, &exercise.slug, &view(None, false))
        }
    })
}
