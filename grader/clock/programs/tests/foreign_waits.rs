//! Waits that neither the standard library nor tokio makes: crates with queues and pools of their
//! own, system calls, child processes.

mod common;

use common::check;

#[test]
fn a_pool_of_rayon_shares_out_naps() {
    check(
        "rayon_pool",
        "3000  join 2 3 after 3s
         5000  8 naps of a second after 5s
         6000  scope 1 after 6s
         7000  scope 2 after 7s
         8000  scope 3 after 8s
         8000  done after 8s
         8000  (ended)",
    );
}

#[test]
fn a_choice_among_crossbeam_channels_is_made_when_the_first_is_ready() {
    check(
        "crossbeam_channels",
        "800  one after 800ms
         1000  tick after 1s
         1600  two after 1.6s
         2000  tick after 2s
         2400  three after 2.4s
         3000  tick after 3s
         4000  tick after 4s
         4500  alarm after 4.5s
         4500  Err(Empty) after 4.5s
         5000  1 taken after 5s
         5500  2 taken after 5.5s
         6000  3 taken after 6s
         7000  Err(Timeout)
         7000  done after 7s
         7000  (ended)",
    );
}

#[test]
fn poll_waits_for_files_up_to_its_time_limit() {
    check(
        "poll_files",
        "1500  0 ready after 1.5s
         2000  1 ready after 2s
         2000  quick
         3500  0 ready after 3.5s
         5000  1 ready after 5s
         5000  slow
         5000  (ended)",
    );
}

#[test]
fn a_child_process_takes_no_time() {
    for program in ["child_process", "tokio_child"] {
        check(
            program,
            "2000  code Some(7) after 2s
             5000  done after 5s
             5000  (ended)",
        );
    }
}
