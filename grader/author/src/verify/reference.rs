//! The reference itself: that it ends on every fixed run, and leaves nothing behind that goes on.

use std::ops::Range;
use std::path::Path;

use super::CourseFinding;
use super::place::of_offset;
use course::Exercise;
use course::sources::{PROGRAM, Sources};
use engine::build::Built;
use engine::grade::{CourseLab, GradeError};
use engine::parallel;
use model::observation::Trace;
use model::spec::Run;
use model::transcript::{End, Place};
use model::words;
use syn::spanned::Spanned;

/// Runs on which it does not end as it should. Everything else would be compared with it, and wait
/// for it, run after run.
pub(super) fn endless(
    lab: &CourseLab,
    exercise: &Exercise,
) -> Result<Vec<CourseFinding>, GradeError> {
    let program = lab.reference(exercise)?;
    let (sources, path) = own(exercise)?;
    let of_run = |run: &&Run| -> Result<Option<CourseFinding>, GradeError> {
        let mut recording = lab.run(&program, run)?;
        recording.explain();
        let (end, trace) = (&recording.observation.transcript.end, &recording.observation.trace);
        if *end == End::OK {
            return Ok(None);
        }
        let how = match end {
            End::Stuck => "is stuck".to_owned(),
            End::Busy => "is busy waiting".to_owned(),
            other => other.to_string(),
        };
        let what = format!(
            "the reference {how} in \"{}\"; it has to end by itself, with exit code 0",
            run.name
        );
        let at = place(end, trace).filter(|place| sources.contains_key(&place.file));
        let main = || begins(sources.get(exercise.root()).map_or("", String::as_str));
        Ok(Some(match at {
            Some(at) => {
                let file = exercise.solution.clone().unwrap_or_default().join(&at.file);
                CourseFinding::fault(&file, what)
                    .at((at.line as usize, at.column.unwrap_or(1) as usize))
            }
            None => CourseFinding::fault(&path, what).at(main()),
        }))
    };
    let runs: Vec<&Run> = exercise.toml.runs.iter().chain(exercise.hidden_runs()).collect();
    // The first tells what is wrong with all of them, mostly.
    let (first, others) = runs.split_at(runs.len().min(1));
    for some in [first, others] {
        let found: Result<Vec<_>, GradeError> = parallel::map(some, of_run).into_iter().collect();
        let found: Vec<CourseFinding> = found?.into_iter().flatten().collect();
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// Where a program stood that did not end.
fn place(end: &End, trace: &Trace) -> Option<Place> {
    match end {
        End::Panicked { place, .. } => place.clone(),
        _ => {
            trace.busy_at.clone().or_else(|| trace.waiting.iter().find_map(|one| one.place.clone()))
        }
    }
}

/// Tasks that are alive when `main` is over: nobody waits for what they do, and whether it is done
/// depends on who is quicker. Found by asking at the end of `main` itself.
pub(super) fn leftovers(
    lab: &CourseLab,
    exercise: &Exercise,
) -> Result<Vec<CourseFinding>, GradeError> {
    let (mut sources, path) = own(exercise)?;
    let Some(asking) = sources.get(PROGRAM).and_then(|main| asking(main)) else {
        return Ok(Vec::new());
    };
    sources.insert(PROGRAM.to_owned(), asking);
    let Built::Program(program) = lab.compile(&exercise.slug, &sources)? else {
        // It is more than a program that can be asked.
        return Ok(Vec::new());
    };
    let of_run = |run: &Run| -> Result<Option<(String, u64)>, GradeError> {
        let transcript = lab.run(&program, run)?.observation.transcript;
        let mut answers = transcript.lines.iter().filter_map(|line| line.text.strip_prefix(ANSWER));
        let left = answers.next_back().and_then(|count| count.trim().parse().ok()).unwrap_or(0);
        Ok((left > 0).then(|| (run.name.clone(), left)))
    };
    let runs: Vec<Run> = exercise.toml.runs.iter().chain(exercise.hidden_runs()).cloned().collect();
    for left in parallel::map(&runs, of_run) {
        if let Some((run, left)) = left? {
            let left = words::count(left, "task", "tasks");
            let what = format!(
                "the reference leaves {left} running when `main` is over in \"{run}\": await what \
                 was spawned, or abort it"
            );
            let text = sources.get(exercise.root()).map_or("", String::as_str);
            let at = text.find("spawn").map_or_else(|| begins(text), |at| of_offset(text, at));
            return Ok(vec![CourseFinding::fault(&path, what).at(at)]);
        }
    }
    Ok(Vec::new())
}

/// Begins the line in which the program says how many tasks are left.
const ANSWER: &str = "tasks that are left: ";

/// The program with a question at the end of its asynchronous `main`; none without such a one.
fn asking(text: &str) -> Option<String> {
    let file = syn::parse_file(text).ok()?;
    let main = file.items.iter().find_map(|item| match item {
        syn::Item::Fn(it) if it.sig.ident == "main" && it.sig.asyncness.is_some() => Some(it),
        _ => None,
    })?;
    let attributes: Vec<Range<usize>> =
        main.attrs.iter().map(|attribute| attribute.span().byte_range()).collect();
    let of_main: String =
        attributes.iter().map(|bytes| format!("{}\n", &text[bytes.clone()])).collect();
    let returns = &text[main.sig.output.span().byte_range()];
    let returns = if matches!(main.sig.output, syn::ReturnType::Default) { "" } else { returns };
    let mut asking = text.to_owned();
    asking.replace_range(main.sig.ident.span().byte_range(), "all_of_main");
    for bytes in attributes.into_iter().rev() {
        asking.replace_range(bytes, "");
    }
    // What was aborted is gone once the others had their turn.
    Some(
        asking
            + &format!(
                "\n{of_main}async fn main() {returns} {{\n    let ended = all_of_main().await;\n    \
         tokio::task::yield_now().await;\n    \
         let left = tokio::runtime::Handle::current().metrics().num_alive_tasks();\n    \
         eprintln!(\"{ANSWER}{{left}}\");\n    ended\n}}\n"
            ),
    )
}

/// The sources of the reference, and the file in which its own code begins.
fn own(exercise: &Exercise) -> Result<(Sources, std::path::PathBuf), GradeError> {
    let solution = exercise.solution.as_deref().unwrap_or(Path::new(""));
    let sources = exercise.reference_sources()?.unwrap_or_default();
    Ok((sources, solution.join(exercise.root())))
}

/// Where the first function of a program begins.
fn begins(text: &str) -> (usize, usize) {
    let line = text.lines().position(|line| line.contains("fn ")).unwrap_or(0);
    (line + 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn main_is_asked_at_its_end() {
        let text = "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> Result<(), String> {\n    work().await\n}\n";
        let asking = asking(text).unwrap_or_default();
        assert!(asking.starts_with("\nasync fn all_of_main() -> Result<(), String> {"), "{asking}");
        let own = "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> Result<(), String> {\n    let ended = all_of_main().await;";
        assert!(asking.contains(own), "{asking}");
        assert_eq!(super::asking("fn main() {}"), None);
    }
}
