//! What each program does under the clock, to the millisecond, in the same order every time.

#[path = "transcripts/bytes.rs"]
mod bytes;
#[path = "transcripts/clocks.rs"]
mod clocks;
mod common;
#[path = "transcripts/schedules.rs"]
mod schedules;
#[path = "transcripts/tasks.rs"]
mod tasks;

use std::collections::BTreeSet;

use model::spec::Run;
use model::transcript::{End, Transcript};

use common::{check, observe};

#[test]
fn a_sleeping_thread_moves_both_clocks() {
    check(
        "thread_sleep",
        "8000  eight
         20000  stopwatch 20s
         20000  wall clock 20s
         20000  (ended)",
    );
}

#[test]
fn tasks_sleep_at_the_same_time_on_one_thread_and_on_four() {
    for workers in [1, 4] {
        check(
            &format!("tokio_sleeps {workers}"),
            "0  8: start sleeping
             0  12: start sleeping
             8000  8: done sleeping
             12000  12: done sleeping
             12000  took 12s
             12000  (ended)",
        );
    }
}

#[test]
fn a_task_that_blocks_the_only_thread_keeps_everybody_waiting() {
    check(
        "blocking_in_a_task 1",
        "8000  8: awake
         20000  12: awake
         21000  polite: awake
         21000  done
         21000  (ended)",
    );
}

#[test]
fn a_task_that_blocks_one_of_four_workers_disturbs_nobody() {
    check(
        "blocking_in_a_task 4",
        "1000  polite: awake
         8000  8: awake
         12000  12: awake
         12000  done
         12000  (ended)",
    );
}

#[test]
fn every_wait_with_a_time_limit_ends_at_it() {
    check(
        "timed_waits",
        "2000  recv_timeout Err(Timeout) after 2s
         3000  recv_timeout Ok(7) after 3s
         6000  wait_timeout timed out: true after 6s
         10000  park_timeout after 10s
         11000  parking_lot wait_for timed out: true after 11s
         12000  parking_lot lock after 12s
         12000  (ended)",
    );
}

#[test]
fn a_wait_that_returns_at_its_deadline_gets_past_it() {
    for how in ["sleep", "park", "receive", "condition", "bucket", "milliseconds", "polls"] {
        let expected = "1000  past the deadline: true after 1.0s\n1000  (ended)";
        check(&format!("deadlines {how}"), expected);
    }
}

#[test]
fn a_loop_over_timers_of_no_length_gets_on() {
    for how in ["sleep", "sleep_until", "timeout", "timeout_at"] {
        let observation = observe(&format!("timers_of_no_length {how}"), Run::default());
        let transcript = &observation.transcript;
        let lines: Vec<&str> = transcript.stdout().map(|line| line.text.as_str()).collect();
        assert_eq!((lines, &transcript.end), (vec!["done after 2s"], &End::OK), "{how}");
        // The loop may see it a tick late, as on a real machine.
        assert!(transcript.ended_at_ms <= 2001, "{how}: {transcript}");
    }
}

#[test]
fn a_timer_of_no_length_lets_other_tasks_run_first_and_takes_no_time() {
    check(
        "pending_at_first",
        "0  another before sleep
         0  sleep
         0  another before sleep_until
         0  sleep_until
         0  another before interval
         0  interval
         0  another before timeout
         0  timeout: true
         0  a past deadline is over at once
         0  another before a past deadline
         0  the limit first: false
         0  a timer is not ready
         1000  a second tick
         2000  another before one that was first looked at when it was due
         2000  due
         2000  (ended)",
    );
}

#[test]
fn in_a_runtime_without_files_it_is_over_at_once() {
    check(
        "pending_without_io",
        "0  over after 0ns
         0  another
         1000  and a second after 1s
         1000  (ended)",
    );
}

#[test]
fn who_blocks_the_thread_that_watches_the_timers_stalls_them_all() {
    check("driver_stall", "0  0 waits\n0  (stuck)");
}

#[test]
fn select_interval_timeout_and_a_hundred_tasks_keep_their_times() {
    for workers in [1, 4] {
        check(
            &format!("tokio_tools {workers}"),
            "1000  one
             1000  tick 0 at 1s
             1500  tick 1 at 1.5s
             2000  tick 2 at 2s
             2500  tick 3 at 2.5s
             3000  tick 4 at 3s
             4000  timed out: true
             7000  last to first: true
             7000  took 7s
             7000  (ended)",
        );
    }
}

#[test]
fn blocking_work_on_its_own_pool_disturbs_nobody() {
    check(
        "spawn_blocking",
        "900  beat 1
         1800  beat 2
         2700  beat 3
         3000  work: done
         3000  (ended)",
    );
}

#[test]
fn a_thousand_threads_and_ten_thousand_tasks_sleep_exactly() {
    check("thousand_threads", "1995  took 1.995s\n1995  (ended)");
    check("many_tasks", "1995  took 1.995s\n1995  (ended)");
}

#[test]
fn barriers_locks_and_a_panic_in_a_thread_keep_their_times() {
    check(
        "std_tools",
        "3000  all three are here after 3s
         4000  reader 1 sees 5 bytes after 4s
         4000  reader 2 sees 5 bytes after 4s
         6000  once 7 after 6s
         6000  panicked: true
         6000  (ended)",
    );
}

#[test]
fn semaphores_watches_files_signals_local_tasks_and_udp_keep_their_times() {
    check(
        "tokio_sync",
        "1000  permit 1 done after 1s
         2000  permit 2 done after 2s
         4000  permit 3 done after 4s
         6000  permit 4 done after 6s
         7000  watched 1 after 7s
         8000  watched 2 after 8s
         9000  watched 3 after 9s
         9000  file: hello
         14000  no signal: true after 14s
         15000  local set after 15s
         16000  udp hi after 16s
         file  note.txt: hello
         16000  (ended)",
    );
}

#[test]
fn looking_at_the_clock_in_a_circle_is_busy_waiting() {
    for how in ["clock", "yield", "task", "main"] {
        check(&format!("busy {how}"), "0  waiting\n0  (busy waiting)");
    }
}

#[test]
fn much_work_that_takes_no_time_is_no_circle() {
    let check = |command: &str, says: &str| {
        check(&format!("much_work {command}"), &format!("0  {says}\n0  (ended)"));
    };
    for workers in ["one", "many"] {
        check(&format!("requests {workers}"), "sum 9999900000");
        check(&format!("spawns {workers}"), "all came back");
    }
    check("tasks one", "sum 499999500000");
    check("messages one", "sum 800020000");
    check("births one", "all ended");
}

#[test]
fn spinning_without_ever_asking_is_busy_waiting_too() {
    check("busy spin", "0  waiting\n0  (busy waiting)");
}

#[test]
fn a_deadlock_is_known_at_once() {
    check("deadlock", "1000  (stuck)");
}

#[test]
fn a_message_that_nobody_sends_leaves_the_program_stuck() {
    check("silent_channel", "3000  listening\n3000  (stuck)");
}

#[test]
fn a_program_is_stuck_when_the_last_of_its_threads_is() {
    for workers in ["one", "many"] {
        let check = |what: &str, at: u32| {
            check(&format!("idle_pool {what} {workers}"), &format!("0  5\n{at}  (stuck)"));
        };
        check("nothing", 0);
        check("work", 3000);
        check("thread", 7000);
        check("task", 10_000);
    }
}

#[test]
fn a_lock_held_across_a_sleep_is_waited_for_in_turn() {
    check(
        "lock_across_sleep",
        "3010  1: 1
         6010  2: 2
         9010  3: 3
         12010  4: 4
         12010  (ended)",
    );
}

#[test]
fn tasks_due_at_one_instant_run_in_one_order() {
    let observation = observe("tied_tasks", Run::default());
    let times: Vec<u64> = observation.transcript.stdout().map(|line| line.at_ms).collect();
    let expected: Vec<u64> = [1000, 2000, 3000].into_iter().flat_map(|at| [at; 60]).collect();
    assert_eq!(times, expected);
    for _ in 0..10 {
        assert_eq!(observe("tied_tasks", Run::default()), observation);
    }
}

#[test]
fn sleepers_and_the_flag_they_look_at_agree_on_the_instant() {
    check(
        "stop_flag",
        "1000  stop
         1000  1: stopped after 10 looks
         1000  2: stopped after 10 looks
         1000  3: stopped after 10 looks
         1000  (ended)",
    );
}

#[test]
fn chance_is_a_fact_of_the_run() {
    let first = observe("chance", Run::default());
    assert_eq!(observe("chance", Run::default()), first);
    let other = observe("chance", Run { schedule: 7, ..Run::default() });
    assert_ne!(other.transcript.lines, first.transcript.lines, "another schedule, other chances");
    let cores = first.transcript.stdout().last().map(|line| line.text.clone());
    assert_eq!(cores.as_deref(), Some("4 cores"));
}

#[test]
fn a_program_that_goes_on_for_ever_ends_at_the_virtual_limit() {
    check("endless", "3600000  (stopped at the limit of virtual time)");
}

#[test]
fn a_schedule_changes_the_order_of_ties_and_nothing_else() {
    let lines = |schedule| {
        let run = Run { schedule, ..Run::default() };
        let transcript: Transcript = observe("stop_flag", run).transcript;
        assert_eq!(transcript.end, End::OK);
        let lines = transcript.stdout().map(|line| (line.at_ms, line.text.clone()));
        lines.collect::<Vec<(u64, String)>>()
    };
    let orders: BTreeSet<Vec<(u64, String)>> = (1..=10).map(lines).collect();
    assert!(orders.len() > 1, "ten schedules gave one order");
    assert_eq!(lines(3), lines(3));
    for order in &orders {
        let stopped = order.iter().filter(|(at, text)| *at >= 1000 && text.contains("stopped"));
        assert_eq!(stopped.count(), 3);
    }
}
