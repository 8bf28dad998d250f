//! What the lessons of part 6 say can be played with, and nobody grades: a chat over real sockets of
//! this machine, a game that is drawn, a feed that prints. With the references, in real time.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Longer than anything here takes; what hangs is told so.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program of a reference, with these arguments, as a learner starts it; ended when dropped.
struct Played {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Played {
    fn start(slug: &str, args: &[&str]) -> Played {
        let course = common::course();
        let exercise = course.exercise(slug).expect("it is in the course");
        let program = common::lab().reference(exercise).expect("the reference compiles");
        let mut child = Command::new(&program.path)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("it is piped"));
        Played { child, lines }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("it writes text");
        line.trim_end().to_owned()
    }
}

impl Drop for Played {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What `nc 127.0.0.1 PORT` is.
struct Person(BufReader<TcpStream>);

impl Person {
    fn connects(address: &str) -> Person {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("it can be set");
        Person(BufReader::new(stream))
    }

    fn says(&mut self, line: &str) {
        writeln!(self.0.get_mut(), "{line}").expect("the server reads");
    }

    fn hears(&mut self, expected: &str) {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("the server writes");
        assert_eq!(line.trim_end(), expected);
    }
}

#[test]
fn people_chat_over_real_sockets() {
    let mut server = Played::start("chat-room", &["listen", "0"]);
    let said = server.line();
    let address = said.strip_prefix("server: listening on ").and_then(|it| it.split(';').next());
    let address = address.unwrap_or_else(|| panic!("no address: {said}"));

    let mut ann = Person::connects(address);
    ann.says("ann");
    ann.hears("* hello ann, here: nobody");
    let mut bob = Person::connects(address);
    bob.says("bob\nhello ann");
    bob.hears("* hello bob, here: ann");
    ann.hears("* bob joined");
    ann.hears("bob: hello ann");
    drop(bob);
    ann.hears("* bob left");

    let pid = server.child.id().to_string();
    let interrupted = Command::new("kill").args(["-INT", &pid]).status();
    assert!(interrupted.expect("there is a `kill`").success());
    ann.hears("* closing");
    let mut rest = Vec::new();
    ann.0.read_to_end(&mut rest).expect("the stream ends");
    assert_eq!(rest, b"");
    assert_eq!(server.line(), "server: closed");
    assert!(server.child.wait().expect("it ends").success());
}

#[test]
fn a_game_is_drawn() {
    let mut game = Played::start("game-loop", &["play"]);
    assert!(game.line().starts_with("d + Enter: to the right"));
    let line = game.line();
    let (track, said) = line.split_once("  tick ").unwrap_or_else(|| panic!("no track: {line}"));
    // Which tick it is on a machine with much to do nobody knows.
    let ann = said.split_once("ann=").and_then(|(_, at)| at.split(' ').next()?.parse().ok());
    let ann: usize = ann.unwrap_or_else(|| panic!("no ann: {line}"));
    assert_eq!(track, format!("{}a{}", ".".repeat(30 + ann), ".".repeat(29 - ann)));
}

#[test]
fn a_feed_prints() {
    let mut feed = Played::start("trading-feed", &[]);
    assert_eq!(feed.line(), "tape: q1");
}
