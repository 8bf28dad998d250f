//! People at the other ends of streams, as a program meets them that nobody grades.

use std::io::ErrorKind;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Two who come one after the other: one says a word in two pieces and hangs up, one vanishes.
const WORLD: &[(&str, &str)] = &[
    ("guest 1", "0 ann"),
    ("guest 2", "1 bob"),
    ("guest", "0"),
    ("ann 1", "0 hel"),
    ("ann 2", "1 lo\\n"),
    ("ann", "0"),
    ("bob 1", "0 I\\swas"),
    ("bob", "1 !vanishes"),
];

#[tokio::test]
async fn they_talk_in_pieces_hang_up_and_vanish() {
    lab::open(WORLD);
    let mut guests = lab::guests();
    let mut ann = guests.recv().await.expect("ann comes");
    let mut bob = guests.recv().await.expect("bob comes");
    assert_eq!(lab::connected(), 2);

    let mut said = String::new();
    ann.read_to_string(&mut said).await.expect("who hangs up says so");
    assert_eq!(said, "hello\n");
    ann.write_all(b"bye\n").await.expect("she still listens");

    said.clear();
    let broken = bob.read_to_string(&mut said).await.expect_err("he is gone");
    assert_eq!(broken.kind(), ErrorKind::ConnectionReset);

    drop((ann, bob));
    assert_eq!(lab::connected(), 0);
}
