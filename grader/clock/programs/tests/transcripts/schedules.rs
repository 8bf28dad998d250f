//! Races that only some of the legal schedules show.

use model::spec::Run;
use model::transcript::{End, Transcript};

use crate::common::observe;

/// How many of the first twenty schedules after the default one end otherwise than well.
fn found(program: &str, is_wrong: impl Fn(&Transcript) -> bool) -> usize {
    let transcript = |schedule| observe(program, Run { schedule, ..Run::default() }).transcript;
    assert!(!is_wrong(&transcript(0)), "{program}: the default schedule hides the race");
    (1..=20).filter(|&schedule| is_wrong(&transcript(schedule))).count()
}

#[test]
fn twenty_schedules_find_a_lost_update_and_a_lost_wake_up() {
    let update =
        found("lost_update", |transcript| transcript.stdout().all(|line| line.text != "balance 6"));
    let wake_up = found("lost_wakeup", |transcript| transcript.end == End::Stuck);
    println!("of 20 schedules, {update} lose an update and {wake_up} a wake-up");
    assert!(update > 0 && wake_up > 0, "{update} and {wake_up}");
}
