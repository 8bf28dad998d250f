//! One exercise for each kind of verdict.

mod not_made;
mod warned;

use judge::compare;
use judge::report::ExerciseReport;
use model::observation::{Cost, Exactness, Role};
use model::spec::{CostBounds, Order};
use model::transcript::{End, Limit};
use model::verdict::Verdict;

pub(crate) use not_made::{
    did_not_compile, markup_of_the_compiler, not_checked, not_handed_in, nothing_to_grade,
    stopped_early, tampered,
};
pub(crate) use warned::warned;

use crate::made::{Sample, check, exercise, hold, judged, place, transcript, waiting};

const SLEEPY: &str = "0 1..8\n8000 9..12\n13000 13..30\n13000 (ended)";

pub(crate) fn accepted() -> ExerciseReport {
    let naps = vec![hold(Role::Plain, 0, 8000, 9), hold(Role::Plain, 8000, 5000, 9)];
    exercise(
        3,
        "sleepy-count",
        "Sleepy count",
        vec![
            check(SLEEPY, SLEEPY).holds(naps),
            check("0 1..2\n3000 3..5\n3000 (ended)", "0 1..2\n3000 3..5\n3000 (ended)")
                .named("draw 1", &["5", "2:3"])
                .hidden(Some(7)),
        ],
    )
}

/// 12 naps for 12 seconds instead of 5.
pub(crate) fn late() -> ExerciseReport {
    let actual = "0 1..8\n8000 9..12\n20000 13..30\n20000 (ended)";
    let naps = vec![hold(Role::Plain, 0, 8000, 12), hold(Role::Plain, 8000, 12000, 12)];
    let sentence = "12 slept for 12 s, the plan says 5 s: use the seconds given.";
    exercise(
        3,
        "sleepy-count",
        "Sleepy count",
        vec![
            check(actual, SLEEPY)
                .named("the plan of the article", &["30", "8:8", "12:5"])
                .holds(naps)
                .says(sentence, Some(12)),
            check("0 1\n2000 2..5\n2000 (ended)", "0 1\n2000 2..5\n2000 (ended)")
                .named("the first number naps", &["5", "1:2"]),
            check("0 1..5\n5000 (ended)", "0 1..5\n2000 (ended)")
                .named("the last number naps", &["5", "5:2"]),
        ],
    )
}

/// Async in name only: 12 starts when 8 is done.
pub(crate) fn one_after_another() -> ExerciseReport {
    let actual = "0 1..8\n0 8: start sleeping\n8000 8: done sleeping\n8000 9..12\n\
                 8000 12: start sleeping\n13000 12: done sleeping\n13000 13..30\n\
                 13000 sync took 13000 ms, async took 13000 ms\n13000 (ended)";
    let reference = "0 1..30\n0 8: start sleeping\n0 12: start sleeping\n5000 12: done sleeping\n\
                 8000 8: done sleeping\n8000 sync took 13000 ms, async took 8000 ms\n8000 (ended)";
    let sentence = "Your code is async but still one thing after another: 9 waits for 8; let each \
                    nap run on its own.";
    let check = check(actual, reference).says(sentence, None);
    exercise(9, "go-async", "Go async", vec![check])
}

/// A blocking sleep holds the only thread of the runtime.
pub(crate) fn held() -> ExerciseReport {
    let actual = "0 uploading...\n0 Your status is on its way\n0 encoding\n6000 scrolling 1\n\
                 7000 scrolling 2\n8000 scrolling 3\n9000 scrolling 4\n\
                 9000 Your status is ready holiday.mp4\n9000 (ended)";
    let reference = "0 uploading...\n0 Your status is on its way\n0 encoding\n1000 scrolling 1\n\
                 2000 scrolling 2\n3000 scrolling 3\n4000 scrolling 4\n\
                 6000 Your status is ready holiday.mp4\n6000 (ended)";
    let sentence = "Nobody could scroll for 6 s: `std::thread::sleep` holds the only thread, \
                    `tokio::time::sleep(..).await` gives it back.";
    let check = check(actual, reference)
        .holds(vec![hold(Role::AsyncOnly, 0, 6000, 9)])
        .says(sentence, Some(9))
        .stderr(&["[src/main.rs:8:5] name = \"holiday\""]);
    exercise(8, "upload-async", "Upload, and carry on", vec![check])
}

/// One wrong letter, no time at all.
pub(crate) fn wrong_words() -> ExerciseReport {
    let check = check("0 Ready, Ada\n0 (ended)", "0 ready, Ada\n0 (ended)")
        .says("You wrote \"Ready, Ada\"; \"ready, Ada\" was asked for.", None);
    exercise(0, "open-editor", "Open your editor", vec![check])
}

/// `..` includes its end.
pub(crate) fn missing_line() -> ExerciseReport {
    let sentence = "You stopped at 29: `1..30` leaves its end out, `1..=30` includes it.";
    let check = check("0 1..29\n0 (ended)", "0 1..30\n0 (ended)").says(sentence, None);
    exercise(1, "count", "Count", vec![check])
}

/// The announcement comes before its number.
pub(crate) fn wrong_order() -> ExerciseReport {
    let actual = "0 1..7\n0 start sleeping\n0 8\n8000 done sleeping\n8000 9..12\n8000 (ended)";
    let reference = "0 1..8\n0 start sleeping\n8000 done sleeping\n8000 9..12\n8000 (ended)";
    let sentence = "8 has to be on the screen before it goes to sleep.";
    let check = check(actual, reference).says(sentence, None);
    exercise(4, "announce", "Announce", vec![check])
}

/// `sleep(10)` at the end of main.
pub(crate) fn ends_late() -> ExerciseReport {
    let reference = "0 status: start\n1000 message: start\n1000 message: done\n2000 call: start\n\
                 4000 check: status is not up yet\n9000 status: done\n\
                 10000 check: status is up\n12000 call: done\n12000 all done\n12000 (ended)";
    let actual = reference.replace("12000 (ended)", "20000 (ended)");
    let sentence = "You waited 8 s for nothing; await the handle instead of guessing.";
    let check = check(&actual, reference).says(sentence, Some(31));
    exercise(10, "whatsapp", "A day on WhatsApp", vec![check])
}

/// The record holds seconds instead of milliseconds.
pub(crate) fn wrong_file() -> ExerciseReport {
    let (mut actual, mut reference) =
        (transcript("10 1\n20 2\n50 (ended)"), transcript("10 1\n20 2\n50 (ended)"));
    actual.files.insert("record".to_owned(), "0.02 s".to_owned());
    reference.files.insert("record".to_owned(), "20".to_owned());
    let mut check = check("0 (ended)", "0 (ended)");
    (check.observation.transcript, check.expected) = (actual, reference);
    let sentence = "The record file should hold just the number of milliseconds.";
    exercise(2, "time-it", "Time it", vec![judged(check).says(sentence, None)])
}

/// Right, at the price of 13,000 wake-ups.
pub(crate) fn wasteful() -> ExerciseReport {
    let mut check = check(SLEEPY, SLEEPY).named("wakes only when there is something to do", &[]);
    check.observation.trace.wakeups = 13_000;
    let bounds = CostBounds::from([(Cost::Wakeups, 2)]);
    check.comparison = compare(&check.observation, &check.expected, &Order::default(), &bounds);
    check.verdict = Verdict::WrongTranscript;
    let sentence = "Right times, but you woke up 13,000 times to look at the clock; one `sleep` \
                    wakes once.";
    exercise(3, "sleepy-count", "Sleepy count", vec![check.says(sentence, Some(14))])
}

pub(crate) fn panicked() -> ExerciseReport {
    let message = "assertion `left == right` failed\n  left: 1\n right: 2".to_owned();
    let check = check("0 1..8\n8000 9\n8000 (ended)", SLEEPY)
        .ends(End::Panicked { message, place: place(17) })
        .says("Your program panicked at src/main.rs:17.", None);
    exercise(3, "sleepy-count", "Sleepy count", vec![check])
}

pub(crate) fn not_started() -> ExerciseReport {
    let message = "not yet implemented: print the numbers 1 to 30".to_owned();
    let sentence = "Not started yet, and that is fine: src/main.rs:9 says \"print the numbers 1 \
                    to 30\".";
    let check = check("0 (ended)", "0 1..30\n0 (ended)")
        .ends(End::Panicked { message, place: place(9) })
        .says(sentence, Some(9));
    exercise(1, "count", "Count", vec![check])
}

pub(crate) fn stuck() -> ExerciseReport {
    let reference = "0 ann: start soup\n2000 ann: done soup\n2000 bob: start cake\n\
                 5000 bob: done cake\n5000 (ended)";
    let actual = "0 ann: start soup\n2000 ann: done soup\n2000 bob: start cake\n2000 (stuck)";
    let mut check = check(actual, reference);
    check.observation.trace.waiting =
        vec![waiting("main", "the end of another thread", 31), waiting("bob", "a mutex", 18)];
    let check = check.says("bob waits for a lock that he holds himself.", None);
    exercise(13, "shared-account", "Shared account", vec![check])
}

pub(crate) fn busy() -> ExerciseReport {
    let mut check = check("0 1..8\n0 (busy waiting)", SLEEPY);
    check.observation.trace.busy_at = place(22);
    let sentence = "Your program burns a processor core while it waits: ask the system to wake \
                    you with `sleep`.";
    exercise(3, "sleepy-count", "Sleepy count", vec![check.says(sentence, None)])
}

pub(crate) fn over_limit(limit: Limit) -> ExerciseReport {
    let reference = "0 tick\n1000 tick\n1000 (ended)";
    let actual = "0 tick\n1000 tick\n2000 tick\n3000 tick\n86400000 (ended)";
    let check = check(actual, reference).ends(End::OverLimit { limit });
    exercise(16, "metronome", "Metronome", vec![check])
}

/// A program that reached for the clock while it ran.
pub(crate) fn tampered_while_running() -> ExerciseReport {
    let sentence = "At 2 s your program reached past the clock that times it, and I stopped it: \
                    it opened the memory of a process for writing. A solution here has no need \
                    to; if you did not mean to, take that part out.";
    let mut check = check("0 1\n2000 (ended)", "0 1\n8000 2\n8000 (ended)");
    let what = "it opened the memory of a process for writing".to_owned();
    check.observation.transcript.end = End::Tampered { what };
    exercise(3, "sleepy-count", "Sleepy count", vec![judged(check).says(sentence, Some(7))])
}

/// Everything is right, but for the clock, which did not see everything.
pub(crate) fn inexact() -> ExerciseReport {
    let sentence = "I cannot tell the times of this run, so I cannot accept it: some of its \
                    output passed by the clock. Find a way that waits and prints with the means \
                    of the lesson.";
    let mut check = check("0 1\n8000 2\n8000 (ended)", "0 1\n8000 2\n8000 (ended)");
    check.observation.trace.exactness =
        Exactness::Unknown("some of its output passed by the clock".to_owned());
    exercise(3, "sleepy-count", "Sleepy count", vec![judged(check).says(sentence, None)])
}

/// All public runs are right, a hidden one is not.
pub(crate) fn hidden() -> ExerciseReport {
    let sentence = "Number 1 naps, but the pause came after another number.";
    exercise(
        3,
        "sleepy-count",
        "Sleepy count",
        vec![
            check("0 1..2\n1000 3\n1000 (ended)", "0 1..2\n1000 3\n1000 (ended)"),
            check("0 1..5\n2000 (ended)", "0 1\n2000 2..5\n2000 (ended)")
                .named("draw 3", &["5", "1:2"])
                .hidden(Some(41))
                .says(sentence, Some(12)),
        ],
    )
}

/// What a hostile program writes.
pub(crate) fn hostile() -> ExerciseReport {
    let check = check(
        "0 \u{1b}[2J\u{1b}[1;32maccepted\u{7}\n4000 \u{202e}detpecca: start\n\
         4000 猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫\n9000 (ended)",
        "0 hello\n9000 (ended)",
    )
    .says("You wrote \"\u{1b}[2J\u{1b}[1;32maccepted\u{7}\"; \"hello\" was asked for.", None);
    let mut report = exercise(1, "count", "Count", vec![check]);
    report.ignored = vec!["Cargo.toml".to_owned(), "\u{1b}]0;owned\u{7}.txt".to_owned()];
    report.remarks = vec!["The last line had no line ending; that is forgiven.".to_owned()];
    report
}

/// More actors than there is room for.
pub(crate) fn crowd() -> ExerciseReport {
    let lines = |late: u64| -> String {
        let mut lines: Vec<(u64, String)> = Vec::new();
        for n in 1..=30_u64 {
            lines.push((0, format!("w{n}: start")));
            lines.push((n * 100 + if n == 20 { late } else { 0 }, format!("w{n}: done")));
        }
        lines.sort_by_key(|(at, _)| *at);
        let rows: Vec<_> = lines.iter().map(|(at, text)| format!("{at} {text}")).collect();
        format!("{}\n3000 (ended)", rows.join("\n"))
    };
    let sentence = "w20 was done 0.5 s late.";
    let check = check(&lines(500), &lines(0)).says(sentence, None);
    exercise(11, "gather", "Gather", vec![check])
}

/// So many naps of 40 ms, each awaited, and one too long: more bars than a screen has columns.
pub(crate) fn many_naps(naps: u64) -> ExerciseReport {
    let lines = |last: u64| -> String {
        let nap = |n: u64| {
            let until = 40 * (n + 1) + if n + 1 == naps { last } else { 0 };
            format!("{} nap: start {n}\n{until} nap: done {n}\n", 40 * n)
        };
        format!("{}{} (ended)", (0..naps).map(nap).collect::<String>(), 40 * naps + last)
    };
    let holds = (0..naps).map(|n| hold(Role::Plain, 40 * n, 40, 9)).collect();
    let check = check(&lines(500), &lines(0)).holds(holds);
    exercise(3, "sleepy-count", "Sleepy count", vec![check.says("The last nap is too long.", None)])
}

/// One actor does three things at once, another one after the other.
pub(crate) fn at_once() -> ExerciseReport {
    let actual = "0 ann: start soup\n500 ann: start a very long stew with everything\n1000 ann: \
                 start cake\n1500 ann: done soup\n2000 bob: start tea\n2100 bob: done tea\n\
                 2100 bob: start toast\n3500 ann: done cake\n4000 ann: done a very long stew with \
                 everything\n5000 bob: done toast\n5000 (ended)";
    let reference = actual.replace("5000", "4500");
    exercise(
        11,
        "kitchen",
        "Kitchen",
        vec![check(actual, &reference).says("bob's toast burns.", None)],
    )
}

/// What a hostile program writes where others write their lines: markup.
pub(crate) fn markup() -> ExerciseReport {
    const EVIL: &str =
        "</text></svg></td><script>window.hacked=1</script><img src=x onerror=alert(1)>";
    let actual = format!(
        "0 {EVIL}\n0 \"><a href='javascript:alert(1)'>: start <b>&amp;</b>\n\
         2000 ]]></style><style>*{{display:none}}</style>\n\
         3000 \"><a href='javascript:alert(1)'>: done <b>&amp;</b>\n\
         3000 \u{202e}desrever\u{2066} \u{fffe}\u{1b}[2J \u{5e9}\u{5dc}\u{5d5}\u{5dd}\n4000 (ended)"
    );
    let sentence = format!("You wrote \"{EVIL}\"; \"hello\" was asked for.");
    let mut check = check(&actual, "0 hello\n4000 (ended)")
        .named("<i>the defaults</i>", &["--><!--", "\"'<&>"])
        .says(&sentence, Some(3))
        .stderr(&[EVIL, "<!-- "]);
    let mut nap = hold(Role::Plain, 0, 2000, 9);
    nap.place = Some(model::transcript::Place {
        file: "src/<script>.rs".to_owned(),
        line: 9,
        column: None,
    });
    check.observation.trace.holds = vec![nap];
    let mut report = exercise(1, "count", "Count", vec![check]);
    report.remarks = vec!["<script>window.hacked=1</script>".to_owned()];
    report
}

/// A line every millisecond, and far too many of them.
pub(crate) fn flood() -> ExerciseReport {
    let lines = |count: u64| -> String {
        let line = |n: u64| format!("{n} line {} of many\n", n * 7);
        format!("{}{count} (ended)", (0..count).map(line).collect::<String>())
    };
    exercise(1, "count", "Count", vec![check(&lines(9000), &lines(3))])
}

/// Accepted, and so long.
pub(crate) fn lasts(span_ms: u64) -> ExerciseReport {
    let half = span_ms / 2;
    let text = format!(
        "0 ann: start soup\n{half} ann: done soup\n{half} bob: start cake\n\
         {span_ms} bob: done cake\n{span_ms} (ended)"
    );
    exercise(11, "kitchen", "Kitchen", vec![check(&text, &text)])
}
