//! A chat server. This half is the course's: yours is `lib.rs`.

use std::time::Duration;

use chat_room::serve;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::sleep;

/// Who connects when, and what they do then: each some milliseconds after what they did before.
const WORLD: &[(&str, &str)] = &[
    ("guest 1", "0 ann"),
    ("guest 2", "500 bob"),
    ("guest 3", "1500 cyd"),
    ("guest", "60000"),
    ("ann 1", "0 ann\\n"),
    ("ann 2", "1000 hi\\n"),
    ("ann 3", "3000 bye\\n"),
    ("ann", "60000"),
    ("bob 1", "0 bob\\n"),
    ("bob 2", "1000 hello\\sann\\n"),
    ("bob", "1500"),
    ("cyd 1", "0 cyd\\nhey\\sall\\n"),
    ("cyd", "60000"),
    ("closing_time", "5000"),
];

const USAGE: &str = "usage: chat-room [BACKLOG | listen PORT]
for example: chat-room 8, for an evening with eight lines for each
chat-room listen 4000: a real server, until Ctrl-C; then `nc 127.0.0.1 4000` in other terminals";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => evening(8).await,
        ["listen", port] => match port.parse() {
            Ok(port) => listen(port).await,
            Err(_) => usage(),
        },
        [backlog] => match backlog.parse() {
            Ok(backlog @ 1..) => evening(backlog).await,
            _ => usage(),
        },
        _ => usage(),
    }
}

fn usage() {
    eprintln!("{USAGE}");
    std::process::exit(2)
}

/// What the lab has prepared; what each of them hears is printed by it.
async fn evening(backlog: usize) {
    lab::open(WORLD);
    serve(lab::guests(), lab::closing_time(), backlog).await;
    match lab::connected() {
        0 => println!("server: closed"),
        still => println!("server: closed, and {still} still connected"),
    }
    // The line stays open for a moment: what is said too late would be heard.
    sleep(Duration::from_secs(2)).await;
}

/// Real people at real sockets of this machine.
async fn listen(port: u16) {
    let listener = match TcpListener::bind(("127.0.0.1", port)).await {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("port {port} cannot be listened on: {error}");
            std::process::exit(1)
        }
    };
    // Port 0 is any that is free.
    let address = listener.local_addr().expect("it is bound");
    println!("server: listening on {address}; Ctrl-C closes it");
    let (door, incoming) = mpsc::channel::<TcpStream>(1);
    let doorman = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if door.send(stream).await.is_err() {
                break;
            }
        }
    });
    let closing = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    serve(incoming, closing, 64).await;
    doorman.abort();
    println!("server: closed");
}
