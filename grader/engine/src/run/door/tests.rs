//! What is said on the door, by a clock and by a forger that speaks in its name.

use rustix::net::{RecvFlags, SendFlags};
use trace::door::ANSWER_BYTES;

use super::*;
use crate::run::collect::packets;

const LIMIT: u64 = 1000;

/// A door, and the end at which a program speaks.
fn door() -> (Door, OwnedFd) {
    let (ours, theirs) = packets().expect("a pair of sockets");
    (Door::new(ours, LIMIT), theirs)
}

/// Says these packets, each while nothing was written; says the time after each.
fn said(door: &mut Door, theirs: &OwnedFd, packets: &[&[u8]]) -> Vec<u64> {
    let mut times = Vec::new();
    for packet in packets {
        // After hanging up nothing is heard.
        let _ = rustix::net::send(theirs, packet, SendFlags::DONTWAIT | SendFlags::NOSIGNAL);
        if let Some(message) = door.hear() {
            door.move_on(message, [0, 0], u64::MAX);
            door.answer(false, false);
        }
        times.push(door.now());
    }
    times
}

fn to(to: u64) -> [u8; MESSAGE_BYTES] {
    Message { to, written: [0, 0] }.to_bytes()
}

/// Says these packets; expects these times, as many answers, and what was forged.
fn check(packets: &[&[u8]], times: &[u64], answers: usize, forged: Option<Forged>) {
    let (mut door, theirs) = door();
    assert_eq!(said(&mut door, &theirs, packets), times);
    assert_eq!(door.forged(), forged);
    let mut heard = 0;
    while rustix::net::recv(&theirs, &mut [0], RecvFlags::DONTWAIT).is_ok_and(|(_, n)| n > 0) {
        heard += 1;
    }
    assert_eq!(heard, answers);
}

#[test]
fn time_goes_forward_and_each_step_is_answered() {
    check(&[&to(0), &to(5), &to(5), &to(LIMIT)], &[0, 5, 5, LIMIT], 4, None);
}

#[test]
fn a_forger_moves_nothing_and_is_hung_up_on() {
    check(&[&to(5), &to(4), &to(9)], &[5, 5, 5], 1, Some(Forged::Backwards));
    check(&[&to(5), &to(LIMIT + 1), &to(6)], &[5, 5, 5], 1, Some(Forged::OverLimit));
    check(&[&to(5), b"short", &to(6)], &[5, 5, 5], 1, Some(Forged::Size));
    check(&[&to(5), &[0; MESSAGE_BYTES + 1], &to(6)], &[5, 5, 5], 1, Some(Forged::Size));
    check(&[&to(5), &[0; 4096], &to(6)], &[5, 5, 5], 1, Some(Forged::Size));
}

#[test]
fn time_stops_where_an_answer_is_due_and_says_so() {
    let (mut door, theirs) = door();
    let mut check = |to: u64, most, said, open, now| {
        door.move_on(Message { to, written: [0, 0] }, [0, 0], most);
        door.answer(said, open);
        let mut packet = [0; ANSWER_BYTES];
        rustix::net::recv(&theirs, &mut packet, RecvFlags::DONTWAIT).expect("an answer");
        assert_eq!(Answer::parse(packet), Answer { now, said, open });
    };
    check(9, 5, true, false, 5);
    check(9, 3, true, true, 5);
    check(9, u64::MAX, false, true, 9);
}

#[test]
fn a_packet_of_nothing_is_an_end() {
    check(&[&to(5), b"", &to(6)], &[5, 5, 5], 1, None);
}

#[test]
fn an_end_with_answers_that_nobody_read_loses_nothing() {
    let (mut door, theirs) = door();
    assert_eq!(said(&mut door, &theirs, &[&to(3)]), [3]);
    rustix::net::send(&theirs, &to(7), SendFlags::DONTWAIT).expect("there is room");
    drop(theirs);
    let last = door.hear();
    assert_eq!(last, Some(Message { to: 7, written: [0, 0] }));
    door.move_on(last.expect("it was sent"), [0, 0], u64::MAX);
    door.answer(false, false);
    assert_eq!(door.hear(), None);
    assert_eq!((door.now(), door.forged()), (7, None));
}

#[test]
fn bytes_that_the_clock_does_not_know_are_noticed() {
    let check = |known: [u64; 2], taken: [usize; 2], expected: [bool; 2]| {
        let (mut door, _theirs) = door();
        door.move_on(Message { to: 1, written: known }, taken, u64::MAX);
        assert_eq!(door.differs(), expected);
        door.move_on(Message { to: 2, written: [9, 9] }, [9, 9], u64::MAX);
        assert_eq!(door.differs(), expected, "it stays known");
    };
    check([3, 4], [3, 4], [false, false]);
    check([3, 4], [5, 4], [true, false]);
    check([3, 4], [3, 0], [false, true]);
}

#[test]
fn fuzz_what_a_program_says_on_the_door() {
    let packets = |all: &[&[u8]]| -> Vec<u8> {
        all.iter().flat_map(|packet| [&[packet.len() as u8], *packet].concat()).collect()
    };
    let samples = [
        packets(&[&to(1), &to(2), &to(2)]),
        packets(&[&to(LIMIT), &to(3)]),
        packets(&[b"short", &to(1)]),
        packets(&[&Message { to: 9, written: [1, 2] }.to_bytes(), b""]),
    ];
    fuzz::fuzz("door", &samples, &["\u{18}\u{1}\u{0}\u{0}"], |mut bytes| {
        let (mut door, theirs) = door();
        let mut before = 0;
        while let Some((&length, rest)) = bytes.split_first() {
            let (packet, rest) = rest.split_at(usize::from(length).min(rest.len()));
            bytes = rest;
            // Nobody reads the answers, so there comes to be no room for them.
            let now = said(&mut door, &theirs, &[packet])[0];
            assert!((before..=LIMIT).contains(&now), "time goes forward, to the limit");
            assert!(now == before || door.forged().is_none(), "a forger moves nothing");
            before = now;
        }
        let is_open = door.socket().is_some();
        format!("{} {:?} {:?} {is_open}", before.min(4), door.forged(), door.differs())
    });
}
