//! Sketches become what they stand for, and words are found.

use super::{sketch, words};

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
fn the_words_of_all_lessons_stand_in_one_list() {
    let lesson = "# 07\n\n- **no**: not here\n\n<details><summary><b>Words</b></summary>\n\n\
                  - **task**: what a runtime drives\n- **`await`**: to wait\n\n</details>\n\n- **no**: x";
    let page = words::page(words::words(lesson, "07-nothing-happens"));
    let lines: Vec<&str> = page.lines().filter(|line| line.starts_with("- ")).collect();
    let expected = [
        "- **`await`**: to wait ([07](07-nothing-happens/index.md))",
        "- **task**: what a runtime drives ([07](07-nothing-happens/index.md))",
    ];
    assert_eq!(lines, expected);
}
