//! What was measured, as tables: a row for each of the others.

use std::time::Duration;

use crate::common::table::Table;
use crate::common::times::{milliseconds, ratio};
use crate::desk::{Measured, What};

/// One exercise.
pub(crate) struct Row {
    pub(crate) slug: &'static str,
    /// After an edit that compiles.
    pub(crate) statement: Measured,
    /// After one that does not.
    pub(crate) error: Measured,
}

/// A table in which `watch` and `check` stand beside each of the others.
fn beside(columns: [&str; 2]) -> Table {
    let [exercise, other] = columns;
    Table::new([exercise, other, "ms", "`watch`, ms", "ratio", "`check`, ms", "ratio"])
}

fn row(table: &mut Table, slug: &str, name: &str, other: Duration, own: &Measured) {
    let [watch, check] = [What::Watch, What::Check].map(|what| own.median(what));
    let [to_watch, to_check] = [watch, check].map(|own| ratio(own, other));
    let [other, watch, check] = [other, watch, check].map(milliseconds);
    table.row([&slug, &name, &other, &watch, &to_watch, &check, &to_check]);
}

/// The way to a verdict.
pub(crate) fn print_ratios(rows: &[Row]) {
    let mut table = beside(["exercise", "others"]);
    for Row { slug, statement: times, .. } in rows {
        let run = times.median(What::Run);
        let rustc = times.median(What::Bare).min(times.median(What::Again));
        let others = [
            ("`cargo build` + run, `debug = 2`", Some(times.median(What::FullBuild) + run)),
            ("the same, the course's profile", Some(times.median(What::Build) + run)),
            ("the same, run as typed", Some(times.median(What::Build) + times.as_typed.median())),
            ("`cargo test`", times.median_of(What::Test)),
            ("`rustlings run`, with a test", times.median_of(What::RustlingsTested)),
            ("`rustlings run`, without", times.median_of(What::Rustlings)),
            ("rustc alone", Some(rustc)),
        ];
        for (name, other) in others {
            if let Some(other) = other {
                row(&mut table, slug, name, other, times);
            }
        }
    }
    table.print();
}

/// Where the time of the check goes.
pub(crate) fn print_parts(rows: &[Row]) {
    let mut table = Table::new([
        "exercise",
        "`check`, ms",
        "cargo",
        "rustc: front end",
        "code",
        "link",
        "course, runs, the rest",
        "(rustc, everything anew)",
    ]);
    for Row { slug, statement: times, .. } in rows {
        let upto = [What::FrontEnd, What::Objects, What::Again].map(|what| times.median(what));
        let parts = [
            times.median(What::Check),
            times.median(What::TypedList).saturating_sub(times.median(What::List)),
            upto[0],
            upto[1].saturating_sub(upto[0]),
            upto[2].saturating_sub(upto[1]),
            times.median(What::Verb).saturating_sub(upto[2]),
            times.median(What::Bare),
        ];
        let [check, cargo, front_end, code, link, rest, bare] = &parts.map(milliseconds);
        table.row([slug, check, cargo, front_end, code, link, rest, bare]);
    }
    table.print();
}

/// The way to an error, against the build that would have been without one.
pub(crate) fn print_errors(rows: &[Row]) {
    let mut table = beside(["exercise, an error", "others"]);
    for Row { slug, statement, error } in rows {
        for (name, other) in [
            ("`cargo build` without the error, `debug = 2`", statement.median(What::FullBuild)),
            ("the same, the course's profile", statement.median(What::Build)),
            ("`cargo build` with the error", error.median(What::Build)),
            ("rustc's front end alone", error.median(What::FrontEnd)),
        ] {
            row(&mut table, slug, name, other, error);
        }
    }
    table.print();
}
