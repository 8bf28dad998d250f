//! The map of the course: what comes when, how long it takes, and what it stands on.

use course::Exercise;

/// A table of all exercises, and the same as a tree: each hangs from the first that it needs.
pub(super) fn map(exercises: &[Exercise]) -> String {
    let places: Vec<Place<'_>> = exercises.iter().map(Place::of).collect();
    format!("\n{}\n```text\n{}```\n\n", table(&places), tree(&places))
}

/// What the map shows of an exercise.
#[derive(Debug, Clone, Default)]
struct Place<'a> {
    number: u32,
    slug: &'a str,
    title: &'a str,
    part: u32,
    minutes: u32,
    needs: Vec<&'a str>,
}

impl<'a> Place<'a> {
    fn of(exercise: &'a Exercise) -> Place<'a> {
        let toml = &exercise.toml;
        Place {
            number: exercise.number,
            slug: &exercise.slug,
            title: &toml.title,
            part: toml.part,
            minutes: toml.minutes,
            needs: toml.needs.iter().map(String::as_str).collect(),
        }
    }

    fn folder(&self) -> String {
        format!("{:02}-{}", self.number, self.slug)
    }
}

fn table(places: &[Place<'_>]) -> String {
    let mut out = String::from("| part | exercise | minutes |\n|---|---|---|\n");
    for place in places {
        let Place { part, number, title, minutes, .. } = place;
        let page = format!("{}/README.md", place.folder());
        out += &format!("| {part} | [{number:02} · {title}]({page}) | {minutes} |\n");
    }
    let minutes: u32 = places.iter().map(|place| place.minutes).sum();
    out + &format!("| | all | {minutes} |\n")
}

fn tree(places: &[Place<'_>]) -> String {
    let mut out = String::new();
    for root in places.iter().filter(|place| place.needs.is_empty()) {
        grow(&mut out, places, root, "", "");
    }
    out
}

/// One exercise and what hangs from it. A single one that hangs from another goes straight below
/// it, so that a long chain stays in its column.
fn grow(out: &mut String, places: &[Place<'_>], place: &Place<'_>, branch: &str, indent: &str) {
    *out += branch;
    *out += &place.folder();
    let number = |need: &&str| {
        places.iter().find(|place| place.slug == *need).map(|place| format!("{:02}", place.number))
    };
    let others: Vec<String> = place.needs.iter().skip(1).filter_map(number).collect();
    if !others.is_empty() {
        *out += &format!("  (and {})", others.join(", "));
    }
    *out += "\n";
    let hangs = |other: &&Place<'_>| other.needs.first() == Some(&place.slug);
    let hanging: Vec<&Place<'_>> = places.iter().filter(hangs).collect();
    let Some((last, side)) = hanging.split_last() else { return };
    for other in side {
        grow(out, places, other, &format!("{indent}├─ "), &format!("{indent}│  "));
    }
    let fork = if side.is_empty() { "│" } else { "└─" };
    if side.is_empty() {
        *out += &format!("{indent}{fork}\n");
        grow(out, places, last, indent, indent);
    } else {
        grow(out, places, last, &format!("{indent}{fork} "), &format!("{indent}   "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(needs: &[(&'static str, &[&'static str])], expected: &str) {
        let place = |(number, (slug, needs)): (u32, &(&'static str, &[&'static str]))| Place {
            number,
            slug,
            needs: needs.to_vec(),
            ..Place::default()
        };
        let places: Vec<Place<'_>> = (0..).zip(needs).map(place).collect();
        assert_eq!(tree(&places), expected);
    }

    #[test]
    fn a_chain_stays_in_its_column() {
        check(&[("a", &[]), ("b", &["a"]), ("c", &["b"])], "00-a\n│\n01-b\n│\n02-c\n");
    }

    #[test]
    fn what_needs_the_same_branches_off() {
        check(
            &[("a", &[]), ("b", &["a"]), ("c", &["a"]), ("d", &["c", "b"])],
            "00-a\n├─ 01-b\n└─ 02-c\n   │\n   03-d  (and 01)\n",
        );
    }
}
