//! The scheduler's promises, each as a small program of waits written by hand.

use super::*;

const MAIN: ThreadId = 0;

/// Lets everything run until nobody is ready and no deadline is left; each step of a thread is
/// made by `step`. Returns who ran when.
fn run_out(scheduler: &mut Scheduler) -> Vec<(u64, ThreadId)> {
    let mut ran = Vec::new();
    loop {
        if let Some((thread, _)) = scheduler.next() {
            ran.push((scheduler.now(), thread));
            scheduler.finish(thread);
        } else if scheduler.next_deadline().is_some() {
            scheduler.jump();
        } else {
            return ran;
        }
    }
}

fn with_threads(schedule: u64, count: usize) -> Scheduler {
    let mut scheduler = Scheduler::new(schedule);
    for _ in 0..count {
        let thread = scheduler.create();
        scheduler.born(thread);
    }
    scheduler
}

#[test]
fn sleepers_wake_at_their_deadlines_in_order() {
    let mut scheduler = with_threads(0, 2);
    scheduler.wait(MAIN, On::Time, Some(5));
    for deadline in [8, 3] {
        let (thread, _) = scheduler.next().expect("two threads are ready");
        scheduler.wait(thread, On::Time, Some(deadline));
    }
    assert_eq!(run_out(&mut scheduler), [(3, 2), (5, 0), (8, 1)]);
}

#[test]
fn of_equal_deadlines_the_older_wait_runs_to_its_next_wait_first() {
    let mut scheduler = with_threads(0, 1);
    scheduler.wait(MAIN, On::Time, Some(5));
    let (other, _) = scheduler.next().expect("the other is ready");
    scheduler.wait(other, On::Time, Some(5));
    assert!(scheduler.jump());
    assert_eq!(scheduler.next(), Some((MAIN, Woken::ByTime)));
    assert_eq!(scheduler.next(), None, "the second sleeper still sleeps");
    scheduler.finish(MAIN);
    assert!(!scheduler.jump(), "time stands still between equal deadlines");
    assert_eq!(scheduler.next(), Some((other, Woken::ByTime)));
}

#[test]
fn a_deadline_in_the_past_does_not_turn_time_back() {
    let mut scheduler = Scheduler::new(0);
    scheduler.wait(MAIN, On::Time, Some(9));
    scheduler.jump();
    scheduler.next();
    scheduler.wait(MAIN, On::Time, Some(4));
    assert!(!scheduler.jump());
    assert_eq!(scheduler.now(), 9);
}

#[test]
fn a_futex_wakes_the_oldest_waiters_of_its_address_only() {
    let mut scheduler = with_threads(0, 3);
    scheduler.wait(MAIN, On::Futex { address: 1, bits: !0 }, None);
    for address in [1, 2, 1] {
        let (thread, _) = scheduler.next().expect("a thread is ready");
        scheduler.wait(thread, On::Futex { address, bits: !0 }, None);
    }
    assert_eq!(scheduler.wake_futex(1, 2, !0), 2);
    assert_eq!(scheduler.next(), Some((0, Woken::ByAnother)));
    assert_eq!(scheduler.next(), Some((1, Woken::ByAnother)));
    assert_eq!(scheduler.next(), None);
    assert_eq!(scheduler.wake_futex(1, 9, !0), 1);
    assert_eq!(scheduler.wake_futex(1, 9, !0), 0, "a waiter is woken once");
}

#[test]
fn a_futex_waiter_is_woken_only_by_bits_that_meet() {
    let mut scheduler = Scheduler::new(0);
    scheduler.wait(MAIN, On::Futex { address: 1, bits: 0b01 }, None);
    assert_eq!(scheduler.wake_futex(1, 1, 0b10), 0);
    assert_eq!(scheduler.wake_futex(1, 1, 0b11), 1);
}

#[test]
fn a_woken_waiter_forgets_its_deadline() {
    let mut scheduler = Scheduler::new(0);
    scheduler.wait(MAIN, On::Futex { address: 1, bits: !0 }, Some(7));
    scheduler.wake_futex(1, 1, !0);
    assert_eq!(scheduler.next_deadline(), None);
}

#[test]
fn a_wait_that_timed_out_says_so_and_is_no_waiter_any_more() {
    let mut scheduler = Scheduler::new(0);
    scheduler.wait(MAIN, On::Futex { address: 1, bits: !0 }, Some(7));
    assert!(scheduler.jump());
    assert_eq!(scheduler.next(), Some((MAIN, Woken::ByTime)));
    assert_eq!(scheduler.wake_futex(1, 1, !0), 0);
}

#[test]
fn requeued_waiters_are_woken_at_the_new_address() {
    let mut scheduler = Scheduler::new(0);
    scheduler.wait(MAIN, On::Futex { address: 1, bits: !0 }, None);
    assert_eq!(scheduler.requeue_futex(1, 2, 1), 1);
    assert_eq!(scheduler.wake_futex(1, 1, !0), 0);
    assert_eq!(scheduler.wake_futex(2, 1, !0), 1);
}

#[test]
fn a_joiner_is_ready_when_its_thread_is_done() {
    let mut scheduler = with_threads(0, 1);
    scheduler.wait(MAIN, On::Join(1), None);
    assert_eq!(scheduler.next(), Some((1, Woken::ByAnother)));
    scheduler.finish(1);
    assert!(scheduler.is_done(1));
    assert_eq!(scheduler.next(), Some((MAIN, Woken::ByAnother)));
}

#[test]
fn a_thread_that_the_system_has_not_created_cannot_run() {
    let mut scheduler = Scheduler::new(0);
    let thread = scheduler.create();
    scheduler.wait(MAIN, On::Join(thread), None);
    assert_eq!(scheduler.next(), None);
    scheduler.born(thread);
    assert_eq!(scheduler.next(), Some((thread, Woken::ByAnother)));
}

#[test]
fn nobody_ready_and_no_deadline_is_a_stuck_program() {
    let mut scheduler = Scheduler::new(0);
    scheduler.wait(MAIN, On::Futex { address: 1, bits: !0 }, None);
    assert_eq!(scheduler.next(), None);
    assert_eq!(scheduler.next_deadline(), None);
    assert_eq!(scheduler.waiting(), [(MAIN, WaitsFor::Futex)]);
}

#[test]
fn a_schedule_chooses_among_equal_deadlines() {
    let order = |schedule| {
        let mut scheduler = with_threads(schedule, 20);
        scheduler.finish(MAIN);
        while let Some((thread, _)) = scheduler.next() {
            scheduler.wait(thread, On::Time, Some(5));
        }
        run_out(&mut scheduler)
    };
    assert_eq!(order(7), order(7));
    assert_ne!(order(7), order(0));
    assert!(order(7).iter().all(|&(at, _)| at == 5));
}

#[test]
fn stepping_back_lets_another_go_first_under_every_schedule() {
    for schedule in 0..50 {
        let mut scheduler = with_threads(schedule, 2);
        scheduler.step_back(MAIN);
        assert_ne!(scheduler.next().map(|(thread, _)| thread), Some(MAIN));
    }
}

#[test]
fn only_other_schedules_interrupt_a_thread_that_could_go_on() {
    let interruptions = |schedule| {
        let mut scheduler = with_threads(schedule, 1);
        (0..100).filter(|_| scheduler.interrupts()).count()
    };
    assert_eq!(interruptions(0), 0);
    assert!((20..80).contains(&interruptions(7)), "about every other time");
}

#[test]
fn a_schedule_is_the_same_every_time_and_schedules_differ() {
    let order = |schedule| {
        let mut scheduler = with_threads(schedule, 20);
        scheduler.finish(MAIN);
        run_out(&mut scheduler)
    };
    assert_eq!(order(7), order(7));
    assert_ne!(order(7), order(8));
    let in_order: Vec<(u64, ThreadId)> = (1..=20).map(|thread| (0, thread)).collect();
    assert_eq!(order(0), in_order);
}

#[test]
fn a_deadline_that_has_come_goes_before_a_younger_wait_for_a_file() {
    let mut scheduler = with_threads(0, 2);
    scheduler.wait(MAIN, On::Time, Some(5));
    let (file, _) = scheduler.next().expect("two threads are ready");
    scheduler.wait(file, On::Files(Vec::new()), Some(5));
    let (young, _) = scheduler.next().expect("one is ready");
    scheduler.wait(young, On::Time, Some(5));
    assert!(!scheduler.is_another_due_before(file), "time has not come to it");
    assert!(scheduler.move_to(5));
    assert!(scheduler.is_another_due_before(file));
    scheduler.jump();
    assert_eq!(scheduler.next(), Some((MAIN, Woken::ByTime)));
    assert!(!scheduler.is_another_due_before(file), "its own, and a younger one");
}
