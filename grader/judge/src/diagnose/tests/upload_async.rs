use super::{Lesson, Row, check, held};
use model::observation::Role;
use model::sample::observation;
use model::spec::Order;

fn lesson() -> Lesson {
    Lesson {
        args: &["holiday", "6", "3"],
        expected: "0  uploading...\n0  Your status is on its way\n0  encoding\n1000  scrolling 1\n\
                2000  scrolling 2\n3000  scrolling 3\n6000  Your status is ready holiday.mp4\n\
                6000  (ended)",
        order: Order { free: vec!["Your status is on its way".to_owned()], ..Order::default() },
    }
}

const PANIC: &str = "Cannot start a runtime from within a runtime. This happens because";

#[test]
fn each_way_to_upload_wrong_is_named() {
    let nested = format!(
        "0  uploading...\n0  Your status is on its way\n0  encoding\n0  (panicked: {PANIC})"
    );
    check(
        &lesson(),
        &[
            Row {
                actual: observation(
                    "0  uploading...\n0  encoding\n6000  Your status is ready holiday.mp4\n\
                     6000  Your status is on its way\n7000  scrolling 1\n8000  scrolling 2\n\
                     9000  scrolling 3\n9000  (ended)",
                ),
                generic: "`Your status is on its way` came at 6 s, it should come at 0 s: that is \
                          6 s too late.",
                known: "The message waited {late} for the encoding: `.await` waits.",
                filled: "The message waited 6 s for the encoding: `.await` waits.",
            },
            Row {
                actual: observation(
                    "0  uploading...\n0  Your status is on its way\n0  encoding\n\
                     6000  Your status is ready holiday.mp4\n7000  scrolling 1\n\
                     8000  scrolling 2\n9000  scrolling 3\n9000  (ended)",
                ),
                generic: "`scrolling 1` came at 7 s, it should come at 1 s: that is 6 s too late.",
                known: "You stood still until {prev_at}; await the handle last.",
                filled: "You stood still until 6 s; await the handle last.",
            },
            Row {
                actual: observation(
                    "0  uploading...\n0  encoding\n0  Your status is on its way\n\
                     1000  scrolling 1\n2000  scrolling 2\n3000  scrolling 3\n3000  (ended)",
                ),
                generic: "Your program ended at 3 s, 3 s too early: `Your status is ready \
                          holiday.mp4` was still to come, at 6 s.",
                known: "`main` returned at {end} and took the upload with it.",
                filled: "`main` returned at 3 s and took the upload with it.",
            },
            Row {
                actual: observation(
                    "0  uploading...\n0  Your status is on its way\n1000  scrolling 1\n\
                     2000  scrolling 2\n3000  scrolling 3\n3000  (ended)",
                ),
                generic: "`encoding` never came: I expected it at 0 s, after `Your status is on \
                          its way`.",
                known: "`{right}` never appeared: a future does nothing until it is awaited.",
                filled: "`encoding` never appeared: a future does nothing until it is awaited.",
            },
            Row {
                actual: observation(
                    "0  uploading...\n0  Your status is on its way\n0  encoding\n\
                     1000  scrolling 1\n2000  scrolling 2\n3000  scrolling 3\n\
                     6000  Your status is ready holiday.mp4\n13000  (ended)",
                ),
                generic: "All lines came in time, but your program ended at 13 s: it was done at \
                          6 s and waited 7 s for nothing.",
                known: "You waited {end_late} for nothing; await the handle instead of guessing.",
                filled: "You waited 7 s for nothing; await the handle instead of guessing.",
            },
            Row {
                actual: held(
                    "0  uploading...\n0  Your status is on its way\n0  encoding\n\
                     6000  Your status is ready holiday.mp4\n6000  scrolling 1\n\
                     7000  scrolling 2\n8000  scrolling 3\n8000  (ended)",
                    Role::AsyncOnly,
                    0,
                    6000,
                ),
                generic: "`scrolling 1` came at 6 s, it should come at 1 s: src/main.rs:12 held \
                          the only async thread for 6 s.",
                known: "Nobody could scroll for {held}: {held_by} holds the only thread.",
                filled: "Nobody could scroll for 6 s: src/main.rs:12 holds the only thread.",
            },
            Row {
                actual: observation(&nested),
                generic: "Your program panicked at src/main.rs:7: `Cannot start a runtime from \
                          within a runtime. This happens because`.",
                known: "You are already inside a runtime ({panic}).",
                filled: "You are already inside a runtime (Cannot start a runtime from within a \
                         runtime. This happens because).",
            },
        ],
    );
}
