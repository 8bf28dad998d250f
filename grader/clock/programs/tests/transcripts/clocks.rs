//! The wall clock, the times of files, and a terminal that is slow.

use model::spec::Run;

use super::common::{check, check_run};

#[test]
fn on_a_slow_terminal_each_line_takes_its_time() {
    let slow = Run { line_cost_ms: 10, ..Run::default() };
    check_run(
        "tokio_sleeps 1",
        slow,
        "10  8: start sleeping
         20  12: start sleeping
         8020  8: done sleeping
         12030  12: done sleeping
         12040  took 12.03s
         12040  (ended)",
    );
}

#[test]
fn the_wall_clock_can_be_set_while_the_stopwatch_goes_on() {
    let set_back = Run {
        wall_clock_ms: Some(1_600_000_000_000),
        wall_clock_steps: vec![(10_000, -5_000)],
        ..Run::default()
    };
    check_run(
        "thread_sleep",
        set_back,
        "8000  eight
         20000  stopwatch 20s
         20000  wall clock 15s
         20000  (ended)",
    );
}

#[test]
fn the_wall_clock_does_not_start_at_a_whole_second() {
    check("dice", "0  a six: true\n0  a six: true\n0  a six: true\n0  (ended)");
    let whole = Run { wall_clock_ms: Some(1_600_000_000_000), ..Run::default() };
    check_run("dice", whole, "0  a six: true\n0  a six: true\n0  a six: false\n0  (ended)");
}

#[test]
fn files_have_the_times_of_the_wall_clock() {
    check(
        "file_times",
        "0  before: changed Ok(0), made Ok(0)
         2000  new: changed Ok(1000), made Ok(1000)
         3000  written: changed Ok(1000), made Ok(2000)
         4000  copied: changed Ok(1000), made Ok(1000)
         5000  emptied: changed Ok(1000), made Ok(2000)
         6000  cut: changed Ok(1000), made Ok(5000)
         6000  a folder is not from the future: true
         6000  set: changed Ok(7000), made Ok(5000)
         6000  (ended)",
    );
}
