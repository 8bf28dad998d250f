//! `cargo xtask watch` in a real terminal: saves are seen, keys are heard, and the terminal is
//! given back.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use regex::{Captures, Regex};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::common::root;
use crate::places::{SmallCourse, write};
use crate::processes::wait_until;
use crate::program::verbs;
use crate::tmux::Terminal;

const EXERCISE: &str = "03-sleepy-count";
const NOT_STARTED: &str = "[watch] check finished: sleepy-count, not started";
const ACCEPTED: &str = "[watch] check finished: sleepy-count, accepted";
const WRONG: &str = "[watch] check finished: sleepy-count, wrong transcript";
const NO_PROGRAM: &str = "[watch] check finished: sleepy-count, did not compile";

/// A course, and a terminal in which it is watched.
struct Watched {
    course: SmallCourse,
    terminal: Terminal,
}

impl Watched {
    /// Begins to watch a starter; none where there is no terminal to be had.
    fn begin(columns: u16, args: &str) -> Option<Watched> {
        let course = SmallCourse::of(EXERCISE).released();
        let terminal = Terminal::open(columns, &course.root())?;
        terminal.start(args);
        Some(Watched { course, terminal })
    }

    fn main(&self) -> PathBuf {
        self.course.public().join("src/main.rs")
    }

    /// Saves as an editor does that writes beside the file and renames.
    fn save(&self, text: &str) {
        let beside = self.main().with_file_name(".main.rs.saved");
        write(&beside, text);
        fs::rename(beside, self.main()).expect("it can be renamed");
    }

    fn wait_for(&self, text: &str) -> String {
        self.terminal.wait_for(text)
    }
}

fn solution(file: &str) -> String {
    let path = root().join("solutions").join(EXERCISE).join(file);
    fs::read_to_string(path).expect("the course has it")
}

#[test]
fn a_save_brings_a_verdict_and_each_key_does_what_it_says() {
    let Some(watched) = Watched::begin(100, "watch sleepy-count") else { return };
    let screen = watched.wait_for(NOT_STARTED);
    assert!(screen.contains("n next | h hint"), "{screen}");
    watched.save(&solution("wrong/everybody-naps.rs"));
    watched.wait_for(WRONG);
    watched.terminal.write("h");
    watched.wait_for("hint 2 of 3");
    watched.terminal.write("h");
    watched.wait_for("hint 3 of 3");
    fs::write(watched.main(), solution("src/main.rs")).expect("it can be written");
    let screen = watched.wait_for(ACCEPTED);
    assert!(screen.contains("Break it on purpose"), "{screen}");
    watched.terminal.write("l");
    let screen = watched.wait_for("minutes  points  state");
    assert!(screen.contains("3/3  accepted"), "{screen}");
    watched.terminal.write("r");
    watched.wait_for("(ended)");
    watched.terminal.write("c");
    watched.wait_for("[watch] check finished: all");
    watched.terminal.write("n");
    watched.wait_for("There is no other exercise");
    watched.terminal.write("xk");
    watched.wait_for("Nothing was changed.");
    watched.terminal.write("xx");
    watched.wait_for(NOT_STARTED);
    let backup = watched.course.root().join("progress/before-reset/sleepy-count-1/src/main.rs");
    assert_eq!(fs::read_to_string(backup).expect("it is kept"), solution("src/main.rs"));
    watched.terminal.write("q");
    watched.wait_for("ended with 0");
    watched.terminal.is_as_it_was();
}

#[test]
fn what_the_compiler_warns_of_is_shown_by_a_save_and_by_a_run() {
    let Some(watched) = Watched::begin(100, "watch") else { return };
    watched.wait_for(NOT_STARTED);
    watched.save("fn main() {\n    later();\n}\n\nasync fn later() {}\n");
    let screen = watched.wait_for(WRONG);
    assert!(screen.contains("`later()` at src/main.rs:2 is made and never awaited"), "{screen}");
    assert!(screen.contains("unused implementer of `Future`"), "{screen}");
    watched.terminal.write("r");
    let screen = watched.wait_for("unused implementer of `Future`");
    assert!(screen.contains("(ended)"), "{screen}");
    watched.terminal.write("q");
    watched.wait_for("ended with 0");
}

#[test]
fn the_terminal_is_given_back_however_it_ends() {
    let Some(watched) = Watched::begin(100, "watch") else { return };
    watched.wait_for(NOT_STARTED);
    watched.terminal.write("clear\n"); // not shown: keys are heard, not echoed
    watched.terminal.key("C-c");
    watched.wait_for("ended with 130");
    watched.terminal.is_as_it_was();
    watched.terminal.start("watch & echo $! >pid; fg");
    watched.wait_for(NOT_STARTED);
    let pid = fs::read_to_string(watched.course.root().join("pid")).expect("the shell knows it");
    let pid = pid.trim().parse().ok().and_then(Pid::from_raw).expect("it is a number");
    kill_process(pid, Signal::TERM).expect("it is alive");
    watched.wait_for("ended with 130");
    watched.terminal.is_as_it_was();
    watched.terminal.start("watch");
    watched.wait_for(NOT_STARTED);
    watched.terminal.key("C-d");
    watched.wait_for("ended with 0");
    watched.terminal.is_as_it_was();
}

#[test]
fn a_key_is_heard_while_a_program_compiles() {
    let Some(watched) = Watched::begin(100, "watch") else { return };
    watched.wait_for(NOT_STARTED);
    watched.save(
        "#![allow(long_running_const_eval)]\nconst X: u32 = { loop {} };\nfn main() { let _ = X; }",
    );
    watched.wait_for("[watch] check started");
    watched.terminal.write("q");
    watched.wait_for("ended with 0");
    watched.terminal.is_as_it_was();
}

#[test]
fn a_folder_that_is_gone_is_said_and_watched_on() {
    let Some(watched) = Watched::begin(100, "watch") else { return };
    watched.wait_for(NOT_STARTED);
    let (src, away) = (watched.course.public().join("src"), watched.course.root().join("away"));
    fs::rename(&src, &away).expect("it can be moved");
    watched.wait_for("exercises/03-sleepy-count/src is gone. It is checked when it is back");
    write(away.join("main.rs"), solution("src/main.rs"));
    fs::rename(&away, &src).expect("it can be moved back");
    watched.wait_for(ACCEPTED);
    fs::remove_dir_all(&src).expect("it can be removed");
    watched.wait_for("is gone");
    watched.terminal.write("xx");
    watched.wait_for(NOT_STARTED);
    watched.terminal.write("q");
}

#[test]
fn what_counts_is_the_last_of_many_saves() {
    let Some(watched) = Watched::begin(100, "watch") else { return };
    watched.wait_for(NOT_STARTED);
    let (wrong, reference) = (solution("wrong/everybody-naps.rs"), solution("src/main.rs"));
    for number in 1..1000 {
        let text = if number % 2 == 0 { &reference } else { &wrong };
        fs::write(watched.main(), text).expect("it can be written");
    }
    let (first, rest) = reference.split_at(reference.len() / 2);
    fs::write(watched.main(), first).expect("it can be written");
    watched.wait_for(NO_PROGRAM);
    fs::write(watched.main(), format!("{first}{rest}")).expect("it can be written");
    watched.wait_for(ACCEPTED);
    watched.terminal.write("q");
}

#[test]
fn a_narrow_terminal_is_told_so_and_served() {
    let Some(watched) = Watched::begin(20, "watch") else { return };
    // A line that is torn by the terminal is put together again by its reader.
    let screen = watched.wait_for("q quit");
    assert!(screen.contains("This terminal has 20 columns. Timelines need 40"), "{screen}");
    assert!(screen.contains("\nn next | h hint\nl list\n"), "{screen}");
    watched.terminal.write("q");
}

#[test]
fn without_a_terminal_a_save_is_enough() {
    let Some(watched) = Watched::begin(100, "watch --findings </dev/null") else {
        return;
    };
    let screen = watched.wait_for(NOT_STARTED);
    assert!(screen.contains("There is no terminal to press keys in"), "{screen}");
    watched.save(&solution("wrong/everybody-naps.rs"));
    let screen = watched.wait_for(WRONG);
    let finding = "exercises/03-sleepy-count/src/main.rs:";
    assert!(screen.lines().any(|line| line.starts_with(finding)), "{screen}");
    watched.terminal.key("C-c");
    watched.wait_for("ended with 130");
}

#[test]
fn what_cannot_be_kept_is_said_and_changes_no_verdict() {
    let course = SmallCourse::of(EXERCISE).released();
    let Some(terminal) = Terminal::open(100, &course.root()) else { return };
    write(course.root().join("progress"), "a file where a folder should be");
    write(course.public().join("src/main.rs"), solution("src/main.rs"));
    terminal.start("watch");
    terminal.wait_for(ACCEPTED);
    terminal.wait_for("note: your progress cannot be kept in ");
    let mut shown = String::new();
    wait_until("the file is named", Duration::from_secs(10), || {
        shown = terminal.screen();
        shown.contains("progress/progress.toml")
    });
    terminal.write("q");
    terminal.wait_for("ended with 0");
}

#[test]
fn a_tree_that_cannot_be_written_to_is_watched_and_nothing_in_it_is_reset() {
    let course = SmallCourse::of(EXERCISE).released();
    write(course.public().join("src/main.rs"), solution("wrong/everybody-naps.rs"));
    let Some(terminal) = Terminal::open(100, &course.root()) else { return };
    let may = |new: &&str| {
        let mut mount = Command::new("unshare");
        mount.args([new, "mount", "--bind", "/tmp", "/tmp"]);
        mount.output().is_ok_and(|output| output.status.success())
    };
    let Some(new) = ["-m", "-rm"].into_iter().find(may) else {
        eprintln!("SKIPPED: nothing can be mounted here, so no tree can be read-only");
        return;
    };
    let verbs = verbs().display();
    terminal.write(&format!(
        "clear; unshare {new} sh -c 'mount --bind . . && mount -o remount,ro,bind . && cd \"$PWD\" \
         && exec {verbs} watch'; echo ended with $?\n"
    ));
    terminal.wait_for(WRONG);
    terminal.wait_for("Read-only file system");
    terminal.write("c");
    terminal.wait_for("[watch] check finished: all");
    terminal.write("xx");
    let screen = terminal.wait_for("error: cannot write ");
    assert!(screen.contains("exercises/03-sleepy-count: Read-only file system"), "{screen}");
    terminal.write("q");
    terminal.wait_for("ended with 0");
    terminal.is_as_it_was();
    let kept = fs::read_to_string(course.public().join("src/main.rs"));
    assert_eq!(kept.expect("it is there"), solution("wrong/everybody-naps.rs"));
}

/// What the task `watch` has an editor do with these bytes: line by line, without colours.
fn matched(bytes: &[u8]) -> Vec<String> {
    let text = fs::read_to_string(root().join(".vscode/tasks.json")).expect("there are tasks");
    let tasks: Value = serde_json::from_str(&text).expect("they are JSON");
    let matcher = &tasks["tasks"][0]["problemMatcher"];
    let regex = |pattern: &Value| Regex::new(pattern.as_str().expect("text")).expect("a pattern");
    let begins = regex(&matcher["background"]["beginsPattern"]);
    let ends = regex(&matcher["background"]["endsPattern"]);
    let problem = regex(&matcher["pattern"]["regexp"]);
    let escapes = Regex::new("\x1b\\[[0-?]*[ -/]*[@-~]|\r").expect("a pattern");
    let text = String::from_utf8_lossy(bytes).into_owned();
    let text = escapes.replace_all(&text, "");
    let seen = text.lines().filter_map(|line| {
        let part = |found: &Captures<'_>, name: &str| {
            let group = matcher["pattern"][name].as_u64().expect("the number of a group");
            found[usize::try_from(group).expect("a small number")].to_owned()
        };
        let of_problem = |found: Captures<'_>| {
            ["file", "line", "column", "severity", "message"]
                .map(|name| part(&found, name))
                .join("|")
        };
        match line {
            _ if begins.is_match(line) => Some("begins".to_owned()),
            _ if ends.is_match(line) => Some("ends".to_owned()),
            _ => problem.captures(line).map(of_problem),
        }
    });
    seen.collect()
}

#[test]
fn an_editors_matcher_reads_what_is_really_written() {
    let course = SmallCourse::of(EXERCISE).released();
    let Some(terminal) = Terminal::open(40, &course.root()) else { return };
    let written = course.root().join("written");
    terminal.record(&written);
    let main = course.public().join("src/main.rs");
    let wrong = solution("wrong/everybody-naps.rs");
    let mut ends = 0;
    let mut wait = || {
        ends += 1;
        wait_until("a check ends", Duration::from_secs(60), || {
            let bytes = fs::read(&written).unwrap_or_default();
            matched(&bytes).iter().filter(|line| *line == "ends").count() == ends
        });
    };
    terminal.start("watch --findings");
    wait();
    let sources =
        ["fn main() {\n    let é = 1; let x: u8 = \"\";\n}\n", &wrong, &solution("src/main.rs")];
    for source in sources {
        // Whole at once, so that it is one save.
        let beside = main.with_file_name(".main.rs.saved");
        write(&beside, source);
        fs::rename(beside, &main).expect("it can be renamed");
        wait();
    }
    terminal.write("q");
    let line = (1..).zip(wrong.lines()).find(|(_, line)| line.contains("thread::sleep("));
    let (line, _) = line.expect("it sleeps");
    let file = format!("exercises/{EXERCISE}/src/main.rs");
    let seen = matched(&fs::read(&written).expect("it was recorded"));
    let steps: Vec<&str> = seen.iter().map(|line| line.split('|').next().unwrap_or("")).collect();
    let expected = [
        ["begins", "ends"].as_slice(),
        &["begins", &file, "ends"],
        &["begins", &file, "ends"],
        &["begins", "ends"],
    ];
    assert_eq!(steps, expected.concat(), "{seen:#?}");
    let (error, finding) = (&seen[3], &seen[6]);
    assert_eq!(*error, format!("{file}|2|28|error|mismatched types"));
    let expected = format!("{file}|{line}|9|error|wrong transcript: You paused after every number");
    assert!(finding.starts_with(&expected), "{finding}");
}
