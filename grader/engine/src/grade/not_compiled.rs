//! What a student reads above the compiler's words.

use crate::build::CompileErrors;
use course::{Exercise, sources};
use judge::diagnose::Source;
use judge::report::{Feedback, Refusal};
use model::transcript::Place;

/// Why there is no program, as the report says it.
pub(super) fn refusal(exercise: &Exercise, source: &Source, errors: CompileErrors) -> Refusal {
    let message = why_not_compiled(exercise, source, &errors);
    // Where there is no more to say than the sentence, it is said once.
    let has_more = errors.rendered.trim() != message.sentence.trim();
    Refusal {
        verdict: errors.verdict,
        message: Some(message),
        compile_error: has_more.then_some(errors.rendered),
    }
}

/// The sentence, and the place that it is about.
fn why_not_compiled(exercise: &Exercise, source: &Source, errors: &CompileErrors) -> Feedback {
    let is_the_courses = |place: &Place| !exercise.is_students(&place.file);
    match &exercise.toml.function {
        // The library was compiled: what the compiler misses is what the course calls.
        Some(function) if errors.first.as_ref().is_some_and(is_the_courses) => {
            Feedback::unnamed(wanted(function, source), None)
        }
        _ => Feedback::unnamed(errors.first_message.clone(), errors.first.clone()),
    }
}

/// What is said of a library without the function that the course calls. The compiler's advice
/// would be to change the call.
fn wanted(function: &str, source: &Source) -> String {
    let behind_fn = function.split_once("fn ").map_or(function, |(_, rest)| rest);
    let name = behind_fn.split(['(', '<']).next().unwrap_or(behind_fn);
    let has = ["(", "<"].iter().any(|next| source.holds(&format!("fn {name}{next}")));
    let (library, program) = (sources::LIBRARY, sources::PROGRAM);
    if has {
        format!(
            "Your `{name}` is not yet the one that the course's `{program}` calls; leave that \
             file as it is, and make yours exactly `{function}`."
        )
    } else {
        format!(
            "The course's `{program}` calls a `{name}` that is not in your `{library}` yet: write \
             `{function}`."
        )
    }
}
