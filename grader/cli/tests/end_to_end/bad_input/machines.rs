//! Machines on which nothing can be built or kept: never a verdict.

use super::*;

#[test]
fn without_a_compiler_it_says_what_to_install() {
    check_machine(
        |grader, _| {
            grader.env("PATH", "");
        },
        "70 grader error: there is no `rustc` on the PATH; install Rust from \
         https://rustup.rs and open a new terminal",
    );
}

#[test]
fn a_compiler_that_does_not_work_is_named_with_its_words() {
    check_machine(
        |grader, dir| {
            let rustc = dir.join("bin/rustc");
            write(&rustc, "#!/bin/sh\necho no toolchain is installed >&2\nexit 1\n");
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(&rustc, mode).expect("the file is ours");
            grader.env("PATH", dir.join("bin"));
        },
        "70 grader error: DIR/bin/rustc does not work: no toolchain is installed; `rustup \
         show` tells which toolchain it looks for",
    );
}

#[test]
fn a_target_folder_that_cannot_be_made_is_named_with_what_to_set() {
    check_machine(
        |grader, dir| {
            write(dir.join("file"), "");
            grader.env("CARGO_TARGET_DIR", dir.join("file/target"));
        },
        "70 grader error: cannot write to DIR/file/target/grader: Not a directory (os error \
         20); set `CARGO_TARGET_DIR` to a folder that you may write to",
    );
}

/// Runs a script that has a file system of its own at `$DIR`, which nobody else sees, and is
/// given what a store there has to be linked with. Without the right to mount one there is
/// nothing to see, and that is said.
fn mounted(options: &str, script: &str, submission: &Path) -> Option<(Said, PathBuf)> {
    let dir = folder();
    let shell = |new: &str, script: &str| {
        let grader = grader();
        let mut shell = Command::new("unshare");
        let script = format!("mount -t tmpfs -o {options} tmpfs \"$DIR\"\n{script}");
        shell.args([new, "sh", "-euc", &script, "sh"]).args(prepared()).env_clear();
        let kept = grader.get_envs().filter_map(|(name, value)| Some((name, value?)));
        shell.envs(kept).env("DIR", dir.path()).env("CARGO_TARGET_DIR", dir.path());
        shell.env("GRADER", grader.get_program()).env("SUBMISSION", submission);
        shell
    };
    let may = |new: &&str| shell(new, "true").output().is_ok_and(|output| output.status.success());
    let Some(new) = ["-m", "-rm"].into_iter().find(may) else {
        eprintln!("SKIPPED: nothing can be mounted here, so no disk can be full or read-only");
        return None;
    };
    let said = said(shell(new, script).current_dir(submission));
    Some((said, dir.path().to_owned()))
}

#[test]
fn a_read_only_target_folder_is_named_with_what_to_set() {
    let (course, expected) = (SmallCourse::of(EXERCISE), right());
    let script = format!(
        "exec \"$GRADER\" grade \"$SUBMISSION\" --exercise {EXERCISE} --course '{}'",
        course.root().display()
    );
    let Some((said, dir)) = mounted("ro", &script, expected.path()) else { return };
    assert_eq!(
        told(&said, &dir),
        "70 grader error: cannot write to DIR/grader: Read-only file system (os error 30); set \
         `CARGO_TARGET_DIR` to a folder that you may write to",
    );
}

/// Grades a right program, which keeps a note for a moment, on a disk of this size: by the
/// script's last line, in which `$*` is what the grader is called with. Packed or not, it is the
/// same.
fn check_full(size: &str, script: &str) {
    check_full_for("$SUBMISSION", size, script);
    check_full_for("$SUBMISSION/packed.tgz", size, script);
}

fn check_full_for(what: &str, size: &str, script: &str) {
    let course = SmallCourse::of(EXERCISE).released();
    let submission = right();
    let main = submission.path().join("src/main.rs");
    let note = "std::fs::write(\"note\", [b'x'; 10_000]).unwrap();\n    \
                std::fs::remove_file(\"note\").unwrap();\n    let plan = ";
    edit(&main, "let plan = ", note);
    let script = format!(
        "mkdir \"$DIR/grader\"\nln -s \"$@\" \"$DIR/grader/\"\n\
         tar -czf \"$SUBMISSION/packed.tgz\" -C \"$SUBMISSION\" src\n\
         set -- grade \"{what}\" --exercise {EXERCISE} --course '{}'\n{script}",
        course.root().display()
    );
    let Some((said, dir)) = mounted(&format!("size={size}"), &script, submission.path()) else {
        return;
    };
    let told = told(&said, &dir);
    let start = "70 grader error: there is no space left for DIR/grader";
    let next = "; free some (`cargo clean` does), or set `CARGO_TARGET_DIR` to a folder on \
                another disk";
    assert!(told.starts_with(start) && told.contains(next), "{told}");
    assert_eq!(said.stdout, "", "no verdict on anything");
}

#[test]
fn a_disk_that_is_full_for_the_compiler_is_no_verdict() {
    check_full("200k", "exec \"$GRADER\" \"$@\"");
}

#[test]
fn a_disk_that_is_full_for_the_program_is_no_verdict() {
    check_full(
        "32m",
        "\"$GRADER\" \"$@\" >/dev/null\n\
         cat /dev/zero >\"$DIR/fill\" 2>/dev/null || true\n\
         exec \"$GRADER\" \"$@\" --seed 2 --without namespaces",
    );
}
