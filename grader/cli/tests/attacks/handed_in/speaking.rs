//! Speaking to the grader in the name of the clock or of `lab`, and writing over what the clock
//! knows: by a hole in the compiler, through which safe code makes anything of anything.
//!
//! The naive grader of these is the test program itself. It keeps its clock in the memory of the
//! program that it tests, or tells all who ask it.

use super::Naive::Says;
use super::Submission;

/// A grader that keeps the time where its test can reach it.
const KEEPS_ITS_CLOCK: &str = "
    use std::sync::atomic::{AtomicU64, Ordering};
    static NOW: AtomicU64 = AtomicU64::new(123_456_789);
    student::set_back(123_456_789);
    println!(\"it took {} ns\", NOW.load(Ordering::Relaxed))";

/// A grader that is asked over a socket, and answers at once.
const ANSWERS_AT_ONCE: &str = "
    use std::{io::{Read, Write}, os::fd::AsRawFd, os::unix::net::UnixStream, thread};
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    let number = theirs.as_raw_fd();
    thread::spawn(move || {
        let mut piece = [0; 64];
        while ours.read(&mut piece).unwrap_or(0) > 0 {
            ours.write_all(b\"1 1000 17\\n\").unwrap();
        }
    });
    println!(\"learned {}\", student::ask(number));
    drop(theirs)";

/// A grader that believes the time that it is told.
pub(super) const IS_TOLD_THE_TIME: &str = "
    use std::{io::Read, os::fd::AsRawFd, os::unix::net::UnixStream};
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    student::tell(theirs.as_raw_fd());
    let mut told = [9; 24];
    ours.read_exact(&mut told).unwrap();
    println!(\"it took {} ns\", told[0])";

pub(crate) const SUBMISSIONS: &[Submission] = &[
    Submission::library(
        "set the clock back in memory",
        61,
        &[(
            "src/lib.rs",
            with_the_hole!(
                "use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
                 fn at(place: usize) -> &'static AtomicU64 { turned(place) }
                 pub fn set_back(now: u64) {
                     let maps = std::fs::read_to_string(\"/proc/self/maps\").unwrap();
                     for line in maps.lines() {
                         let mut words = line.split(' ');
                         let (range, rights) = (words.next().unwrap(), words.next().unwrap());
                         if !rights.starts_with(\"rw\") || line.contains(\"[\") { continue }
                         let (from, to) = range.split_once('-').unwrap();
                         let number = |text| usize::from_str_radix(text, 16).unwrap();
                         let (from, to) = (number(from), number(to));
                         if to - from > 64 << 20 { continue }
                         for place in (from..to).step_by(8) {
                             if at(place).load(Relaxed) == now { at(place).store(0, Relaxed) }
                         }
                     }
                 }
                 pub async fn gather(ids: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                     std::thread::sleep(std::time::Duration::from_nanos(123_456_789));
                     println!(\"the grader is there\");
                     set_back(123_456_789);
                     for id in ids { println!(\"{id}: asked\") }
                     Vec::new()
                 }"
            ),
        )],
        KEEPS_ITS_CLOCK,
        Says("it took 0 ns"),
        // What lies where in memory is not told.
        "panicked",
    ),
    Submission::library(
        "learn all answers ahead on the line of the lab",
        62,
        &[(
            "src/lib.rs",
            with_the_hole!(
                "use std::{io::{Read, Write}, mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn ask(number: i32) -> String {
                     let mut line = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     line.write_all(b\"1 fetch a\\t1000 17\\n\").unwrap();
                     let mut answer = [0; 64];
                     let count = line.read(&mut answer).unwrap();
                     String::from_utf8_lossy(&answer[..count]).into_owned()
                 }
                 pub async fn gather(_: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                     let number = std::env::var(\"COURSE_CHANNEL\").unwrap();
                     println!(\"{}\", ask(number.parse().unwrap()));
                     Vec::new()
                 }"
            ),
        )],
        ANSWERS_AT_ONCE,
        Says("learned 1 1000 17"),
        "tampered",
    ),
    Submission::library(
        "hear what the lab is answered",
        63,
        &[(
            "src/lib.rs",
            with_the_hole!(
                "use std::{io::{Read, Write}, mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn ask(number: i32) -> String {
                     let mut line = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     line.write_all(b\"?\").unwrap();
                     hear(number)
                 }
                 fn hear(number: i32) -> String {
                     let mut line = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     let mut answer = [0; 64];
                     let count = line.read(&mut answer).unwrap();
                     String::from_utf8_lossy(&answer[..count]).into_owned()
                 }
                 pub async fn gather(_: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                     let number = std::env::var(\"COURSE_CHANNEL\").unwrap();
                     println!(\"{}\", hear(number.parse().unwrap()));
                     Vec::new()
                 }"
            ),
        )],
        ANSWERS_AT_ONCE,
        Says("learned 1 1000 17"),
        "tampered",
    ),
    Submission::library(
        "tell the grader another time",
        64,
        &[(
            "src/lib.rs",
            with_the_hole!(
                "use std::{io::Write, mem::ManuallyDrop, os::unix::net::UnixStream};
                 pub fn tell(number: i32) {
                     let mut door = ManuallyDrop::new(turned::<i32, UnixStream>(number));
                     let _ = door.write_all(&[0; 24]);
                 }
                 pub async fn gather(_: Vec<String>) -> Vec<Result<u64, lab::Offline>> {
                     let lab = std::env::var(\"COURSE_CHANNEL\").unwrap();
                     let files = std::fs::read_dir(\"/proc/self/fd\").unwrap().flatten();
                     for file in files.collect::<Vec<_>>() {
                         let link = std::fs::read_link(file.path()).unwrap_or_default();
                         let name = file.file_name().into_string().unwrap();
                         let is_socket = link.to_string_lossy().starts_with(\"socket\");
                         if is_socket && name != lab { tell(name.parse().unwrap()) }
                     }
                     Vec::new()
                 }"
            ),
        )],
        IS_TOLD_THE_TIME,
        Says("it took 0 ns"),
        "tampered",
    ),
];
