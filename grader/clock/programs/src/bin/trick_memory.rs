//! Opens the memory of a process as a file, to write into it: its own, by a name of choice, or,
//! as a child, its parent's.

use std::fs::{self, File};
use std::process::Command;

fn main() {
    let name = std::env::args().nth(1).expect("a name");
    println!("before");
    match &*name {
        "link" => {
            std::os::unix::fs::symlink("/proc/self/mem", "innocent").expect("a link can be made");
            open("innocent");
        }
        "relative" => {
            std::env::set_current_dir("/proc/self").expect("there is /proc");
            open("./task/../mem");
        }
        "task" => {
            let task = fs::read_dir("/proc/self/task").expect("there is /proc").flatten().next();
            open(&task.expect("a thread").path().join("mem").to_string_lossy());
        }
        "reading-first" => {
            use std::os::fd::AsRawFd;
            match File::open("/proc/self/mem") {
                Ok(file) => open(&format!("/proc/self/fd/{}", file.as_raw_fd())),
                Err(error) => println!("{error}"),
            }
        }
        "child" => {
            let own = std::env::current_exe().expect("a path");
            let memory = format!("/proc/{}/mem", std::process::id());
            let output = Command::new(own).arg(memory).output().expect("a child");
            print!("child: {}", String::from_utf8_lossy(&output.stdout));
        }
        name => open(name),
    }
    println!("after");
}

fn open(name: &str) {
    match File::options().write(true).open(name) {
        Ok(_) => println!("open"),
        Err(error) => println!("{error}"),
    }
}
