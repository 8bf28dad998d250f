#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;

/// Puts a file into a new logbook, changes an entry of it, and compares what is there then.
fn check(text: &str, expected: &str) -> Option<String> {
    let course = tempfile::tempdir().unwrap();
    let logbook = Logbook::of_course(course.path());
    if !text.is_empty() {
        fs::create_dir_all(&logbook.dir).unwrap();
        fs::write(logbook.dir.join(FILE), text).unwrap();
    }
    let set_aside = logbook.change(|entries| entries.entry("b".into()).or_default().done = true);
    let written = fs::read_to_string(logbook.dir.join(FILE)).unwrap();
    assert_eq!(written.strip_prefix(HEADER).unwrap(), expected);
    let set_aside = set_aside.unwrap()?;
    assert_eq!(fs::read_to_string(&set_aside.now).unwrap(), text);
    Some(set_aside.problem)
}

const B: &str = "[b]\nstate = \"\"\ndone = true\npoints = 0\nof = 0\nhints = 0\n";

#[test]
fn an_entry_is_added_to_whatever_is_there() {
    assert_eq!(check("", B), None);
    let other = "[a]\nstate = \"stuck\"\ndone = false\npoints = 2\nof = 5\nhints = 1\n";
    assert_eq!(check(other, &format!("{other}\n{B}")), None);
}

#[test]
fn exercises_and_facts_that_this_version_does_not_know_are_kept() {
    let newer = "[gone]\nstate = \"accepted by a committee\"\ndone = true\npoints = 0\nof = 0\n\
                 hints = 0\nstars = 5\n";
    assert_eq!(check(newer, &format!("{B}\n{newer}")), None);
}

#[test]
fn a_damaged_file_is_set_aside_and_its_fault_named() {
    let problem = check("[a]\nhints = 1\n[a\n", B).unwrap();
    assert!(problem.starts_with("line 3: "), "{problem}");
    let problem = check("[a]\npoints = \"many\"\n", B).unwrap();
    assert!(problem.starts_with("line 2: "), "{problem}");
}

#[test]
fn a_second_damaged_file_does_not_overwrite_the_first() {
    let course = tempfile::tempdir().unwrap();
    let logbook = Logbook::of_course(course.path());
    fs::create_dir_all(&logbook.dir).unwrap();
    for number in 1..=2 {
        fs::write(logbook.dir.join(FILE), [0xff, number]).unwrap();
        assert!(logbook.read().unwrap().set_aside.is_some());
        let kept = fs::read(logbook.dir.join(format!("damaged-{number}.toml"))).unwrap();
        assert_eq!(kept, [0xff, number]);
    }
}

#[test]
fn a_state_that_would_paint_on_the_terminal_is_spelled() {
    let other = "[a]\nstate = \"STATE\"\ndone = false\npoints = 2\nof = 5\nhints = 1\n";
    let read = other.replace("STATE", r"stuck\u001b[2J\u202e");
    let written = other.replace("\"STATE\"", r"'stuck\u{1b}[2J\u{202e}'");
    assert_eq!(check(&read, &format!("{written}\n{B}")), None);
}

#[test]
fn a_file_that_is_nested_too_deeply_is_damaged() {
    // The parser takes it, and a reader that goes down into it runs out of stack.
    let key = format!("{{ a{} = ", ".b".repeat(70));
    let text = format!("[a]\nb = {}1{}\n", key.repeat(70), "}".repeat(70));
    assert_eq!(check(&text, B).as_deref(), Some(TOO_DEEP));
}

#[test]
fn fuzz_a_progress_file() {
    let sample = "[a]\nstate = \"stuck\"\ndone = false\npoints = 2\nof = 5\nhints = 1\n";
    let samples = [format!("{HEADER}{sample}\n{B}").into_bytes(), B.as_bytes().to_vec()];
    let words = ["[a.b]", "mistake = \"x\"", "\"\"\"", "{a=", "[[a]]"];
    fuzz::fuzz("progress", &samples, &words, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if is_too_deep(&text) {
            return TOO_DEEP.to_owned();
        }
        match toml::from_str::<Entries>(&text) {
            Ok(entries) => {
                let written = toml::to_string(&entries).unwrap();
                assert_eq!(toml::from_str::<Entries>(&written).unwrap(), entries);
                format!("{}", entries.len().min(20))
            }
            Err(error) => {
                let problem = problem(&text, &error);
                let problem = problem.split_once(": ").unwrap().1;
                problem.split('`').next().unwrap_or_default().to_owned()
            }
        }
    });
}
