//! What arrives from the other end of a connection, in pieces, each at its own moment.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWriteExt, DuplexStream, ReadBuf, duplex};

use crate::calls;

/// Bytes that have arrived and were not read; the other end waits when there are more.
const ROOM: usize = 64 * 1024;

/// The end of a connection at which bytes arrive.
#[derive(Debug)]
pub struct Input(DuplexStream);

/// Connects to the other end. Its bytes come in pieces that begin and end anywhere, also in the
/// middle of a line, and they come whether or not they are read.
#[must_use]
pub fn input() -> Input {
    let (mut other, ours) = duplex(ROOM);
    tokio::spawn(async move {
        for number in 1_u64.. {
            let piece = unescape(&calls::wait(&format!("input {number}")).await);
            // A piece without bytes is the end; and nobody sends to an end that is gone.
            if piece.is_empty() || other.write_all(&piece).await.is_err() {
                break;
            }
        }
    });
    Input(ours)
}

impl AsyncRead for Input {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, into)
    }
}

/// An answer is one line of text, so line ends, blanks and single bytes are written as `\n`, `\s`
/// and `\xc3`; a backslash as two.
pub(crate) fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let behind = &rest[at + 1..];
        let (byte, length) = match behind.as_bytes() {
            [b'n', ..] => (b'\n', 1),
            [b's', ..] => (b' ', 1),
            [b'x', ..] => match behind.get(1..3).map(|two| u8::from_str_radix(two, 16)) {
                Some(Ok(byte)) => (byte, 3),
                _ => (b'x', 1),
            },
            [b'\\', ..] => (b'\\', 1),
            _ => (b'\\', 0),
        };
        bytes.push(byte);
        rest = &behind[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[u8]) {
        assert_eq!(unescape(text), expected, "{text}");
    }

    #[test]
    fn any_bytes_can_be_written_as_one_line() {
        check("lo\\nwor", b"lo\nwor");
        check("\\sa\\s", b" a ");
        check("caf\\xc3", b"caf\xc3");
        check("a\\\\n", b"a\\n");
        check("", b"");
    }

    #[test]
    fn what_is_no_escape_is_kept() {
        check("a\\", b"a\\");
        check("a\\q", b"a\\q");
        check("\\x", b"x");
        check("\\xé", "xé".as_bytes());
    }
}
