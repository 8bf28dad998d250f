//! Exercises of which some checks, or all, were not made.

use judge::report::{ExerciseReport, Feedback, NotMade, Refusal, Visibility, WhyNotMade};
use model::verdict::Verdict;

use super::SLEEPY;
use crate::made::{Sample, check, exercise};

pub(crate) fn did_not_compile() -> ExerciseReport {
    let error = "error[E0308]: mismatched types\n --> src/main.rs:7:18\n  |\n\
                 7 |     let to: u32 = \"30\";\n  |             ---   ^^^^ expected `u32`, found `&str`\n\
                 \x20 |             |\n  |             expected due to this\n\n\
                 error: aborting due to 1 previous error\n";
    let mut report = exercise(1, "count", "Count", Vec::new());
    report.refusal = Some(Refusal {
        verdict: Verdict::DidNotCompile,
        message: None,
        compile_error: Some(error.to_owned()),
    });
    report
}

pub(crate) fn tampered() -> ExerciseReport {
    let sentence = "src/main.rs is a link to somewhere else; a submission holds only plain files.";
    refused(Verdict::Tampered, sentence, &[])
}

/// A folder in which something else lies.
pub(crate) fn nothing_to_grade() -> ExerciseReport {
    let sentence = "there is no `src/main.rs`; your code starts there, so that file has to exist. \
                    What is there: `main.rs`";
    refused(Verdict::NothingToGrade, sentence, &["main.rs"])
}

/// A tree in which it is missing.
pub(crate) fn not_handed_in() -> ExerciseReport {
    let sentence = "there is no `exercises/01-count` in what was handed in";
    refused(Verdict::NotHandedIn, sentence, &[])
}

fn refused(verdict: Verdict, sentence: &str, found: &[&str]) -> ExerciseReport {
    let mut report = exercise(1, "count", "Count", Vec::new());
    let message = Some(Feedback::unnamed(sentence.to_owned(), None));
    report.refusal = Some(Refusal { verdict, message, compile_error: None });
    report.ignored = found.iter().map(|name| (*name).to_owned()).collect();
    report.digests.submission = None;
    report
}

/// A compiler that quotes what a hostile program says.
pub(crate) fn markup_of_the_compiler() -> ExerciseReport {
    let mut report = did_not_compile();
    let said = "<script>window.hacked=1</script>\n\x1b[31merror\x1b[0m\n".to_owned();
    report.refusal.as_mut().expect("it was refused").compile_error = Some(said);
    report
}

/// In real time, none of its checks could be made.
pub(crate) fn not_checked() -> ExerciseReport {
    let not_made = |name: Option<&str>, why| NotMade {
        name: name.map(str::to_owned),
        visibility: if name.is_some() { Visibility::Public } else { Visibility::Hidden },
        points: 2,
        why,
    };
    let mut report = exercise(2, "time-it", "Time it", Vec::new());
    report.not_made = vec![
        not_made(Some("a slow terminal"), WhyNotMade::SlowTerminal),
        not_made(Some("a slower terminal"), WhyNotMade::SlowTerminal),
        not_made(Some("a long count"), WhyNotMade::TooLong { takes_ms: 90_000 }),
        not_made(None, WhyNotMade::Drawn),
        not_made(None, WhyNotMade::Drawn),
    ];
    report
}

/// Two runs never end, so that no more were made.
pub(crate) fn stopped_early() -> ExerciseReport {
    let endless = |name: &str| {
        check("0 1\n0 (busy waiting)", SLEEPY)
            .named(name, &[])
            .says("Your program goes round in a circle at 0 s and never waits.", Some(22))
    };
    let checks = vec![endless("the plan of the article"), endless("no naps")];
    let mut report = exercise(3, "sleepy-count", "Sleepy count", checks);
    let why = WhyNotMade::SaidAlready { verdict: Verdict::BusyWaiting };
    let not_made = |name: Option<&str>, visibility| NotMade {
        name: name.map(str::to_owned),
        visibility,
        points: 2,
        why,
    };
    report.not_made = vec![
        not_made(Some("the last number naps"), Visibility::Public),
        not_made(Some("two equal naps"), Visibility::Hidden),
        not_made(None, Visibility::Hidden),
    ];
    report.max_points += 6;
    report
}
