use super::{Lesson, Row, check};
use model::sample::observation;
use model::spec::Order;

const LESSON: Lesson = Lesson {
    args: &["14", "8:8", "12:5"],
    expected: "0  1 .. 8\n0  start sleeping\n8000  done sleeping\n8000  9 .. 12\n\
            8000  start sleeping\n13000  done sleeping\n13000  13 .. 14\n13000  (ended)",
    order: Order { free: Vec::new(), last: Vec::new(), before: Vec::new() },
};

#[test]
fn each_way_to_announce_wrong_is_named() {
    check(
        &LESSON,
        &[
            Row {
                actual: observation(
                    "0  1 .. 8\n0  start sleeping\n0  done sleeping\n8000  9 .. 12\n\
                     8000  start sleeping\n8000  done sleeping\n13000  13 .. 14\n13000  (ended)",
                ),
                generic: "`done sleeping` came at 0 s, it should come at 8 s: that is 8 s too \
                          early.",
                known: "You said `{line}` {late} before it was done.",
                filled: "You said `done sleeping` 8 s before it was done.",
            },
            Row {
                actual: observation(
                    "0  1 .. 8\n8000  start sleeping\n8000  done sleeping\n8000  9 .. 12\n\
                     13000  start sleeping\n13000  done sleeping\n13000  13 .. 14\n13000  (ended)",
                ),
                generic: "`start sleeping` came at 8 s, it should come at 0 s: that is 8 s too \
                          late.",
                known: "You announced `{right}` {late} too late.",
                filled: "You announced `start sleeping` 8 s too late.",
            },
            Row {
                actual: observation(
                    "0  1 .. 7\n0  start sleeping\n0  8\n8000  done sleeping\n8000  9 .. 11\n\
                     8000  start sleeping\n8000  12\n13000  done sleeping\n13000  13 .. 14\n\
                     13000  (ended)",
                ),
                generic: "`start sleeping` came before `8`: both belong to 0 s, and `8` comes \
                          first.",
                known: "{right} has to be on the screen before you say `{line}`.",
                filled: "8 has to be on the screen before you say `start sleeping`.",
            },
            Row {
                actual: observation(
                    "0  1 .. 8\n8000  start sleeping done sleeping\n8000  9 .. 12\n\
                     13000  start sleeping done sleeping\n13000  13 .. 14\n13000  (ended)",
                ),
                generic: "`start sleeping` and `done sleeping` came on one line, and each needs a \
                          line of its own: end each with a newline, as `println!` does. `start \
                          sleeping` came 8 s late: a line that is left open is shown once it is \
                          ended.",
                known: "Your `{right}` sat in a buffer for {gap}: `{line}`.",
                filled: "Your `start sleeping` sat in a buffer for 8 s: `start sleeping done \
                         sleeping`.",
            },
            Row {
                actual: observation("0  1 .. 8\n8000  9 .. 12\n13000  13 .. 14\n13000  (ended)"),
                generic: "`start sleeping` never came: I expected it at 0 s, after `8`.",
                known: "I see the pause of {gap} but not `{right}`.",
                filled: "I see the pause of 8 s but not `start sleeping`.",
            },
        ],
    );
}
