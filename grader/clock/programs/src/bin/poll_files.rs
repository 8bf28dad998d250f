//! `poll(2)` on two pipes, with a time limit that passes first.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::thread;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

fn main() -> io::Result<()> {
    let start = Instant::now();
    let (mut quick, mut quick_end) = io::pipe()?;
    let (mut slow, mut slow_end) = io::pipe()?;
    // The thread hands its ends back instead of closing them, which would make them ready, too.
    let writer = thread::spawn(move || {
        thread::sleep(Duration::from_secs(2));
        let _ = quick_end.write_all(b"quick");
        thread::sleep(Duration::from_secs(3));
        let _ = slow_end.write_all(b"slow");
        (quick_end, slow_end)
    });
    let mut open = 2;
    while open > 0 {
        let mut files = [&quick, &slow].map(|file| PollFd::new(file.as_fd(), PollFlags::POLLIN));
        let ready = poll(&mut files, PollTimeout::from(1500_u16))?;
        let which = files.map(|file| file.any().unwrap_or_default());
        println!("{ready} ready after {:?}", start.elapsed());
        for (file, _) in [&mut quick, &mut slow].into_iter().zip(which).filter(|(_, ready)| *ready)
        {
            let mut buffer = [0; 8];
            let count = file.read(&mut buffer)?;
            println!("{}", String::from_utf8_lossy(&buffer[..count]));
            open -= 1;
        }
    }
    drop(writer.join());
    Ok(())
}
