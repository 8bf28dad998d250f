//! The screens, as a student sees them.

use insta::assert_snapshot;
use model::transcript::Limit;
use render::terminal::{Style, View, line, screen, summary};

use crate::made::report;
use crate::samples;

fn view(style: Style, width: usize) -> View {
    View::new(style, width)
}

/// 80 columns, no colour, opened from the course's folder.
fn student(number: u32, slug: &str) -> View {
    View { folder: format!("exercises/{number:02}-{slug}/"), ..view(Style::PLAIN, 80) }
}

#[test]
fn accepted() {
    let look = "Find the two stretches in which nothing is printed: that is 8 and 12 asleep.";
    let view = View { look: Some(look.to_owned()), ..student(3, "sleepy-count") };
    assert_snapshot!(screen(&samples::accepted(), &view));
}

#[test]
fn a_line_too_late() {
    assert_snapshot!(screen(&samples::late(), &student(3, "sleepy-count")));
}

#[test]
fn one_after_another() {
    assert_snapshot!(screen(&samples::one_after_another(), &student(9, "go-async")));
}

#[test]
fn the_only_thread_held() {
    assert_snapshot!(screen(&samples::held(), &student(8, "upload-async")));
}

#[test]
fn wrong_words() {
    assert_snapshot!(screen(&samples::wrong_words(), &student(0, "open-editor")));
}

#[test]
fn a_missing_line() {
    assert_snapshot!(screen(&samples::missing_line(), &student(1, "count")));
}

#[test]
fn wrong_order() {
    assert_snapshot!(screen(&samples::wrong_order(), &student(4, "announce")));
}

#[test]
fn a_late_end() {
    assert_snapshot!(screen(&samples::ends_late(), &student(10, "whatsapp")));
}

#[test]
fn a_wrong_file() {
    assert_snapshot!(screen(&samples::wrong_file(), &student(2, "time-it")));
}

#[test]
fn right_but_wasteful() {
    assert_snapshot!(screen(&samples::wasteful(), &student(3, "sleepy-count")));
}

#[test]
fn panicked() {
    assert_snapshot!(screen(&samples::panicked(), &student(3, "sleepy-count")));
}

#[test]
fn not_started() {
    assert_snapshot!(screen(&samples::not_started(), &student(1, "count")));
}

#[test]
fn stuck() {
    assert_snapshot!(screen(&samples::stuck(), &student(13, "shared-account")));
}

#[test]
fn busy_waiting() {
    assert_snapshot!(screen(&samples::busy(), &student(3, "sleepy-count")));
}

#[test]
fn over_virtual_time() {
    let exercise = samples::over_limit(Limit::VirtualTime);
    assert_snapshot!(screen(&exercise, &student(16, "metronome")));
}

#[test]
fn over_real_time() {
    let exercise = samples::over_limit(Limit::WallTime);
    assert_snapshot!(screen(&exercise, &student(16, "metronome")));
}

#[test]
fn did_not_compile() {
    assert_snapshot!(screen(&samples::did_not_compile(), &student(1, "count")));
}

#[test]
fn warned() {
    assert_snapshot!(screen(&samples::warned(), &student(7, "nothing-happens")));
}

#[test]
fn tampered() {
    assert_snapshot!(screen(&samples::tampered(), &student(1, "count")));
}

#[test]
fn nothing_to_grade() {
    assert_snapshot!(screen(&samples::nothing_to_grade(), &student(1, "count")));
}

#[test]
fn not_handed_in() {
    assert_snapshot!(screen(&samples::not_handed_in(), &student(1, "count")));
}

#[test]
fn not_checked() {
    assert_snapshot!(screen(&samples::not_checked(), &student(2, "time-it")));
}

#[test]
fn stopped_early() {
    assert_snapshot!(screen(&samples::stopped_early(), &student(3, "sleepy-count")));
}

#[test]
fn tampered_while_running() {
    let exercise = samples::tampered_while_running();
    assert_snapshot!(screen(&exercise, &student(3, "sleepy-count")));
}

#[test]
fn times_that_are_not_exact() {
    let exercise = samples::inexact();
    assert!(exercise.verdict() == model::verdict::Verdict::WrongTranscript);
    assert_snapshot!(screen(&exercise, &student(3, "sleepy-count")));
}

#[test]
fn a_crowd() {
    assert_snapshot!(screen(&samples::crowd(), &student(11, "gather")));
}

#[test]
fn a_hidden_check_keeps_what_it_expects_to_itself() {
    let shown = screen(&samples::hidden(), &student(3, "sleepy-count"));
    assert!(!shown.contains("1:2") && !shown.contains("\nright"), "{shown}");
    assert_snapshot!(shown);
}

#[test]
fn the_instructor_sees_a_hidden_check_in_full() {
    let view = View { reveal_hidden: true, ..view(Style::PLAIN, 80) };
    assert_snapshot!(screen(&samples::hidden(), &view));
}

#[test]
fn ascii() {
    assert_snapshot!(screen(&samples::one_after_another(), &view(Style::ASCII, 80)));
    assert_snapshot!(screen(&samples::held(), &view(Style::ASCII, 80)));
}

#[test]
fn narrow() {
    assert_snapshot!(screen(&samples::one_after_another(), &view(Style::PLAIN, 60)));
    assert_snapshot!(screen(&samples::late(), &view(Style::PLAIN, 40)));
}

/// What is drawn of a run that lasts so long.
fn picture(span_ms: u64, style: Style, width: usize) -> String {
    let shown = screen(&samples::lasts(span_ms), &view(style, width));
    let from = shown.lines().skip_while(|line| !line.contains(" 0 "));
    format!("\n{}\n", from.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}

#[test]
fn ten_milliseconds_and_thirty_hours_fit_the_same_screen() {
    fn check(span_ms: u64, style: Style, width: usize, expected: &str) {
        assert_eq!(picture(span_ms, style, width), expected, "{span_ms} ms");
    }
    check(
        10,
        Style::PLAIN,
        80,
        r"
ms         0          2           4          6           8          10
yours ann  ├─────────── soup ───────────┤    ·           ·          ·
      bob  ·          ·           ·     ├────────── cake ───────────┤
",
    );
    check(
        1_500,
        Style::PLAIN,
        80,
        r"
seconds    0       0.2    0.4     0.6    0.8     1       1.2    1.4
yours ann  ├─────────── soup ───────────┤        ·       ·      ·
      bob  ·       ·      ·       ·     ├────────── cake ───────────┤
",
    );
    check(
        90_000,
        Style::PLAIN,
        40,
        r"
seconds    0       30      60      90
yours ann  ├── soup ───┤   ·       ·
      bob  ·       ·   ├── cake ───┤
",
    );
    check(
        5_400_000,
        Style::ASCII,
        80,
        r"
minutes    0     10     20    30    40     50    60    70     80    90
yours ann  |=========== soup ===========|  .     .     .      .     .
      bob  .     .      .     .     .   |========== cake ===========|
",
    );
    check(
        108_000_000,
        Style::PLAIN,
        80,
        r"
hours      0       4      8       12     16      20      24     28
yours ann  ├─────────── soup ───────────┤        ·       ·      ·
      bob  ·       ·      ·       ·     ├────────── cake ───────────┤
",
    );
    check(
        108_000_000,
        Style::ASCII,
        20,
        r"
hours      0         12       24
yours ann  |== soup ===|      .
      bob  .         . |== cake ===|
",
    );
}

#[test]
fn colour() {
    let shown = screen(&samples::late(), &view(Style::FULL, 80));
    assert_snapshot!(shown.replace('\u{1b}', "^"));
}

#[test]
fn colours_change_nothing_but_the_colour() {
    for exercise in everything() {
        let coloured = screen(&exercise, &view(Style::FULL, 80));
        let plain = screen(&exercise, &view(Style::PLAIN, 80));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    }
}

#[test]
fn ascii_is_ascii_and_nothing_is_wider_than_it_may_be() {
    use unicode_width::UnicodeWidthStr;

    for exercise in everything() {
        let ascii = screen(&exercise, &view(Style::ASCII, 80));
        assert!(ascii.is_ascii(), "{ascii}");
        for width in [0, 40, 60, 80, 200] {
            let columns = width.clamp(View::MIN_WIDTH, View::MAX_WIDTH);
            for row in screen(&exercise, &view(Style::PLAIN, width)).lines() {
                // What is there to be clicked, copied or compiled is never broken.
                let whole = ["cargo xtask", "exercises/", " | ", "warning: "];
                let free = whole.iter().any(|part| row.contains(part));
                assert!(free || row.width() <= columns, "{width}: {row}");
            }
        }
    }
}

#[test]
fn what_a_program_writes_cannot_leave_its_place() {
    let shown = screen(&samples::hostile(), &student(1, "count"));
    assert!(shown.chars().all(|letter| letter == '\n' || !letter.is_control()), "{shown}");
    assert!(!shown.contains('\u{202e}'), "{shown}");
    assert_snapshot!(shown);
}

#[test]
fn one_line_for_every_other_exercise_and_a_summary() {
    for style in [Style::PLAIN, Style::ASCII] {
        let view = view(style, 80);
        let report = report(everything());
        let lines: Vec<_> = report.exercises.iter().map(|one| line(one, &view)).collect();
        assert_snapshot!(format!("{}\n\n{}", lines.join("\n"), summary(&report, &view)));
    }
}

#[test]
fn summaries() {
    let said = |exercises| summary(&report(exercises), &view(Style::PLAIN, 80));
    assert_snapshot!(said(vec![samples::accepted()]));
    assert_snapshot!(said(vec![samples::accepted(), samples::not_started()]));
    assert_snapshot!(said(Vec::new()));
}

fn everything() -> Vec<judge::report::ExerciseReport> {
    vec![
        samples::wrong_words(),
        samples::missing_line(),
        samples::not_started(),
        samples::did_not_compile(),
        samples::warned(),
        samples::tampered(),
        samples::nothing_to_grade(),
        samples::not_handed_in(),
        samples::not_checked(),
        samples::stopped_early(),
        samples::tampered_while_running(),
        samples::inexact(),
        samples::hostile(),
        samples::wrong_file(),
        samples::accepted(),
        samples::late(),
        samples::hidden(),
        samples::wasteful(),
        samples::panicked(),
        samples::busy(),
        samples::wrong_order(),
        samples::held(),
        samples::one_after_another(),
        samples::ends_late(),
        samples::crowd(),
        samples::stuck(),
        samples::over_limit(Limit::VirtualTime),
        samples::over_limit(Limit::WallTime),
        samples::over_limit(Limit::Output),
        samples::over_limit(Limit::Memory),
    ]
}
