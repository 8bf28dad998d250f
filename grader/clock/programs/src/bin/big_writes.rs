//! Writes that are larger than what lies between writer and reader: one call writes all of it.

use std::io::{self, IoSlice, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

fn main() -> io::Result<()> {
    let (unix, other) = UnixStream::pair()?;
    one_write("unix", unix, other, |stream, bytes| stream.write(bytes))?;
    let (unix, other) = UnixStream::pair()?;
    one_write("unix, in two parts", unix, other, in_two_parts)?;
    let (tcp, other) = tcp()?;
    one_write("tcp", tcp, other, |stream, bytes| stream.write(bytes))?;
    let (tcp, other) = self::tcp()?;
    one_write("tcp, in two parts", tcp, other, in_two_parts)?;
    let (messages, other) = UnixDatagram::pair()?;
    println!("a message is one: {}", messages.send(&[0; 1000])?);
    drop(other);
    time_limits()
}

fn in_two_parts(stream: &mut impl Write, bytes: &[u8]) -> io::Result<usize> {
    let (one, two) = bytes.split_at(bytes.len() / 3);
    stream.write_vectored(&[IoSlice::new(one), IoSlice::new(two)])
}

fn tcp() -> io::Result<(TcpStream, TcpStream)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let stream = TcpStream::connect(listener.local_addr()?)?;
    Ok((stream, listener.accept()?.0))
}

/// A reader that comes a second late finds all that was written in order.
fn one_write<W: Write + Send + 'static>(
    name: &'static str,
    mut writer: W,
    mut reader: impl Read,
    write: impl Fn(&mut W, &[u8]) -> io::Result<usize> + Send + 'static,
) -> io::Result<()> {
    let start = Instant::now();
    let writing = thread::spawn(move || {
        let bytes: Vec<u8> = (0..20_000_000u32).map(|number| (number / 251) as u8).collect();
        let count = write(&mut writer, &bytes);
        println!("{name}: wrote {count:?} after {:?}", start.elapsed());
        bytes
    });
    sleep(Duration::from_secs(1));
    let mut read = Vec::new();
    reader.read_to_end(&mut read)?;
    println!("{name}: the same: {}", writing.join().expect("no panic") == read);
    Ok(())
}

/// A write with a time limit goes on as long as the reader takes something now and then.
fn time_limits() -> io::Result<()> {
    let (mut writer, mut reader) = UnixStream::pair()?;
    writer.set_write_timeout(Some(Duration::from_millis(3100)))?;
    let start = Instant::now();
    let writing = thread::spawn(move || {
        println!("limit: {:?} after {:?}", writer.write_all(&[7; 1_000_000]), start.elapsed());
        println!("nobody reads: {:?}", writer.write(&[7; 1_000_000]).is_ok());
        println!("full: {:?} after {:?}", writer.write(&[7; 1000]), start.elapsed());
    });
    let mut buffer = [0; 100_000];
    for _ in 0..10 {
        sleep(Duration::from_secs(2));
        reader.read_exact(&mut buffer)?;
    }
    writing.join().expect("no panic");
    Ok(())
}
