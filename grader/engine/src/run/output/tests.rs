//! A program that says anything at all on all of its lines, at any time.

use std::collections::BTreeMap;
use std::io::Write;
use std::os::unix::net::UnixStream;

use fuzz::{Line, Talker};
use model::spec::Answers;
use rustix::net::{RecvFlags, SendFlags};
use trace::door::Message;

use super::*;
use crate::run::collect::packets;

const LIMIT: u64 = 1 << 40;
const MOST: usize = 1 << 16;

/// The ends of the lines that a program has.
struct Program {
    outputs: [UnixStream; 3],
    channel: UnixStream,
    door: OwnedFd,
}

fn lines(lab: &BTreeMap<String, Answers>) -> (OutputReader<'_>, Program) {
    let pair = || UnixStream::pair().expect("a pair of sockets");
    let [(out, a), (err, b), (records, c), (channel, asks)] = [pair(), pair(), pair(), pair()];
    let pipe = |end: UnixStream| Pipe::new(Some(end.into()), MOST).expect("it can be set up");
    let (door, speaks) = packets().expect("a pair of sockets");
    for end in [&a, &b, &c, &asks] {
        end.set_nonblocking(true).expect("it can be set up");
    }
    let channel = Channel::new(channel, lab).expect("it can be set up");
    let pipes = [pipe(out), pipe(err), pipe(records)];
    let reader = OutputReader::new(pipes, channel, Time::Kept(Door::new(door, LIMIT)));
    (reader, Program { outputs: [a, b, c], channel: asks, door: speaks })
}

#[test]
fn what_is_written_has_the_time_that_was_kept_when_it_was_read() {
    let lab = BTreeMap::new();
    let (mut reader, program) = lines(&lab);
    let mut written = 0;
    let mut says = |to, text: &str| {
        let door = Message { to, written: [written, 0] }.to_bytes();
        rustix::net::send(&program.door, &door, SendFlags::DONTWAIT).expect("there is room");
        reader.listen(None, Duration::ZERO).expect("it listens");
        (&program.outputs[0]).write_all(text.as_bytes()).expect("there is room");
        written += text.len() as u64;
    };
    says(0, "at 0");
    says(5, "at 5");
    says(5, ", too");
    says(9, "at 9");
    reader.read_rest().expect("it listens");
    let came = reader.close();
    let times: Vec<_> = came.stamps.iter().map(|stamp| (stamp.at, stamp.bytes)).collect();
    assert_eq!((times, came.differs), (vec![(0, 4), (5, 9), (9, 4)], [false, false]));
}

#[test]
fn fuzz_what_a_program_says_on_all_its_lines() {
    let door = |to: u64, written| [&[7, 24], &Message { to, written }.to_bytes()[..]].concat();
    let samples = [
        [&[0, 2, b'a', b'\n'], &door(1000, [2, 0])[..], &[0, 2, b'b', b'\n']].concat(),
        [&[3, 11][..], b"1 fetch a\t\n", &door(LIMIT, [0, 0]), &[3, 11], b"1 given up\n"].concat(),
        [&door(9, [0, 0])[..], &door(8, [0, 0]), &[7, 3, 1, 2, 3]].concat(),
        [&[1, 1, b'x', 2, 2, b'A', b'\n'][..], &door(LIMIT + 1, [0, 1])].concat(),
    ];
    let lab = BTreeMap::from([("fetch".to_owned(), Answers::One("5 offline".to_owned()))]);
    let words = ["\u{7}\u{18}", "\u{3}\u{b}1 fetch a\t\n"];
    fuzz::fuzz("lines of a program", &samples, &words, |mut bytes| {
        let (mut reader, program) = lines(&lab);
        let mut before = 0;
        while let [line, length, rest @ ..] = bytes {
            let (said, rest) = rest.split_at(usize::from(*length).min(rest.len()));
            bytes = rest;
            // There may be no room, and the other end may be gone: then it is not heard.
            match line % 8 {
                line @ 0..=2 => drop((&program.outputs[usize::from(line)]).write(said)),
                3 => drop((&program.channel).write(said)),
                _ => {
                    let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
                    let _ = rustix::net::send(&program.door, said, flags);
                }
            }
            if line & 64 == 0 {
                reader.listen(None, Duration::ZERO).expect("it listens");
            }
            assert!((before..=LIMIT).contains(&reader.now()), "time goes forward, to the limit");
            before = reader.now();
        }
        drop(program);
        reader.read_rest().expect("it listens");
        let forged = reader.forged();
        let came = reader.close();
        let sum: usize = came.stamps.iter().map(|stamp| stamp.bytes).sum();
        assert_eq!(sum, came.stdout.len() + came.stderr.len(), "each byte has its time");
        assert!(came.stamps.is_sorted_by_key(|stamp| stamp.at));
        format!("{:?} {:?} {} {}", forged, came.differs, came.stamps.len().min(4), came.now.min(3))
    });
}

/// So many messages are said as a part of the tests; `DOOR_MESSAGES=10000000` says more.
const MESSAGES: usize = 30_000;
/// Messages of one program.
const OF_ONE: usize = 2_000;

#[test]
#[allow(clippy::print_stdout, reason = "a run of millions shows how far it is")]
fn programs_that_say_anything_at_any_time_are_only_sleepers() {
    let asked = std::env::var("DOOR_MESSAGES").ok().and_then(|text| text.parse().ok());
    let (messages, lab) = (asked.unwrap_or(MESSAGES), BTreeMap::new());
    let (mut said, mut programs, mut forgers, mut slowest) = (0, 0, 0, Duration::ZERO);
    while said < messages {
        programs += 1;
        let (mut talker, mut reads) = (Talker::new(programs, LIMIT), programs % 3 != 0);
        let (mut reader, program) = lines(&lab);
        let mut before = 0;
        for index in 0..OF_ONE {
            let (line, bytes) = talker.say();
            // There may be no room, and the other end may be gone: then it is not heard.
            match line {
                Line::Stdout => drop((&program.outputs[0]).write(&bytes)),
                Line::Stderr => drop((&program.outputs[1]).write(&bytes)),
                Line::Records => drop((&program.outputs[2]).write(&bytes)),
                Line::Lab => drop((&program.channel).write(&bytes)),
                Line::Door => {
                    let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
                    let _ = rustix::net::send(&program.door, &bytes, flags);
                }
            }
            said += 1;
            // Some do not read their answers.
            reads &= index % 500 != 499;
            if reads {
                let mut answer = [0; 4096];
                let _ = rustix::net::recv(&program.door, &mut answer, RecvFlags::DONTWAIT);
                let _ = (&program.channel).read(&mut answer);
            }
            let began = Instant::now();
            reader.listen(None, Duration::ZERO).expect("it listens");
            slowest = slowest.max(began.elapsed());
            assert!((before..=LIMIT).contains(&reader.now()), "time goes forward, to the limit");
            before = reader.now();
            if reader.door().is_none() || reader.are_full() {
                break;
            }
        }
        forgers += usize::from(reader.forged().is_some());
        drop(program);
        reader.read_rest().expect("it listens");
        let came = reader.close();
        let sum: usize = came.stamps.iter().map(|stamp| stamp.bytes).sum();
        assert_eq!(sum, came.stdout.len() + came.stderr.len(), "each byte has its time");
        assert!(came.stamps.is_sorted_by_key(|stamp| stamp.at));
        assert!(came.stamps.iter().all(|stamp| stamp.at <= came.now), "none is from the future");
    }
    println!(
        "{said} messages of {programs} programs, {forgers} of which were caught forging; the \
         longest that one of them held the grader: {slowest:?}"
    );
}
