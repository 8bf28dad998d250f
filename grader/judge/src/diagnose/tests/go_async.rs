use super::{Lesson, Row, check, held, with_trace};
use model::observation::{Role, Trace};
use model::sample::observation;
use model::spec::Order;

fn lesson() -> Lesson {
    Lesson {
        args: &["14", "8:8", "12:5"],
        expected: "0  1 .. 14\n0  8: start sleeping\n0  12: start sleeping\n\
                5000  12: done sleeping\n8000  8: done sleeping\n\
                8000  sync took 13000 ms, async took 8000 ms\n8000  (ended)",
        order: Order {
            last: vec!["sync took *".to_owned()],
            before: vec![("{n}".to_owned(), "{n}: start sleeping".to_owned())],
            ..Order::default()
        },
    }
}

#[test]
fn each_way_to_go_async_wrong_is_named() {
    let many_threads = Trace { threads: 302, ..Trace::default() };
    check(
        &lesson(),
        &[
            Row {
                actual: observation(
                    "0  1 .. 8\n0  8: start sleeping\n8000  8: done sleeping\n8000  9 .. 12\n\
                     8000  12: start sleeping\n13000  12: done sleeping\n13000  13 .. 14\n\
                     13000  sync took 13000 ms, async took 13000 ms\n13000  (ended)",
                ),
                generic: "`9` came at 8 s, it should come at 0 s: that is 8 s too late.",
                known: "Still one thing after another: {line} waits for {prev.actor}.",
                filled: "Still one thing after another: 9 waits for 8.",
            },
            Row {
                actual: held(
                    "0  1 .. 14\n0  8: start sleeping\n8000  8: done sleeping\n\
                     8000  12: start sleeping\n13000  12: done sleeping\n\
                     13000  sync took 13000 ms, async took 13000 ms\n13000  (ended)",
                    Role::AsyncOnly,
                    0,
                    8000,
                ),
                generic: "`12: start sleeping` came at 8 s, it should come at 0 s: src/main.rs:12 \
                          held the only async thread for 8 s.",
                known: "{line.actor} had to wait for {prev.actor}: {held_by} holds the thread.",
                filled: "12 had to wait for 8: src/main.rs:12 holds the thread.",
            },
            Row {
                actual: observation(
                    "0  1 .. 14\n0  8: start sleeping\n0  12: start sleeping\n\
                     0  sync took 13000 ms, async took 0 ms\n0  (ended)",
                ),
                generic: "Your program ended at 0 s, 8 s too early: `12: done sleeping` was still \
                          to come, at 5 s.",
                known: "`main` left at {end} while all were asleep.",
                filled: "`main` left at 0 s while all were asleep.",
            },
            Row {
                actual: observation(
                    "0  1 .. 14\n0  8: start sleeping\n0  12: start sleeping\n\
                     8000  8: done sleeping\n8000  12: done sleeping\n\
                     8000  sync took 13000 ms, async took 8000 ms\n8000  (ended)",
                ),
                generic: "`12: done sleeping` came at 8 s, it should come at 5 s: that is 3 s too \
                          late.",
                known: "{right.actor} woke at {right_at}, but you reported it at {at}.",
                filled: "12 woke at 5 s, but you reported it at 8 s.",
            },
            Row {
                actual: observation(
                    "0  1 .. 14\n0  8: start sleeping\n0  12: start sleeping\n\
                     5000  12: done sleeping\n5000  sync took 13000 ms, async took 5000 ms\n\
                     5000  (ended)",
                ),
                generic: "Your program ended at 5 s, 3 s too early: `8: done sleeping` was still \
                          to come, at 8 s.",
                known: "You left when the first nap was over, at {end}.",
                filled: "You left when the first nap was over, at 5 s.",
            },
            Row {
                actual: with_trace(lesson().expected, many_threads),
                generic: "Right times, but your program started 302 threads where 4 would do: a \
                          task that sleeps needs no thread of its own.",
                known: "Right times, but it cost {threads} threads.",
                filled: "Right times, but it cost 302 threads.",
            },
        ],
    );
}
