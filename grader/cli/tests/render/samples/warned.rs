//! An exercise whose program compiles, and the compiler has something to say of it.

use judge::report::ExerciseReport;

use crate::made::{Sample, check, exercise};

/// The compiler warned of more than is shown.
pub(crate) fn warned() -> ExerciseReport {
    let warning = |what: &str, line: u32, code: &str| {
        format!(
            "warning: unused {what}\n --> src/main.rs:{line}:5\n  |\n{line:2} |     {code}\n  |     ^^^\n"
        )
    };
    let future = "implementer of `Future` that must be used";
    let sentence = "`sleep(pause)` at src/main.rs:9 is made and never awaited.";
    let check = check("0 1\n0 2\n0 (ended)", "0 1\n8000 2\n8000 (ended)").says(sentence, Some(9));
    let mut report = exercise(7, "nothing-happens", "Nothing happens", vec![check]);
    report.warnings = vec![
        warning(future, 9, "sleep(pause);"),
        warning("`Result` that must be used", 12, "send(1);"),
        warning("variable: `x`", 3, "let x = 1;"),
        warning("variable: `y`", 4, "let y = 1;"),
        warning("variable: `z`", 5, "let z = 1;"),
    ];
    report
}
