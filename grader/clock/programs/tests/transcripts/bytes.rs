//! Sockets, pipes and standard input: what is waited for, and what takes no time of its own.

use std::io::Write;
use std::time::Duration;

use model::spec::Run;

use super::common::{check, check_run, observe, observe_fed};

#[test]
fn tcp_over_loopback_takes_no_time_of_its_own() {
    for workers in [1, 4] {
        check(
            &format!("tokio_tcp {workers}"),
            "1200  1: one
             2300  2: one
             2400  1: two
             3400  3: one
             4500  4: one
             4600  2: two
             5600  5: one
             6800  3: two
             9000  4: two
             11200  5: two
             11200  (ended)",
        );
    }
}

#[test]
fn a_socket_with_a_time_limit_gives_up_at_it() {
    check(
        "std_net",
        "3000  first try: Err(WouldBlock)
         5000  second try: hello
         5000  (ended)",
    );
}

#[test]
fn pipes_between_threads_are_waited_for_on_both_sides() {
    check(
        "pipes",
        "2000  late after 2s
         3500  written after 3.5s
         3700  1048576 bytes
         3700  (ended)",
    );
}

#[test]
fn one_write_writes_all_and_a_time_limit_is_for_a_reader_that_takes_nothing() {
    let mut expected = String::new();
    for (index, kind) in
        ["unix", "unix, in two parts", "tcp", "tcp, in two parts"].iter().enumerate()
    {
        let at = (index + 1) * 1000;
        expected +=
            &format!("{at}  {kind}: wrote Ok(20000000) after 1s\n{at}  {kind}: the same: true\n");
    }
    expected += "4000  a message is one: 1000
                 22000  limit: Ok(()) after 18s
                 28200  nobody reads: true
                 31300  full: Err(Os { code: 11, kind: WouldBlock, message: \"Resource temporarily unavailable\" }) after 27.3s
                 31300  (ended)";
    check("big_writes", &expected);
}

#[test]
fn standard_input_is_there_and_ends() {
    let input = || Run { stdin: String::from("one\ntwo\n"), ..Run::default() };
    let expected = "0  line: one\n1000  line: two\n2000  (ended)";
    check_run("standard_input std", input(), expected);
    check_run("standard_input tokio", input(), expected);
}

#[test]
fn the_clock_stands_still_while_standard_input_is_late_and_comes_in_pieces() {
    for command in ["standard_input std", "standard_input tokio"] {
        let prompt = Run { stdin: String::from("one\ntwo\n"), ..Run::default() };
        let (late, mut feed) = std::io::pipe().expect("a pipe");
        let feeding = std::thread::spawn(move || {
            for piece in ["on", "e\nt", "wo\n"] {
                std::thread::sleep(Duration::from_millis(20));
                feed.write_all(piece.as_bytes()).expect("the program reads");
            }
        });
        let seen = observe_fed(command, Run::default(), Some(late.into()));
        feeding.join().expect("the text was written");
        assert_eq!(seen.transcript, observe(command, prompt).transcript, "{command}");
    }
}
