//! Which of the known ways to cheat a grader are attacked here, and where the others are.

use std::collections::BTreeSet;

use crate::handed_in::{
    Submission, asking, compiling, doors, evading, forbidden, forging, reading, speaking, tossing,
    using_up,
};

/// How many ways the list has.
const ROWS: u8 = 69;

/// The families of what the compiler would refuse.
pub(crate) const FAMILIES: [&str; 6] =
    ["files", "kernel", "memory", "network", "processes", "use_up"];

/// The families of what a student can hand in.
fn handed_in() -> [&'static [Submission]; 10] {
    [
        forging::SUBMISSIONS,
        speaking::SUBMISSIONS,
        doors::SUBMISSIONS,
        reading::SUBMISSIONS,
        compiling::SUBMISSIONS,
        forbidden::SUBMISSIONS,
        using_up::SUBMISSIONS,
        asking::SUBMISSIONS,
        evading::SUBMISSIONS,
        tossing::submissions(),
    ]
}

/// What is not attacked here, and why.
const ELSEWHERE: [(u8, &str); 12] = [
    (20, "each run is a process of its own, so `leave_a_child` and its like stand for it"),
    (24, "what a hidden run is given, a program may print; the report is the course's to give on"),
    (
        25,
        "a verdict takes the same virtual time whatever is hidden; how often one may ask for one \
          is for those who take submissions in",
    ),
    (36, "what takes a compiler too long or too much is tested where compilers are supervised"),
    (37, "the same"),
    (38, "the same"),
    (51, "tables are not written here"),
    (52, "what programs write is escaped in the tests of the pages"),
    (56, "only files under `src` leave a student's folder, as the submissions with others show"),
    (58, "nothing is read back that was made where a program runs"),
    (41, "archives are attacked where they are taken in"),
    (50, "odd bytes of programs are in the tests of what is shown"),
];

#[test]
fn every_known_way_is_attacked_or_has_a_reason_not_to_be() {
    let families = FAMILIES.map(crate::table);
    let cases = families.iter().copied().flatten().map(|case| case.row);
    let submissions = handed_in().into_iter().flatten().map(|submission| submission.row);
    let attacked: BTreeSet<u8> = cases.chain(submissions).collect();
    let elsewhere: BTreeSet<u8> = ELSEWHERE.iter().map(|(row, _)| *row).collect();
    let missing = (1..=ROWS).filter(|row| !attacked.contains(row) && !elsewhere.contains(row));
    assert_eq!(missing.collect::<Vec<_>>(), [] as [u8; 0]);
}

#[test]
fn every_attack_has_a_name_of_its_own_and_there_are_many() {
    let families = FAMILIES.map(crate::table);
    let cases = families.iter().copied().flatten().map(|case| case.name);
    let submissions = handed_in().into_iter().flatten();
    let graded: Vec<&str> = submissions.map(|submission| submission.name).collect();
    let run: Vec<&str> = cases.collect();
    for names in [&graded, &run] {
        let different: BTreeSet<&&str> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
    }
    println!("{} submissions and {} programs attack", graded.len(), run.len());
    assert!(graded.len() + run.len() >= 200);
}
