//! A reader that waits for a slow writer, and a message far larger than the pipe between them.

use std::io::{Read, Write, pipe};
use std::thread;
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    let start = Instant::now();
    let (mut reader, mut writer) = pipe()?;
    thread::spawn(move || {
        thread::sleep(Duration::from_secs(2));
        let _ = writer.write_all(b"late");
    });
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    println!("{text} after {:?}", start.elapsed());

    let (mut reader, mut writer) = pipe()?;
    thread::spawn(move || {
        let _ = writer.write_all(&vec![7; 1 << 20]);
        println!("written after {:?}", start.elapsed());
    });
    let (mut bytes, mut buffer) = (0, [0; 256 * 1024]);
    loop {
        thread::sleep(Duration::from_millis(100));
        match reader.read(&mut buffer)? {
            0 => break,
            count => bytes += count,
        }
    }
    println!("{bytes} bytes");
    Ok(())
}
