//! What is asked of the world outside, and when it is answered.

use super::*;

fn lab() -> BTreeMap<String, Answers> {
    let several = vec!["100 x".to_owned(), "200 y".to_owned()];
    BTreeMap::from([
        ("fetch a".to_owned(), Answers::One("1000 17".to_owned())),
        ("fetch".to_owned(), Answers::One("5 offline".to_owned())),
        ("use_item".to_owned(), Answers::Several(several)),
    ])
}

/// What is there to be read.
fn heard(mut theirs: &UnixStream) -> String {
    theirs.set_nonblocking(true).expect("it can be set up");
    let mut heard = [0; 1024];
    let count = theirs.read(&mut heard).unwrap_or(0);
    String::from_utf8_lossy(&heard[..count]).into_owned()
}

/// Says these lines, each at its millisecond; expects these answers, each at its own, and these
/// figures: calls at once and calls given up.
fn check(said: &[(u64, &str)], answers: &[(u64, &str)], figures: [u64; 2]) {
    let lab = lab();
    let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
    let mut channel = Channel::new(ours, &lab).expect("it can be set up");
    let mut came = Vec::new();
    for now in 0..=2000 {
        for (_, line) in said.iter().filter(|(at, _)| *at == now) {
            theirs.write_all(line.as_bytes()).expect("there is room");
            channel.serve(now * MILLISECOND);
        }
        let next = channel.next();
        let answered = channel.answer(now * MILLISECOND);
        assert_eq!(answered, next.is_some_and(|next| next <= now * MILLISECOND), "{said:?}");
        came.extend(heard(&theirs).lines().map(|line| (now, line.to_owned())));
    }
    let expected: Vec<_> = answers.iter().map(|&(at, line)| (at, line.to_owned())).collect();
    assert_eq!(came, expected, "{said:?}");
    let told = channel.into_told();
    assert_eq!(told.questions, [], "nobody asked to keep them");
    assert_eq!(told.figures.get("calls answered").copied().unwrap_or(0), answers.len() as u64);
    let told = ["calls at once", "calls given up"].map(|name| told.figures.get(name).copied());
    assert_eq!(told.map(Option::unwrap_or_default), figures, "{said:?}");
}

#[test]
fn a_call_is_answered_when_it_is_over_and_not_before() {
    check(&[(0, "1 fetch a\t9 9\n")], &[(1000, "1 17")], [1, 0]);
    check(&[(7, "1 fetch b\t9 9\n8 fetch a\t9 9\n")], &[(12, "1 offline"), (1007, "8 17")], [2, 0]);
}

#[test]
fn what_is_over_at_the_same_time_is_answered_in_the_order_in_which_it_began() {
    let said = [(0, "4 fetch x\t0\n2 fetch y\t0\n"), (3, "9 fetch z\t0\n")];
    check(&said, &[(5, "4 offline"), (5, "2 offline"), (8, "9 offline")], [3, 0]);
}

#[test]
fn several_answers_are_given_in_turn() {
    let said = [(0, "1 use_item 1\t0\n2 use_item 2\t0\n3 use_item 3\t0\n")];
    check(&said, &[(100, "1 x"), (100, "3 x"), (200, "2 y")], [3, 0]);
}

#[test]
fn what_the_run_does_not_say_is_as_the_exercise_foresees() {
    check(&[(0, "1 encode_frame 1\t70 10\n")], &[(70, "1 10")], [1, 0]);
    check(&[(0, "1 encode_frame 1\tsoon\n")], &[], [0, 0]);
    check(&[(0, "fetch a?\n"), (0, "1 fetch"), (1, "\n")], &[], [0, 0]);
}

#[test]
fn a_call_that_is_given_up_has_no_answer() {
    let said = [(0, "1 fetch a\t0\n2 fetch b\t0\n"), (1, "2 given up\n2 given up\n7 given up\n")];
    check(&said, &[(1000, "1 17")], [2, 1]);
}

#[test]
fn what_is_asked_and_when_is_kept_where_a_run_is_judged_by_it() {
    let lab = lab();
    let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
    let channel = Channel::new(ours, &lab).expect("it can be set up");
    let mut channel = channel.keeping_questions(true);
    for (now, said) in [(0, "2 fetch b\t0\n1 fetch a\t0\n"), (7, "nothing\n3 fetch b\t0\n")] {
        theirs.write_all(said.as_bytes()).expect("there is room");
        channel.serve(now * MILLISECOND);
    }
    let question = |at_ms, asks: &str| Question { at_ms, asks: asks.to_owned() };
    let all = [question(0, "fetch a"), question(0, "fetch b"), question(7, "fetch b")];
    assert_eq!(channel.into_told().questions, all);
}

#[test]
fn a_number_that_is_taken_begins_nothing() {
    check(&[(0, "1 fetch a\t0\n1 fetch b\t0\n")], &[(1000, "1 17")], [1, 0]);
}

#[test]
fn answers_for_which_there_is_no_room_come_later() {
    let lab = BTreeMap::from([("x".to_owned(), Answers::One(format!("1 {}", "y".repeat(3000))))]);
    let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
    let mut channel = Channel::new(ours, &lab).expect("it can be set up");
    for number in 0..1000 {
        theirs.write_all(format!("{number} x\t\n").as_bytes()).expect("there is room");
        channel.serve(0);
    }
    channel.answer(MILLISECOND);
    let waits = |channel: &Channel<'_>| channel.socket().expect("it is open").1;
    assert!(waits(&channel), "three megabytes do not fit into a socket");
    let (mut piece, mut lines) = (vec![0; PIECE], 0);
    while waits(&channel) || lines < 1000 {
        let count = theirs.read(&mut piece).expect("there is something");
        lines += piece[..count].iter().filter(|&&byte| byte == b'\n').count();
        channel.answer(MILLISECOND);
    }
    assert_eq!((lines, channel.kept), (1000, 0));
}

#[test]
fn a_line_that_does_not_end_is_hung_up_on() {
    let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
    let lab = BTreeMap::new();
    let mut channel = Channel::new(ours, &lab).expect("it can be set up");
    theirs.write_all(&[b'x'; LONGEST_LINE]).expect("there is room");
    channel.serve(0);
    assert!(channel.socket().is_none());
}

#[test]
fn a_program_that_asks_more_than_can_be_kept_is_hung_up_on() {
    let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
    let lab = BTreeMap::new();
    let mut channel = Channel::new(ours, &lab).expect("it can be set up");
    let mut asked = 0;
    while channel.socket().is_some() {
        let _ = theirs.write_all(format!("{asked} x\t9 {}\n", "y".repeat(1000)).as_bytes());
        channel.serve(0);
        asked += 1;
    }
    assert!((4_000..MOST_KEPT / 1000).contains(&asked), "{asked}");
}

#[test]
fn fuzz_what_a_program_says_of_the_world() {
    let samples = [
        &b"1 fetch a\t9 9\n2 fetch b\t9\n1 given up\n"[..],
        b"1 use_item 1\t0\n2 use_item 2\t0\n",
        b"3 none\t18446744073709551615 x\n",
    ];
    let lab = BTreeMap::from([
        ("fetch".to_owned(), Answers::One("5 offline".to_owned())),
        ("use_item".to_owned(), Answers::Several(Vec::new())),
    ]);
    let samples = samples.map(<[u8]>::to_vec);
    fuzz::fuzz("lab lines", &samples, &["\t5 x\n", " given up\n", "1 fetch "], |bytes| {
        let (ours, mut theirs) = UnixStream::pair().expect("a pair of sockets");
        let mut channel = Channel::new(ours, &lab).expect("it can be set up");
        theirs.set_nonblocking(true).expect("it can be set up");
        let (mut rounds, mut now) = (0, 0);
        for piece in bytes.chunks(5_000) {
            // Nobody reads the answers, so that there may be no room for them.
            let _ = theirs.write_all(piece);
            channel.serve(now);
            now = channel.next().map_or(now, |next| next.max(now));
            channel.answer(now);
            assert!(channel.next().is_none_or(|next| next > now), "all that is over is answered");
            rounds += usize::from(channel.socket().is_some());
        }
        assert!(channel.heard.len() < 2 * LONGEST_LINE, "a bounded piece is kept");
        assert_eq!(channel.open.len(), channel.places.len());
        format!("{} {} {}", rounds.min(9), channel.begun.min(9), channel.into_told().figures.len())
    });
}
