//! Speaking on the door in the clock's name, closing it, and putting something else in its place:
//! by the hole in the compiler, as in [`super::speaking`].

use super::Naive::Says;
use super::Submission;
use super::speaking::IS_TOLD_THE_TIME;

/// Whatever `tell` does to each socket that the program has, but for that of the lab.
macro_rules! to_all_sockets {
    ($code:literal) => {
        concat!(
            with_the_hole!($code),
            "
             pub async fn gather(_: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                 let lab = std::env::var(\"COURSE_CHANNEL\").unwrap();
                 let files = std::fs::read_dir(\"/proc/self/fd\").unwrap().flatten();
                 for file in files.collect::<Vec<_>>() {
                     let link = std::fs::read_link(file.path()).unwrap_or_default();
                     let name = file.file_name().into_string().unwrap();
                     let is_socket = link.to_string_lossy().starts_with(\"socket\");
                     if is_socket && name != lab { tell(name.parse().unwrap()) }
                 }
                 std::thread::sleep(std::time::Duration::from_secs(1));
                 println!(\"a: asked\");
                 Vec::new()
             }"
        )
    };
}

/// An attack on every socket but the lab's, and the naive grader that falls for it.
const fn speaks(
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    test: &'static str,
    naive: super::Naive,
    verdict: &'static str,
) -> Submission {
    Submission::library(name, 67, files, test, naive, verdict)
}

/// A grader that waits for a word of its test.
const LOSES_ITS_LINE: &str = "
    use std::{io::Write, os::{fd::IntoRawFd, unix::net::UnixStream}};
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    student::tell(theirs.into_raw_fd());
    println!(\"nobody hears: {}\", ours.write_all(b\"17\").is_err())";

/// A grader whose test is to wait for the answer.
const IS_WAITED_FOR: &str = "
    use std::{io::Read, os::fd::AsRawFd, os::unix::net::UnixStream};
    let (_ours, mut theirs) = UnixStream::pair().unwrap();
    student::tell(theirs.as_raw_fd());
    println!(\"nobody waits: {}\", theirs.read(&mut [0]).is_err())";

pub(crate) const SUBMISSIONS: &[Submission] = &[
    speaks(
        "flood the door",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::{io::Write, mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn tell(number: i32) {
                     let mut door = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     for _ in 0..100 { let _ = door.write_all(&[0; 24]); }
                 }"
            ),
        )],
        IS_TOLD_THE_TIME,
        Says("it took 0 ns"),
        "tampered",
    ),
    speaks(
        "say half a message, and then the other half",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::{io::Write, mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn tell(number: i32) {
                     let mut door = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     let _ = door.write_all(&[0; 12]);
                     let _ = door.write_all(&[0; 12]);
                 }"
            ),
        )],
        IS_TOLD_THE_TIME,
        Says("it took 0 ns"),
        "tampered",
    ),
    speaks(
        "speak on a copy of the door",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::{io::Write, mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn tell(number: i32) {
                     let door = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     let Ok(mut copy) = door.try_clone() else { return };
                     let _ = copy.write_all(&[0; 24]);
                 }"
            ),
        )],
        IS_TOLD_THE_TIME,
        Says("it took 0 ns"),
        "tampered|wrong_transcript",
    ),
    speaks(
        "have a child speak on the door",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::{os::fd::OwnedFd, process::Command};
                 pub fn tell(number: i32) {
                     
                     let words = [\"-c\", \"printf aaaaaaaaaaaaaaaaaaaaaaaa\"];
                     let _ = Command::new(\"/bin/sh\").args(words).stdout(turned::<i32, OwnedFd>(number)).status();
                 }"
            ),
        )],
        IS_TOLD_THE_TIME,
        Says("it took 97 ns"),
        "tampered|wrong_transcript",
    ),
    speaks(
        "shut the door",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::{mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn tell(number: i32) {
                     let door = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     let _ = door.shutdown(std::net::Shutdown::Both);
                 }"
            ),
        )],
        LOSES_ITS_LINE,
        Says("nobody hears: true"),
        "tampered|wrong_transcript",
    ),
    speaks(
        "close all lines to the grader",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::os::fd::OwnedFd;
                 pub fn tell(number: i32) {
                     
                     drop(turned::<i32, OwnedFd>(number));
                 }"
            ),
        )],
        LOSES_ITS_LINE,
        Says("nobody hears: true"),
        "tampered|wrong_transcript",
    ),
    speaks(
        "put a file in the place of the door",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::os::fd::OwnedFd;
                 pub fn tell(number: i32) {
                     
                     drop(turned::<i32, OwnedFd>(number));
                     for at in 0..99 { std::mem::forget(std::fs::File::create(format!(\"own{at}\"))) }
                 }"
            ),
        )],
        LOSES_ITS_LINE,
        Says("nobody hears: true"),
        "tampered|wrong_transcript",
    ),
    speaks(
        "hurry at the door",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::{mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn tell(number: i32) {
                     let door = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     let _ = door.set_nonblocking(true);
                 }"
            ),
        )],
        IS_WAITED_FOR,
        Says("nobody waits: true"),
        "tampered|wrong_transcript",
    ),
    speaks(
        "set a time limit at the door",
        &[(
            "src/lib.rs",
            to_all_sockets!(
                "use std::{mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn tell(number: i32) {
                     let door = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     let _ = door.set_read_timeout(Some(std::time::Duration::from_micros(1)));
                 }"
            ),
        )],
        IS_WAITED_FOR,
        Says("nobody waits: true"),
        "tampered|wrong_transcript",
    ),
];
