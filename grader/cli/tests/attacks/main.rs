//! Attacks on the grader: what cheats have done to graders in use, and what else a program can do
//! to what runs it.
//!
//! There are two kinds. What a student can hand in is graded by the real program, and gets no
//! point. What the compiler refuses, because it needs `unsafe`, is run as if it had been let
//! through, and gets nothing. Every attack is also made where nothing defends, and must work
//! there: one that never works shows nothing.

#[path = "../common/mod.rs"]
mod common;

mod anything;
mod built;
mod case;
mod confinement;
mod environment;
mod facts;
mod files;
mod handed_in;
mod kernel;
mod leftovers;
mod memory;
mod network;
mod processes;
mod rows;
mod suite;
mod use_up;
mod world;

use confinement::{ARGUMENTS, Environment};
use handed_in::{
    asking, compiling, doors, evading, forbidden, forging, reading, speaking, tossing, using_up,
};

/// The attacks of a family.
fn table(family: &str) -> &'static [case::Case] {
    match family {
        "files" => files::CASES,
        "kernel" => kernel::CASES,
        "memory" => memory::CASES,
        "network" => network::CASES,
        "processes" => processes::CASES,
        "use_up" => use_up::CASES,
        _ => &[],
    }
}

#[test]
fn no_file_of_others_is_read_or_changed() {
    suite::check("files");
}

#[test]
fn no_other_process_is_reached_and_none_is_left() {
    suite::check("processes");
}

#[test]
fn nobody_is_reached_over_the_network() {
    suite::check("network");
}

#[test]
fn no_memory_is_shared_and_none_is_had_beyond_the_limit() {
    suite::check("memory");
}

#[test]
fn no_corner_of_the_kernel_is_open() {
    suite::check("kernel");
}

#[test]
fn nothing_that_all_share_is_used_up() {
    suite::check("use_up");
}

// What a program says of itself is believed in no environment, however it is confined.
#[test]
fn no_forged_verdict_is_believed() {
    handed_in::suite::check("forging", forging::SUBMISSIONS, &ARGUMENTS[..1]);
}

#[test]
fn nobody_speaks_in_the_name_of_the_clock_or_of_the_lab() {
    handed_in::suite::check("speaking", speaking::SUBMISSIONS, &ARGUMENTS[..1]);
    handed_in::suite::check("doors", doors::SUBMISSIONS, &ARGUMENTS[..1]);
}

#[test]
fn no_submission_learns_what_is_hidden() {
    handed_in::suite::check("reading", reading::SUBMISSIONS, ARGUMENTS);
}

#[test]
fn no_submission_reaches_out_of_its_compiler() {
    handed_in::suite::check("compiling", compiling::SUBMISSIONS, ARGUMENTS);
}

// It is refused unread, so it reads nothing even where nothing hides what there is to read.
#[test]
fn no_submission_holds_what_none_may_hold() {
    const NAKED: Environment = ("nothing hidden", &["--without", "namespaces,landlock"]);
    handed_in::suite::check("forbidden", forbidden::SUBMISSIONS, &[ARGUMENTS[0], NAKED]);
}

#[test]
fn no_submission_hides_what_none_may_hold() {
    handed_in::suite::check("evading", evading::SUBMISSIONS, &[ARGUMENTS[0]]);
}

#[test]
fn no_submission_is_believed_what_it_did_not_ask() {
    handed_in::suite::check("asking", asking::SUBMISSIONS, ARGUMENTS);
}

#[test]
fn no_submission_tosses_a_coin() {
    handed_in::suite::check("tossing", tossing::submissions(), ARGUMENTS);
}

#[test]
fn no_submission_uses_up_the_machine_or_stays() {
    handed_in::suite::check("using up", using_up::SUBMISSIONS, ARGUMENTS);
}

#[test]
#[ignore = "it is what the others start, as another user"]
fn in_a_process_of_its_own() {
    suite::answer(table);
}
