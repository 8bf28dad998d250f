//! People who connect, and what they do at the other end: they say something, in pieces, they listen
//! or stop listening, they hang up or vanish. What reaches them is printed.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use tokio::io::{
    AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream, ReadBuf,
    duplex, split,
};
use tokio::sync::{mpsc, oneshot, watch};

use crate::calls;
use crate::input::unescape;

/// Bytes that a connection holds in each direction; who writes more waits until some are read.
const PIPE: usize = 64;
/// Letters of a line that are printed and asked for; of a longer one, how many there were.
const LONGEST: usize = 1000;

/// Connections that the program still holds.
static CONNECTED: AtomicUsize = AtomicUsize::new(0);

/// How many connections have not been given up by the program: each ends when it is dropped.
#[must_use]
pub fn connected() -> usize {
    CONNECTED.load(Ordering::SeqCst)
}

/// The program's end of a connection.
#[derive(Debug)]
pub struct Guest {
    stream: DuplexStream,
    has_vanished: Arc<AtomicBool>,
    /// Gone with the stream, so that nobody talks to a stream that is gone.
    _held: oneshot::Sender<()>,
}

/// Those who connect, as they come: `guest 1`, `guest 2` and so on are asked for, and answered with
/// a name of the connection, such as `ann`. Pieces of what ann says are asked for as `ann 1`, `ann 2`
/// and so on, each when the one before it has come: bytes, or `!stops` when she reads no more,
/// `!vanishes` when she is gone without a word; and nothing when she hangs up. A line that reaches
/// her is printed as `ann < hello`, and the end as `ann < (end)`. Both are asked for as well, as
/// `hears ann hello`, so it is known outside what has reached her.
#[must_use]
pub fn guests() -> mpsc::Receiver<Guest> {
    let (door, inside) = mpsc::channel(64);
    tokio::spawn(async move {
        let mut names = crate::events("guest", |said| (!said.is_empty()).then(|| said.to_owned()));
        loop {
            let name = tokio::select! {
                biased;
                name = names.recv() => name,
                () = door.closed() => break,
            };
            // A door that nobody comes through any more is open all the same.
            let Some(name) = name else { break door.closed().await };
            let (theirs, stream) = duplex(PIPE);
            let has_vanished = Arc::new(AtomicBool::new(false));
            CONNECTED.fetch_add(1, Ordering::SeqCst);
            let (held, is_held) = oneshot::channel();
            tokio::spawn(live(name, theirs, Arc::clone(&has_vanished), is_held));
            if door.send(Guest { stream, has_vanished, _held: held }).await.is_err() {
                break;
            }
        }
    });
    inside
}

/// What somebody does at the other end, until both directions have ended.
async fn live(
    name: String,
    stream: DuplexStream,
    has_vanished: Arc<AtomicBool>,
    mut is_held: oneshot::Receiver<()>,
) {
    let (reader, mut writer) = split(stream);
    let (tells, told) = watch::channel(Does::Listens);
    let ears = tokio::spawn(listen(name.clone(), reader, told));
    for number in 1_u64.. {
        let question = format!("{name} {number}");
        let said = tokio::select! {
            biased;
            said = calls::wait(&question) => said,
            _ = &mut is_held => break,
        };
        match said.as_str() {
            "!stops" => {
                let _ = tells.send(Does::Nothing);
            }
            "!vanishes" => {
                has_vanished.store(true, Ordering::SeqCst);
                let _ = tells.send(Does::Goes);
                break;
            }
            "" => break,
            _ => {
                // Nobody talks to one who has hung up.
                if writer.write_all(&unescape(&said)).await.is_err() {
                    break;
                }
            }
        }
    }
    // Who hangs up still hears what is underway.
    let _ = writer.shutdown().await;
    drop(tells);
    let _ = ears.await;
}

#[derive(Clone, Copy)]
enum Does {
    Listens,
    Nothing,
    Goes,
}

async fn listen(name: String, reader: impl AsyncRead + Unpin, mut told: watch::Receiver<Does>) {
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    loop {
        let does = *told.borrow_and_update();
        match does {
            Does::Goes => return,
            Does::Nothing => {
                if told.changed().await.is_err() {
                    return;
                }
            }
            Does::Listens => tokio::select! {
                biased;
                // It reads into `line`, which keeps what has come.
                read = reader.read_until(b'\n', &mut line) => {
                    let is_end = !matches!(read, Ok(1..));
                    if !line.is_empty() {
                        hears(&name, &shown(&std::mem::take(&mut line))).await;
                    }
                    if is_end {
                        return hears(&name, "(end)").await;
                    }
                }
                Ok(()) = told.changed() => {}
            },
        }
    }
}

async fn hears(name: &str, what: &str) {
    calls::at_once(&format!("hears {name} {what}")).await;
    println!("{name} < {what}");
}

/// One line as it is printed.
fn shown(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    let text =
        text.strip_suffix('\n').map_or_else(|| format!("{text} (no line end)"), str::to_owned);
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}.. ({} letters)", &text[..cut], text.chars().count()),
        None => text,
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        CONNECTED.fetch_sub(1, Ordering::SeqCst);
    }
}

impl AsyncRead for Guest {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        let is_end = matches!(read, Poll::Ready(Ok(()))) && into.filled().len() == before;
        if is_end && self.has_vanished.load(Ordering::SeqCst) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        read
    }
}

impl AsyncWrite for Guest {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_line_is_shown_without_its_end_and_not_too_long() {
        assert_eq!(shown(b"hello\n"), "hello");
        assert_eq!(shown(b"hel"), "hel (no line end)");
        assert_eq!(shown(&[b'a'; 1001]).len(), 1000 + ".. (1015 letters)".len());
    }
}
