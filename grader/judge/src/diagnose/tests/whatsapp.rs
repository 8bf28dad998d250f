use super::{Lesson, Row, check};
use model::sample::observation;
use model::spec::Order;

fn lesson() -> Lesson {
    Lesson {
        args: &["status:0:9", "message:1:0", "call:2:10", "check:4", "check:10"],
        expected: "0  status: start\n1000  message: start\n1000  message: done\n2000  call: start\n\
                4000  check: status is not up yet\n9000  status: done\n\
                10000  check: status is up\n12000  call: done\n12000  all done\n12000  (ended)",
        order: Order { last: vec!["all done".to_owned()], ..Order::default() },
    }
}

#[test]
fn each_way_to_spend_the_day_wrong_is_named() {
    check(
        &lesson(),
        &[
            Row {
                actual: observation(
                    "0  status: start\n9000  status: done\n9000  message: start\n\
                     9000  message: done\n9000  call: start\n19000  call: done\n\
                     19000  check: status is up\n19000  check: status is up\n19000  all done\n\
                     19000  (ended)",
                ),
                generic: "`message: start` came at 9 s, it should come at 1 s: that is 8 s too \
                          late.",
                known: "Your {line.actor} waited until {at} for the {prev.actor}.",
                filled: "Your message waited until 9 s for the status.",
            },
            Row {
                actual: observation(
                    "0  status: start\n0  message: start\n0  message: done\n0  call: start\n\
                     0  check: status is not up yet\n0  check: status is not up yet\n\
                     9000  status: done\n10000  call: done\n10000  all done\n10000  (ended)",
                ),
                generic: "`message: start` came at 0 s, it should come at 1 s: that is 1 s too \
                          early.",
                known: "Everything began at {at}: each activity begins at its own time.",
                filled: "Everything began at 0 s: each activity begins at its own time.",
            },
            Row {
                actual: observation(
                    "0  status: start\n1000  message: start\n1000  message: done\n\
                     3000  call: start\n7000  check: status is not up yet\n9000  status: done\n\
                     13000  call: done\n17000  check: status is up\n17000  all done\n\
                     17000  (ended)",
                ),
                generic: "`call: start` came at 3 s, it should come at 2 s: that is 1 s too late.",
                known: "You began {line.actor} {gap} after {prev}; times count from the start.",
                filled: "You began call 2 s after message: done; times count from the start.",
            },
            Row {
                actual: observation(
                    "0  status: start\n1000  message: start\n1000  message: done\n\
                     2000  call: start\n9000  status: done\n9000  check: status is up\n\
                     10000  check: status is up\n12000  call: done\n12000  all done\n\
                     12000  (ended)",
                ),
                generic: "`check: status is not up yet` never came: I expected it at 4 s, after \
                          `call: start`.",
                known: "Looking made you wait: `{right}` at {right_at}.",
                filled: "Looking made you wait: `check: status is not up yet` at 4 s.",
            },
            Row {
                actual: observation(
                    "0  status: start\n1000  message: start\n1000  message: done\n\
                     2000  call: start\n4000  check: status is not up yet\n9000  status: done\n\
                     10000  check: status is up\n10000  all done\n10000  (ended)",
                ),
                generic: "Your program ended at 10 s, 2 s too early: `call: done` was still to \
                          come, at 12 s.",
                known: "You said 'all done' at {end} while mom was still on the phone.",
                filled: "You said 'all done' at 10 s while mom was still on the phone.",
            },
        ],
    );
}
