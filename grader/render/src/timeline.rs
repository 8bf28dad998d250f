//! Turns transcripts into lanes: who was busy when, drawn from nothing but the lines themselves.
//!
//! A lane is an actor (`ann: start soup` .. `ann: done soup` is a bar), an activity without an
//! actor (`start sleeping` .. `done sleeping`), or everything else that was printed. Beneath them
//! lies what the clock saw: which blocking call held a thread.

mod events;
mod held;

use std::collections::{HashMap, HashSet};

use events::{ActorKey, Event, Groups, events};

use model::observation::Observation;
use model::transcript::{End, Transcript};

/// Both transcripts as lanes on one axis.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The submission's lanes.
    pub actual: Vec<Lane>,
    /// The reference's, lane for lane; empty where they are not to be seen.
    pub expected: Vec<Lane>,
    /// Blocking calls of the submission.
    pub held: Vec<Lane>,
    /// The last instant of either.
    pub span_ms: u64,
    /// How many lanes there was no room for.
    pub left_out: usize,
}

/// One line of the picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lane {
    /// What stands before it.
    pub name: String,
    /// Stretches.
    pub bars: Vec<Bar>,
    /// Points.
    pub marks: Vec<Mark>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its start.
    pub from_ms: u64,
    /// Its end, or the end of the run if it never came.
    pub to_ms: u64,
    /// True when its end never came.
    pub open: bool,
    /// What to write into it, if there is room.
    pub label: String,
}

/// A point in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at_ms: u64,
    /// What to write beside it, if there is room.
    pub text: String,
}

impl Lane {
    fn named(name: &str) -> Lane {
        Lane { name: name.to_owned(), ..Lane::default() }
    }
}

/// How many lanes a picture has before the rest is only counted.
const MAX_LANES: usize = 8;

/// The picture of a run, beside that of the reference where it may be seen. `ends` gives an end
/// that is not simply that of the last line a lane of its own.
pub fn timeline(actual: &Observation, expected: Option<&Transcript>, ends: bool) -> Timeline {
    let both: Vec<&Transcript> = std::iter::once(&actual.transcript).chain(expected).collect();
    let groups = Groups::of(&both);
    let sides: Vec<_> = both.iter().map(|side| events(side, &groups)).collect();

    let with_ends = events::with_ends(&sides);
    let keys = ordered(&sides);
    let (keys, left_out) =
        if keys.len() > MAX_LANES { most_different(keys, &sides) } else { (keys, 0) };
    let ends = ends && both.iter().any(|side| deserves_an_end(side));
    let side = |index: usize| match (both.get(index), sides.get(index)) {
        (Some(transcript), Some(events)) => {
            let lane = |key: &ActorKey<'_>| {
                events::lane(*key, events, transcript.ended_at_ms, with_ends.get(key))
            };
            keys.iter().map(lane).chain(ends.then(|| end(transcript))).collect()
        }
        _ => Vec::new(),
    };
    Timeline {
        actual: side(0),
        expected: side(1),
        held: held::lanes(&actual.trace.holds),
        span_ms: both.iter().map(|side| last_instant(side)).max().unwrap_or(0),
        left_out,
    }
}

fn last_instant(transcript: &Transcript) -> u64 {
    transcript.lines.iter().map(|line| line.at_ms).fold(transcript.ended_at_ms, u64::max)
}

/// An end is drawn when it is not simply that of the last line.
fn deserves_an_end(transcript: &Transcript) -> bool {
    let last = transcript.stdout().last().map(|line| line.at_ms);
    transcript.end != End::OK || last != Some(transcript.ended_at_ms)
}

/// Every lane that either side has: the reference's in their order, then those only you have.
fn ordered<'a>(sides: &[Vec<Event<'a>>]) -> Vec<ActorKey<'a>> {
    let mut seen = HashSet::new();
    let all = sides.iter().rev().flatten().map(|event| event.key);
    let mut keys: Vec<_> = all.filter(|key| seen.insert(*key)).collect();
    // What is printed along the way stands above the activities.
    keys.sort_by_key(|key| match key {
        ActorKey::Numbers => 0,
        ActorKey::Lines => 1,
        _ => 2,
    });
    keys
}

/// The lanes that tell most: those in which the two sides differ come first.
fn most_different<'a>(
    keys: Vec<ActorKey<'a>>,
    sides: &[Vec<Event<'a>>],
) -> (Vec<ActorKey<'a>>, usize) {
    let mut lines: HashMap<ActorKey<'_>, [Vec<(u64, &str)>; 2]> = HashMap::new();
    for (side, events) in sides.iter().take(2).enumerate() {
        for event in events {
            lines.entry(event.key).or_default()[side].push((event.at_ms, event.text));
        }
    }
    let alike =
        |key: &ActorKey<'_>| lines.get(key).is_none_or(|[actual, expected]| actual == expected);
    let mut chosen: Vec<usize> = (0..keys.len()).collect();
    chosen.sort_by_key(|index| sides.len() == 2 && alike(&keys[*index]));
    chosen.truncate(MAX_LANES);
    chosen.sort_unstable();
    let left_out = keys.len() - chosen.len();
    (chosen.into_iter().map(|index| keys[index]).collect(), left_out)
}

/// The lane that says how a run ended.
fn end(transcript: &Transcript) -> Lane {
    let mark = Mark { at_ms: transcript.ended_at_ms, text: transcript.end.to_string() };
    Lane { marks: vec![mark], ..Lane::named("end") }
}

#[cfg(test)]
mod tests {
    use super::timeline;
    use model::sample::{observation, transcript};

    /// The bars of the submission, each with its end and what stands in it.
    fn check(actual: &str, expected: &[(u64, &str)]) {
        let right = transcript("0  start soup\n5  done soup\n5  1\n9  (ended)");
        let drawn = timeline(&observation(actual), Some(&right), false);
        let bars = drawn.actual.iter().flat_map(|lane| &lane.bars);
        let bars: Vec<_> = bars.map(|bar| (bar.to_ms, bar.label.as_str())).collect();
        assert_eq!(bars, expected, "{actual}");
    }

    #[test]
    fn a_start_is_never_done_where_no_line_says_its_end() {
        check("0  start soup\n5  done soup\n5  1\n9  (ended)", &[(5, "")]);
        check("0  start soup\n5  1\n9  (ended)", &[(9, "never done")]);
        // Joined with what came after it, for want of a newline.
        check("0  start soup\n5  done soup1\n9  (ended)", &[]);
        check("0  start soup\n5  1done soup\n9  (ended)", &[]);
    }
}
