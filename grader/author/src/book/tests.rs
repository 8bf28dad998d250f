//! Sketches become what they stand for, and words are found.

use super::sketch;

/// A sketch, as lanes in words.
fn check(sketched: &str, expected: &[&str]) {
    let block: Vec<&str> = sketched.lines().collect();
    let sketch::Sketch { timeline, notes } = sketch::read(&block).expect("it is a sketch");
    let lanes = timeline.actual.iter().map(|lane| {
        let bars = lane.bars.iter().map(|bar| {
            let kind = if bar.open { "waits" } else { "busy" };
            format!("{kind} {}-{} {:?}", bar.from_ms, bar.to_ms, bar.label)
        });
        let marks = lane.marks.iter().map(|mark| format!("{} {:?}", mark.at_ms, mark.text));
        format!("{}: {}", lane.name, bars.chain(marks).collect::<Vec<_>>().join(", "))
    });
    let said: Vec<String> = lanes.chain(notes).collect();
    assert_eq!(said, expected, "{sketched}");
}

#[test]
fn bars_waits_and_points_are_where_they_are_drawn() {
    check(
        "seconds   0     1     2     3\n\
         oven      |=================|     warm\n\
         bread                       *     had no choice",
        &["oven: busy 0-3000 \"warm\"", "bread: 3000 \"\"", "bread: had no choice"],
    );
    check(
        "seconds     0         1         2\n\
         main        *.........waits.....*     one tea",
        &["main: waits 0-2000 \"waits\", 0 \"\", 2000 \"one tea\""],
    );
    check(
        "seconds     0    1    2    3\n\
         one seat    |=========|=====|\n\
         the other   |====|.....+50",
        &[
            "one seat: busy 0-2000 \"\", busy 2000-3200 \"\"",
            "the other: busy 0-1000 \"\", waits 1000-2200 \"+50\"",
        ],
    );
    check(
        "seconds     0         1         2   an evening\n\
         cards                 king      seven\n\
         asked                 ?         ?",
        &["cards: 1000 \"king\", 2000 \"seven\"", "asked: 1000 \"\", 2000 \"\""],
    );
}

#[test]
fn another_text_is_no_sketch() {
    for text in ["0 s  1 .. 30", "seconds", "seconds  0", "", "   8 s  (ended)"] {
        assert_eq!(sketch::read(&text.lines().collect::<Vec<_>>()), None, "{text}");
    }
}

#[test]
fn the_pages_that_a_lesson_leads_to_are_found() {
    let check = |text: &str, expected: &[&str]| {
        let found: Vec<String> = super::named_docs(text).into_iter().collect();
        assert_eq!(found, expected, "{text}");
    };
    check(
        "[words](../../docs/words.md) and [which](../../docs/which-when.md).",
        &["which-when.md", "words.md"],
    );
    check("[words](docs/words.md), `docs/`, [x](docs/a b.md)", &["words.md"]);
    check("nothing", &[]);
}
