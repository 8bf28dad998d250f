//! A server on a thread, and a client whose patience has a limit.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        thread::sleep(Duration::from_secs(5));
        stream.write_all(b"he")?;
        stream.write_all(b"llo")
    });
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(3)))?;
    let mut answer = [0; 5];
    println!("first try: {:?}", stream.read(&mut answer).map_err(|error| error.kind()));
    stream.read_exact(&mut answer)?;
    println!("second try: {}", String::from_utf8_lossy(&answer));
    server.join().expect("the server does not panic")
}
