//! What a known mistake consists of, found in its program by machine: so its sentence is only said
//! of a submission that nothing in its own source contradicts.
//!
//! What the sentence itself names in backticks must be there as it is in the mistake's program, or
//! be missing as it is there: an advice is no help to one that follows it. And the work must be
//! divided in the same way: what is started, what is awaited, and what is left alone.

use super::Source;
use super::calls::{Fate, starts_things};
use super::terms::{self, Term};
use model::known::{KnownProgram, Point};

/// The point of a mistake: of its sentence, its program, and all programs that are right.
pub fn point_of(sentence: &str, own: &Source, right: &[Source]) -> Point {
    let mut point = Point::default();
    let mut put = |term: Term| {
        let side = if term.is_in(own) { &mut point.has } else { &mut point.lacks };
        side.insert(term.to_string());
    };
    terms::of(sentence).into_iter().for_each(&mut put);
    for call in own.calls.names() {
        let fates: &[Fate] = if starts_things(call) {
            put(Term::Call(call.to_owned()));
            &[Fate::Awaited, Fate::Discarded]
        } else if own.calls.is_async(call) {
            &Fate::ALL
        } else if own.calls.awaits(call) || right.iter().any(|it| it.calls.awaits(call)) {
            &[Fate::Discarded, Fate::Bound]
        } else {
            &[]
        };
        for fate in fates.iter().map(|fate| fate.of(call)) {
            // What a right program does as well is no contradiction.
            if own.calls.has(&fate) || right.iter().all(|source| !source.calls.has(&fate)) {
                put(Term::Call(fate));
            }
        }
    }
    point
}

/// True when nothing in a submission's source contradicts what the mistake consists of.
pub(super) fn agrees(program: &KnownProgram, source: &Source) -> bool {
    let Some(Point { has, lacks }) = &program.point else { return true };
    let holds = |term: &String, is_there: bool| {
        let term = Term::read(term);
        term.is_none_or(|term| !term.can_be_judged(source) || term.is_in(source) == is_there)
    };
    // A future that is thrown away is the point, or the point is another.
    let throws_away =
        |term: &String| term.ends_with(" discarded") && !term.starts_with("call spawn");
    if !source.unused.is_empty() && !has.iter().any(throws_away) {
        return false;
    }
    let mut started = source.calls.names().filter(|name| starts_things(name));
    has.iter().all(|term| holds(term, true))
        && lacks.iter().all(|term| holds(term, false))
        && started.all(|name| has.contains(&Term::Call(name.to_owned()).to_string()))
}
