//! Child processes: waited for, read from, fed, asked, given up, or never ending.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn shell(script: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", script]);
    shell
}

fn main() {
    let start = Instant::now();
    match std::env::args().nth(1).as_deref() {
        Some("wait") => {
            let mut child = shell("sleep 0.2; exit 3").spawn().expect("a child");
            let status = child.wait().expect("it ends");
            println!("{status} after {:?}", start.elapsed());
        }
        Some("cleared") => {
            // The standard library starts this one in another way.
            let status = Command::new("sh").env_clear().args(["-c", "exit 3"]).status();
            println!("{}", status.expect("a child"));
        }
        Some("missing") => {
            println!("{:?}", Command::new("no-such-program").status().map_err(|e| e.kind()));
            println!("{:?}", Command::new("./no-such-program").output().map_err(|e| e.kind()));
            println!("{:?}", Command::new("/").spawn().map_err(|e| e.kind()).map(|_| ()));
            let elsewhere = Command::new("no-such-program").current_dir("/").status();
            println!("{:?}", elsewhere.map_err(|e| e.kind()));
            let cleared = Command::new("no-such-program").env_clear().status();
            println!("{:?}", cleared.map_err(|e| e.kind()));
        }
        Some("output") => {
            sleep(Duration::from_secs(1));
            let script = "echo one; sleep 0.1; echo two >&2; sleep 0.1; echo three";
            let output = shell(script).output().expect("a child");
            print!("{}", String::from_utf8_lossy(&output.stdout));
            print!("{}", String::from_utf8_lossy(&output.stderr));
            println!("after {:?}", start.elapsed());
        }
        Some("pipe") => {
            let mut cat = Command::new("cat");
            let mut child =
                cat.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a child");
            let mut input = child.stdin.take().expect("a pipe");
            let mut output = child.stdout.take().expect("a pipe");
            for word in ["one", "two"] {
                sleep(Duration::from_secs(1));
                input.write_all(word.as_bytes()).expect("it reads");
                let mut back = [0; 3];
                output.read_exact(&mut back).expect("it writes");
                println!("{}", String::from_utf8_lossy(&back));
            }
            drop(input);
            println!("{}", child.wait().expect("it ends"));
        }
        Some("beside") => {
            let beside = std::thread::spawn(|| {
                for tick in 1..=3 {
                    sleep(Duration::from_millis(10));
                    println!("tick {tick}");
                }
            });
            println!("{}", shell("sleep 0.2").status().expect("a child"));
            beside.join().expect("it does not panic");
        }
        Some("kill") => {
            let mut child = shell("sleep 1000").spawn().expect("a child");
            sleep(Duration::from_secs(5));
            child.kill().expect("it lives");
            println!("{}", child.wait().expect("it ends"));
        }
        Some("ask") => {
            let mut child = shell("sleep 0.2").spawn().expect("a child");
            while child.try_wait().expect("it is ours").is_none() {
                sleep(Duration::from_secs(1));
            }
            println!("done");
        }
        _ => {
            println!("waiting");
            println!("{}", Command::new("sleep").arg("1000").status().expect("a child"));
        }
    }
}
