//! What a line says: whose it is, and whether something starts or ends with it.

use std::collections::{HashMap, HashSet};

use super::{Bar, Lane, Mark};
use model::transcript::Transcript;

/// Which lane a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ActorKey<'a> {
    /// `8`: the numbers of a count.
    Numbers,
    /// Whatever belongs to nobody else.
    Lines,
    /// `scrolling 1`, `scrolling 2`: the same thing again and again.
    Series(&'a str),
    /// `start sleeping`, `done sleeping`: an activity without an actor.
    Doing(&'a str),
    /// `ann: ..`.
    Actor(&'a str),
}

/// What a line does to its lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Start,
    End,
    Says,
}

/// One line of standard output, read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'a> {
    pub(super) key: ActorKey<'a>,
    pub(super) at_ms: u64,
    /// The line without its actor.
    pub(super) text: &'a str,
    does: Does,
}

/// Bytes of the longest name that has a lane of its own.
const LONGEST_ACTOR: usize = 32;

/// Splits `ann: start soup` into who and what, and `ann < hello`, too. Only the beginning of a line
/// is looked at, however long the line is.
fn split(line: &str) -> Option<(&str, &str)> {
    let (at, mark) = (0..=LONGEST_ACTOR.min(line.len())).find_map(|at| {
        let rest = line.as_bytes().get(at..)?;
        let mark = [": ", " < "].into_iter().find(|mark| rest.starts_with(mark.as_bytes()))?;
        Some((at, mark))
    })?;
    let (actor, what) = (line[..at].trim(), line[at + mark.len()..].trim());
    (!actor.is_empty()).then_some((actor, what))
}

/// Splits `start soup` into the verb and its object.
fn verb(text: &str) -> (Does, &str) {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let does = match first {
        "start" | "starts" | "started" | "starting" => Does::Start,
        "done" | "end" | "ends" | "ended" | "ending" | "finish" | "finished" => Does::End,
        // An end as well, if not the one that was meant.
        "cancelled" | "canceled" | "aborted" | "cut" => Does::End,
        _ => Does::Says,
    };
    (does, rest.trim())
}

/// Splits `scrolling 1` into what and how often.
fn series(line: &str) -> Option<(&str, &str)> {
    let (stem, number) = line.trim().rsplit_once(' ')?;
    is_number(number).then_some((stem, number))
}

fn is_number(text: &str) -> bool {
    text.trim().parse::<u64>().is_ok()
}

/// Who and what deserves a lane of its own, in either transcript.
#[derive(Default)]
pub(super) struct Groups<'a> {
    actors: HashSet<&'a str>,
    series: HashSet<&'a str>,
}

impl<'a> Groups<'a> {
    /// Actors are those who start or end something, or speak more than once: a single
    /// `elapsed: 300 ms` is a line. Series are said more than once.
    pub(super) fn of(sides: &[&'a Transcript]) -> Groups<'a> {
        let mut groups = Groups::default();
        for side in sides {
            let (mut actors, mut stems) = (HashSet::new(), HashSet::new());
            for line in side.stdout() {
                if let Some((actor, what)) = split(&line.text) {
                    if !actors.insert(actor) || verb(what).0 != Does::Says {
                        groups.actors.insert(actor);
                    }
                } else if let Some((stem, _)) = series(&line.text)
                    && !stems.insert(stem)
                {
                    groups.series.insert(stem);
                }
            }
        }
        groups
    }
}

/// The lines of standard output, read.
pub(super) fn events<'a>(side: &'a Transcript, groups: &Groups<'_>) -> Vec<Event<'a>> {
    side.stdout()
        .filter(|line| !line.text.trim().is_empty())
        .map(|line| {
            let (key, text, does) = read(&line.text, groups);
            Event { key, at_ms: line.at_ms, text, does }
        })
        .collect()
}

fn read<'a>(line: &'a str, groups: &Groups<'_>) -> (ActorKey<'a>, &'a str, Does) {
    if let Some((actor, what)) = split(line)
        && groups.actors.contains(actor)
    {
        return (ActorKey::Actor(actor), what, verb(what).0);
    }
    if is_number(line) {
        return (ActorKey::Numbers, line.trim(), Does::Says);
    }
    match (verb(line), series(line)) {
        ((does @ (Does::Start | Does::End), what), _) if !what.is_empty() => {
            (ActorKey::Doing(what), line, does)
        }
        (_, Some((stem, number))) if groups.series.contains(stem) => {
            (ActorKey::Series(stem), number, Does::Says)
        }
        _ => (ActorKey::Lines, line, Does::Says),
    }
}

/// How many unfinished starts of one actor are looked through for the right one.
const MAX_OPEN: usize = 64;

/// The lanes in which an end is said, on either side, each with the words for it.
pub(super) fn with_ends<'a>(sides: &[Vec<Event<'a>>]) -> HashMap<ActorKey<'a>, HashSet<&'a str>> {
    let mut ends: HashMap<ActorKey<'a>, HashSet<&'a str>> = HashMap::new();
    for event in sides.iter().flatten().filter(|event| event.does == Does::End) {
        ends.entry(event.key).or_default().insert(event.text);
    }
    ends
}

/// Whether a start without an end is never done: an end can be said, and none is said in a line of
/// another lane, with which it was joined by a newline that is missing.
fn is_never_done(key: ActorKey<'_>, events: &[Event<'_>], ends: Option<&HashSet<&str>>) -> bool {
    let Some(ends) = ends else { return false };
    let is_joined = |event: &Event<'_>| {
        matches!(event.key, ActorKey::Doing(_) | ActorKey::Lines)
            && event.key != key
            && ends.iter().any(|end| event.text.contains(end))
    };
    !matches!(key, ActorKey::Doing(_)) || !events.iter().any(is_joined)
}

/// The lane of `key`: a bar from each start to its end, a mark for everything else. A start that
/// has no end is never done only where there are words for it, `ends`: the picture invents none for
/// a program that has another word for it, or no word.
pub(super) fn lane(
    key: ActorKey<'_>,
    events: &[Event<'_>],
    ended_at_ms: u64,
    ends: Option<&HashSet<&str>>,
) -> Lane {
    let mut lane = Lane::named(name(key));
    let mut open: Vec<&Event<'_>> = Vec::new();
    for event in events.iter().filter(|event| event.key == key) {
        match event.does {
            Does::Start => open.push(event),
            Does::End if !open.is_empty() => {
                // `done soup` ends `start soup`, if that was said; else what started last.
                let object = verb(event.text).1;
                let recent = open.len().saturating_sub(MAX_OPEN);
                let same = open[recent..].iter().rposition(|start| verb(start.text).1 == object);
                let start = open.remove(same.map_or(open.len() - 1, |same| recent + same));
                lane.bars.push(Bar {
                    from_ms: start.at_ms,
                    to_ms: event.at_ms,
                    open: false,
                    label: object_of(key, object),
                });
            }
            Does::End | Does::Says => {
                lane.marks.push(Mark { at_ms: event.at_ms, text: event.text.to_owned() });
            }
        }
    }
    let is_never_done = !open.is_empty() && is_never_done(key, events, ends);
    for start in open {
        if is_never_done {
            lane.bars.push(Bar {
                from_ms: start.at_ms,
                to_ms: ended_at_ms.max(start.at_ms),
                open: true,
                label: "never done".to_owned(),
            });
        } else {
            lane.marks.push(Mark { at_ms: start.at_ms, text: start.text.to_owned() });
        }
    }
    lane.marks.sort_by_key(|mark| mark.at_ms);
    lane.bars.sort_by_key(|bar| (bar.from_ms, bar.to_ms));
    lane
}

/// An activity's lane bears its name already.
fn object_of(key: ActorKey<'_>, object: &str) -> String {
    match key {
        ActorKey::Actor(_) => object.to_owned(),
        _ => String::new(),
    }
}

/// What stands before the lane.
fn name(key: ActorKey<'_>) -> &str {
    match key {
        ActorKey::Numbers => "numbers",
        ActorKey::Lines => "lines",
        ActorKey::Series(name) | ActorKey::Doing(name) | ActorKey::Actor(name) => name,
    }
}
