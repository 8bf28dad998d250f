//! Tasks that block, tasks that are parked for ever, and how many there are.

use model::observation::{Cost, Observation, Role};
use model::spec::Run;
use model::transcript::End;

use super::{check, observe};

fn costs<const N: usize>(observation: &Observation, costs: [Cost; N]) -> [u64; N] {
    costs.map(|cost| cost.of(&observation.trace))
}

/// A task that waits for a slow thread in a blocking call: what it costs the others.
fn check_wait_in_a_task(what: &str) {
    for (workers, role) in [(1, Role::AsyncOnly), (2, Role::AsyncWorker)] {
        // From 1.5 s to 3.5 s the beat is lost. A second worker does not help: it is the one that
        // looks after the timers that blocks, and for a single task tokio wakes no other.
        let observation = check(
            &format!("waits_in_a_task {what} {workers}"),
            "1000  beat 1
             3500  went on
             3500  beat 2
             4500  beat 3
             5500  beat 4
             5500  (ended)",
        );
        let holds = observation.trace.holds.iter().filter(|hold| hold.is_async());
        let holds: Vec<_> = holds.map(|hold| (hold.role, hold.from_ms, hold.for_ms)).collect();
        assert_eq!(holds, [(role, 1500, 2000)], "{what}");
        assert_eq!(costs(&observation, [Cost::AsyncBlockedMs, Cost::LongestHoldMs]), [2000, 2000]);
    }
}

#[test]
fn a_lock_that_a_thread_holds_blocks_the_task_that_wants_it() {
    check_wait_in_a_task("lock");
}

#[test]
fn receiving_from_a_blocking_channel_blocks_the_task() {
    check_wait_in_a_task("recv");
}

#[test]
fn joining_a_thread_blocks_the_task() {
    check_wait_in_a_task("join");
}

#[test]
fn tasks_that_are_parked_for_ever_are_counted() {
    for workers in [1, 3] {
        let observation = check(&format!("parked_tasks {workers}"), "1000  (stuck)");
        assert_eq!(observation.trace.tasks_alive, 3, "on {workers} workers");
        assert_eq!(costs(&observation, [Cost::Tasks, Cost::TasksSpawned]), [8, 8]);
    }
}

#[test]
fn tasks_are_counted_at_once_and_in_all_on_every_kind_of_runtime() {
    let check = |kind: &str, at_once: u64, in_all: u64| {
        let observation = observe(&format!("ten_tasks {kind}"), Run::default());
        assert_eq!(observation.transcript.end, End::OK);
        let found = costs(&observation, [Cost::Tasks, Cost::TasksSpawned]);
        assert_eq!(found, [at_once, in_all], "{kind}");
    };
    check("none", 0, 0);
    check("one", 10, 20);
    check("four", 10, 20);
    check("both", 20, 40);
    check("after", 10, 40);
    // Only their numbers are known of these two.
    check("local", 0, 10);
    check("pool", 0, 3);
}
