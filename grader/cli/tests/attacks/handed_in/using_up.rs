//! Using up the machine, staying on it, and reaching out of it, in safe Rust.

use super::Naive::{Harms, Leaves, Says, Stays};
use super::Submission;

const WRONG: &str = "wrong_transcript";

pub(crate) const SUBMISSIONS: &[Submission] = &[
    Submission::program(
        "take more memory than there may be",
        43,
        &[(
            "src/main.rs",
            // Room that nobody moves into: it costs the machine nothing.
            "fn main() {
                 let room: Vec<u8> = Vec::with_capacity(3 << 30);
                 println!(\"{} bytes\", std::hint::black_box(room).capacity());
             }",
        )],
        Says("3221225472 bytes"),
        "exceeded_limit memory",
    ),
    Submission::program(
        "compute for ever, with a word to the clock",
        49,
        &[(
            "src/main.rs",
            "fn main() {
                 let mut number = 1_u64;
                 loop {
                     for _ in 0..5_000_000 { number = std::hint::black_box(number.wrapping_mul(3)); }
                     std::thread::sleep(std::time::Duration::from_nanos(1));
                 }
             }",
        )],
        Stays,
        "exceeded_limit cpu_time",
    ),
    Submission::program(
        "flood its output",
        45,
        &[(
            "src/main.rs",
            "use std::io::Write;
             fn main() {
                 for _ in 0..40 { let _ = std::io::stdout().write_all(&[b'x'; 1 << 20]); }
                 println!(\"\\nand on\");
             }",
        )],
        Says("and on"),
        "exceeded_limit output",
    ),
    Submission::program(
        "write more into a file than there may be",
        44,
        &[(
            "src/main.rs",
            "fn main() {
                 let file = std::fs::File::create(\"big\").unwrap();
                 file.set_len(1 << 40).unwrap();
                 println!(\"{} bytes\", file.metadata().unwrap().len());
             }",
        )],
        Says("1099511627776 bytes"),
        WRONG,
    ),
    Submission::program(
        "leave a process",
        46,
        &[(
            "src/main.rs",
            "use std::{env, process::Command, thread, time::Duration};
             fn main() {
                 if env::args().any(|word| word == \"@mark@\") {
                     thread::sleep(Duration::from_secs(5));
                     return;
                 }
                 let own = env::current_exe().unwrap();
                 // Not under the clock, or it would not really sleep.
                 let _ = Command::new(own).arg(\"@mark@\").env_clear().spawn();
             }",
        )],
        Leaves,
        WRONG,
    ),
    Submission::program(
        "leave a daemon",
        46,
        &[(
            "src/main.rs",
            "fn main() {
                 let script = \"trap '' TERM HUP; sleep 5; : @mark@\";
                 let daemon = [\"setsid\", \"/bin/sh\", \"-c\", script];
                 let _ = std::process::Command::new(daemon[0]).args(&daemon[1..]).env_clear().spawn();
             }",
        )],
        Leaves,
        WRONG,
    ),
    Submission::program(
        "leave a file",
        60,
        &[("src/main.rs", "fn main() { let _ = std::fs::write(\"/tmp/@mark@\", \"later\"); }")],
        Leaves,
        WRONG,
    ),
    Submission::program(
        "change a result",
        47,
        &[("src/main.rs", "fn main() { let _ = std::fs::write(\"@results@\", \"100 points\"); }")],
        Harms,
        WRONG,
    ),
    Submission::program(
        "remove what is kept",
        27,
        &[("src/main.rs", "fn main() { let _ = std::fs::remove_dir_all(\"@kept@\"); }")],
        Harms,
        WRONG,
    ),
    Submission::program(
        "kill its grader",
        48,
        &[(
            "src/main.rs",
            "fn main() {
                 let grader = std::os::unix::process::parent_id().to_string();
                 let _ = std::process::Command::new(\"kill\").args([\"-9\", &grader]).status();
             }",
        )],
        Harms,
        WRONG,
    ),
    Submission::program(
        "sleep for ever",
        49,
        &[(
            "src/main.rs",
            "fn main() { loop { std::thread::sleep(std::time::Duration::from_secs(3600)) } }",
        )],
        Stays,
        "exceeded_limit virtual_time",
    ),
    Submission::program(
        "wait for itself",
        49,
        &[(
            "src/main.rs",
            "fn main() {
                 let lock = std::sync::Mutex::new(());
                 let _one = lock.lock();
                 let _two = lock.lock();
             }",
        )],
        Stays,
        "stuck",
    ),
    Submission::program(
        "ask a server on this machine",
        53,
        &[(
            "src/main.rs",
            "use std::io::Read;
             fn main() {
                 let mut said = String::new();
                 if let Ok(mut server) = std::net::TcpStream::connect(\"127.0.0.1:@port@\") {
                     let _ = server.read_to_string(&mut said);
                 }
                 println!(\"{said}\");
             }",
        )],
        super::Naive::Learns,
        WRONG,
    ),
    Submission::program(
        "ask at a socket of this machine",
        53,
        &[(
            "src/main.rs",
            "use std::io::Read;
             fn main() {
                 let mut said = String::new();
                 if let Ok(mut server) = std::os::unix::net::UnixStream::connect(\"@socket@\") {
                     let _ = server.read_to_string(&mut said);
                 }
                 println!(\"{said}\");
             }",
        )],
        super::Naive::Learns,
        WRONG,
    ),
    Submission::program(
        "sleep in the smallest pieces",
        69,
        &[("src/main.rs", "fn main() { loop { std::thread::sleep(std::time::Duration::from_nanos(1)) } }")],
        Stays,
        "exceeded_limit waits",
    ),
    Submission::program(
        "look at the clock for ever",
        69,
        &[("src/main.rs", "fn main() { loop { std::hint::black_box(std::time::Instant::now()); } }")],
        Stays,
        "busy_waiting",
    ),
    Submission::program(
        "yield for ever",
        69,
        &[("src/main.rs", "fn main() { loop { std::thread::yield_now() } }")],
        Stays,
        "busy_waiting",
    ),
    Submission::program(
        "have two threads spin for each other",
        69,
        &[("src/main.rs", "use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
             static DONE: AtomicBool = AtomicBool::new(false);
             fn spin() { while !DONE.load(SeqCst) { std::hint::spin_loop() } }
             fn main() { std::thread::spawn(spin); spin() }")],
        Stays,
        "busy_waiting",
    ),
    Submission::program(
        "fill its folder with empty files",
        69,
        &[("src/main.rs", "fn main() {
                 for n in 0..2000 { let _ = std::fs::write(n.to_string(), \"\"); }
                 println!(\"{} files\", std::fs::read_dir(\".\").unwrap().count().min(2000));
             }")],
        Says("2000 files"),
        "exceeded_limit files",
    ),
    Submission::program(
        "take memory in small pieces",
        69,
        &[("src/main.rs", "fn main() {
                 let pieces: Vec<Vec<u8>> = (0..700).map(|_| vec![1; 1 << 20]).collect();
                 println!(\"{} pieces\", std::hint::black_box(pieces).len());
             }")],
        Says("700 pieces"),
        "exceeded_limit memory",
    ),
    Submission::program(
        "write line after line, each at its own instant",
        69,
        &[("src/main.rs", "fn main() {
                 loop {
                     std::thread::sleep(std::time::Duration::from_micros(1));
                     println!(\"and on\");
                 }
             }")],
        Stays,
        "exceeded_limit waits|exceeded_limit output|exceeded_limit cpu_time",
    ),
];
