//! What is written can be read, and what is not a record is refused.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use crate::door::{Answer, MESSAGE_BYTES, Message};
use crate::settings::Settings;
use crate::{MAX_BYTES, Record, RecordBuffer, Refusal, Tampering, WaitsFor, decode};

fn line(record: &Record) -> String {
    let buffer = RecordBuffer::new(record);
    str::from_utf8(buffer.as_bytes()).expect("a record is UTF-8").trim_end_matches('\n').to_string()
}

fn check(record: Record, expected: &str) {
    assert_eq!(line(&record), expected);
    assert_eq!(decode(expected), Ok(record));
}

fn held(what: WaitsFor, stack: Vec<u64>) -> Record {
    Record::Held { at: 0, thread: 2, for_ns: 9, what, task: 7, depth: 0x7f0, stack }
}

#[test]
fn every_record_is_one_line_and_comes_back() {
    check(Record::Attached, "A");
    check(Record::Loaded { bias: 0x5500, path: "/a b".into() }, "M 5500 /a b");
    check(Record::Loaded { bias: 1, path: "".into() }, "M 1 ");
    check(Record::Created { at: 5, thread: 1 }, "C 5 1");
    check(Record::Named { thread: 1, name: "tokio-rt-worker".into() }, "N 1 tokio-rt-worker");
    check(Record::Finished { at: 5, thread: 1 }, "X 5 1");
    check(held(WaitsFor::Time, vec![255, 16]), "H 0 2 9 time 7 7f0 ff,10");
    check(held(WaitsFor::Join(3), vec![]), "H 0 2 9 join3 7 7f0 ");
    check(Record::Tasks { at: 1, alive: 2, peak: 3, spawned: 4 }, "P 1 2 3 4");
    check(Record::Batch { first: 2, lines: 3 }, "W 2 3");
    check(Record::Jumped { to: 3 }, "T 3");
    check(Record::Busy { at: 0, thread: 0, stack: vec![1] }, "B 0 0 1");
    check(Record::Circle { addresses: vec![1, 255] }, "O 1,ff");
    check(Record::Stuck { at: 1 }, "D 1");
    check(Record::Waits { thread: 0, what: WaitsFor::Join(3), stack: vec![] }, "K 0 join3 ");
    check(Record::Waits { thread: 0, what: WaitsFor::Futex, stack: vec![2] }, "K 0 futex 2");
    check(Record::OverLimit { at: 1 }, "L 1");
    check(Record::OverWaits { at: 1 }, "Q 1");
    check(Record::Inexact { at: 1, why: "a child process".into() }, "U 1 a child process");
    check(Record::Waits { thread: 2, what: WaitsFor::Unseen, stack: vec![] }, "K 2 unseen ");
    check(Record::Unseen { at: 1, thread: 2, stack: vec![16] }, "V 1 2 10");
    check(Record::Guarded, "G");
    let tampered = |how| Record::Tampered { at: 1, thread: 0, how, stack: vec![3] };
    check(tampered(Tampering::Memory), "Y 1 0 memory 3");
    check(tampered(Tampering::Records), "Y 1 0 records 3");
    check(tampered(Tampering::Door), "Y 1 0 door 3");
    check(tampered(Tampering::Channel), "Y 1 0 channel 3");
    check(tampered(Tampering::Call(-1)), "Y 1 0 call-1 3");
    let refused = |what| Record::Refused { at: 1, thread: 0, what, stack: vec![3] };
    check(refused(Refusal::Program), "F 1 0 program 3");
    check(refused(Refusal::Network), "F 1 0 network 3");
    check(refused(Refusal::Lock), "F 1 0 lock 3");
    check(refused(Refusal::Thread), "F 1 0 thread 3");
    check(Record::Spawned { at: 2, child: 77, name: "sleep".into() }, "S 2 77 sleep");
    check(Record::Reaped { child: 77 }, "R 77");
    check(Record::Ended { at: 13, clock_reads: 4 }, "E 13 4");
}

#[test]
fn a_name_cannot_smuggle_in_a_second_record() {
    let forged = Record::Named { thread: 1, name: "x\nT 9".into() };
    assert_eq!(line(&forged), "N 1 x?T 9");
}

#[test]
fn a_stack_that_is_too_long_is_cut_to_one_line() {
    let deep = held(WaitsFor::Futex, vec![u64::MAX; 1000]);
    let buffer = RecordBuffer::new(&deep);
    assert_eq!(buffer.as_bytes().len(), MAX_BYTES);
    assert_eq!(buffer.as_bytes().iter().filter(|&&byte| byte == b'\n').count(), 1);
}

#[test]
fn a_line_that_is_no_record_is_refused() {
    for line in ["", "Z 1", "X 1", "X x 0", "C 1 1 1", "Q 0 0 1 zz", "K 0 nap 1", "T -1"] {
        assert!(decode(line).is_err(), "{line:?} was taken for a record");
    }
}

#[test]
fn settings_survive_the_way_into_the_program() {
    let settings = Settings {
        records: 5,
        door: 12,
        channel: 6,
        schedule: 7,
        line_cost: 10,
        wall_clock: 1,
        wall_clock_steps: vec![(3, -4), (5, 6)],
        limit: 9,
        memory: 10,
        patience: 11,
        strict: true,
        confined: true,
        network: true,
    };
    assert_eq!(Settings::parse(&settings.to_line()), Some(settings));
    assert_eq!(Settings::parse("records=5 colour=red"), None);
}

#[test]
fn a_message_survives_the_way_to_the_grader_and_has_one_size() {
    let message = Message { to: 8_000_000_000, written: [u64::MAX, 258] };
    assert_eq!(Message::parse(&message.to_bytes()), Some(message));
    assert_eq!(Message::parse(&message.to_bytes()[1..]), None);
    assert_eq!(Message::parse(&[0; MESSAGE_BYTES + 1]), None);
    assert_eq!(Message::parse(&[]), None);
}

#[test]
fn an_answer_survives_the_way_back() {
    for (said, open) in [(false, false), (true, false), (false, true), (true, true)] {
        let answer = Answer { now: 1 << 40, said, open };
        assert_eq!(Answer::parse(answer.to_bytes()), answer);
    }
}
