//! Counts instructions: this program under callgrind.

use std::env;
use std::fs;
use std::process::{Command, Stdio};

use crate::COUNT;
use crate::parts::PARTS;

/// What callgrind counts: one call of a part. It knows this function by its name.
#[inline(never)]
pub(crate) fn counted(part: &mut dyn FnMut()) {
    part();
}

pub(crate) fn is_there() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// The instructions of each part on this kind of transcript, of so many lines.
pub(crate) fn count(sample: &str, lines: usize) -> Vec<u64> {
    let folder = tempfile::tempdir().expect("there is room for the counts");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no"])
        .args([
            "--toggle-collect=*valgrind::counted*",
            "--dump-after=instructions::valgrind::counted",
        ])
        .arg(format!("--callgrind-out-file={}", folder.path().join("calls").display()))
        .arg(env::current_exe().expect("this program has a path"))
        .args([COUNT, sample, &lines.to_string()])
        .output()
        .expect("valgrind can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{sample} cannot be counted:\n{said}");
    // One file for each part, in their order, and one for what came after the last.
    let parts = 1..=PARTS.len();
    let counts = parts.map(|number| {
        let file = folder.path().join(format!("calls.{number}"));
        let text = fs::read_to_string(file).expect("callgrind has counted each part");
        let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
        total.and_then(|total| total.trim().parse().ok()).expect("callgrind adds up")
    });
    counts.collect()
}
