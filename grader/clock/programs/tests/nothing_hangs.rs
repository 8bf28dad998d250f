//! Whatever a program does, its run ends, soon and in words, and a run whose times are not exact
//! says so.

mod limited;

use std::time::Duration;

use engine::run::RunLimits;
use limited::{check as check_with, short};
use model::observation::Exactness;

fn check(command: &str, expected: &str) {
    check_with(command, &short(), expected);
}

#[test]
fn a_flag_that_another_sets_at_once_is_seen() {
    check(
        "spinning at-once",
        "0  waiting
         0  set
         0  done
         0  (ended)",
    );
}

#[test]
fn spinning_for_what_comes_after_a_sleep_is_busy_waiting() {
    for how in ["late", "never"] {
        let expected = "0  waiting\n0  (busy waiting)\nstopped at src/main.rs:34";
        check(&format!("spinning {how}"), expected);
    }
    check("spinning two", "0  waiting\n0  (busy waiting)\nstopped at src/main.rs:19");
    check("spinning compute", "0  waiting\n0  (busy waiting)\nstopped at src/main.rs:27");
}

#[test]
fn calls_from_which_nothing_comes_are_busy_waiting() {
    check("calls_in_vain read", "0  working\n0  (busy waiting)");
    check("calls_in_vain write", "0  working\nfile  notes: again\n0  (busy waiting)");
    check("calls_in_vain enough", "0  working\n0  done\n0  (ended)");
}

#[test]
fn a_call_that_the_clock_does_not_know_is_named() {
    check(
        "unseen named-pipe",
        "0  opening
         1000  the other thread is done
         1000  (stuck)
         main waits for the call `openat` at src/main.rs:20
         inexact: thread `main` waits in the call `openat` at src/main.rs:20, which the clock does not govern",
    );
    check(
        "unseen lock",
        "0  locking
         1000  the other thread is done
         file  lock:
         1000  (stuck)
         main waits for the call `flock` at src/main.rs:36
         inexact: thread `main` waits in the call `flock` at src/main.rs:36, which the clock does not govern",
    );
}

#[test]
fn a_call_that_the_clock_does_not_know_lets_the_others_go_on() {
    check(
        "unseen lock-for-a-while",
        "0  locking
         1000  the other thread is done
         2000  unlocking
         2000  locked
         file  lock:
         2000  (ended)
         inexact: thread `main` waits in the call `flock` at src/main.rs:36, which the clock does not govern",
    );
}

#[test]
fn a_child_process_takes_no_time() {
    check("children wait", "0  exit status: 3 after 0ns\n0  (ended)");
    check("children cleared", "0  exit status: 3\n0  (ended)");
    check("children output", "1000  one\n1000  three\n1000  two\n1000  after 1s\n1000  (ended)");
    check("children pipe", "1000  one\n2000  two\n2000  exit status: 0\n2000  (ended)");
    check("children kill", "5000  signal: 9 (SIGKILL)\n5000  (ended)");
    let ticks = "0  exit status: 0\n10  tick 1\n20  tick 2\n30  tick 3\n30  (ended)";
    check("children beside", ticks);
}

#[test]
fn a_program_that_is_not_there_cannot_be_started_and_that_is_all() {
    check(
        "children missing",
        "0  Err(NotFound)
         0  Err(NotFound)
         0  Err(PermissionDenied)
         0  Err(NotFound)
         0  Err(NotFound)
         0  (ended)",
    );
}

#[test]
fn a_child_process_of_tokios_takes_no_time() {
    let ticks = "500  tick 1\n1000  tick 2\n1500  tick 3\n1500  (ended)";
    // A machine with other work to do may start a child slowly.
    let patient = RunLimits { patience: Duration::from_secs(15), ..short() };
    let check = |command: &str, expected: &str| check_with(command, &patient, expected);
    check("tokio_children output", &format!("0  hello\n{ticks}"));
    check("tokio_children wait", &format!("0  exit status: 3 after 0ns\n{ticks}"));
}

#[test]
fn a_child_that_loses_against_a_deadline_makes_the_run_inexact() {
    check(
        "tokio_children limit",
        "500  tick 1
         750  too late: true
         1000  tick 2
         1500  tick 3
         1500  (ended)
         inexact: time went on while a child process was at work",
    );
}

#[test]
fn asking_whether_a_child_has_ended_makes_the_run_inexact() {
    let observation = limited::observe("children ask", short());
    let why = "it asked whether a child process had ended, instead of waiting";
    assert_eq!(observation.trace.exactness, Exactness::Unknown(why.to_owned()));
}

#[test]
fn a_child_that_never_ends_is_named_at_the_limit_of_real_time() {
    let limits = RunLimits { wall: Duration::from_secs(2), ..short() };
    check_with(
        "children never",
        &limits,
        "0  waiting
         0  (stopped at the limit of real time)
         main waits for the end of the child process `sleep`",
    );
}

#[test]
fn a_program_that_stops_itself_is_ended() {
    check("endings stop", "0  here\n0  (killed by signal 19)");
    check("endings terminal-stop", "0  here\n0  (killed by signal 20)");
}

#[test]
fn a_pipe_that_nobody_writes_to_leaves_the_program_stuck() {
    check("endings silent-pipe", "0  here\n0  (stuck)\nmain waits for a pipe at src/main.rs:18");
}

#[test]
fn a_loop_that_waits_in_small_pieces_comes_to_an_end() {
    let observation = limited::observe("many_waits flag", short());
    assert_eq!(limited::shown(&observation), ["2000  set", "2000  (ended)"]);
    check("many_waits tiny", "12451  (stopped at the limit of waits)");
}

#[test]
fn a_thread_that_is_stuck_beside_one_that_ticks_is_named() {
    check("many_waits ticks", "2500000  (stopped at the limit of waits)");
    check(
        "many_waits stuck",
        "0  listening
         2500000  (stopped at the limit of waits)
         main waits for a message at src/main.rs:33",
    );
    check(
        "many_waits stuck-slowly",
        "0  listening
         3600000  (stopped at the limit of virtual time)
         main waits for a message at src/main.rs:33",
    );
}

#[test]
fn an_interval_without_an_end_ends_at_the_virtual_limit() {
    check("endings interval", "0  here\n3600000  (stopped at the limit of virtual time)");
}
