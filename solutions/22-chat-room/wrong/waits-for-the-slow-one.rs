//! # A full queue is a reason to wait
//!
//! One stopped reading, and the room went silent: "{right}" belongs at {right_at}. You wait in `send(..).await`
//! until there is room in a queue, and it is the queue of one who will never make any. Never wait for one
//! in the way of all the others: `try_send`, and who has no room left is put out.
//!
//! - source: `.send(`

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, split};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How long a goodbye may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// Somebody in the room.
struct Member {
    /// Lines that wait to be written.
    lines: mpsc::Sender<String>,
    /// Who has none any more is put out.
    seat: oneshot::Sender<()>,
}

#[derive(Default)]
struct Room {
    members: BTreeMap<String, Member>,
}

impl Room {
    fn enter(&mut self, name: &str, member: Member) -> bool {
        if name.is_empty() || self.members.contains_key(name) {
            return false;
        }
        let names: Vec<&str> = self.members.keys().map(String::as_str).collect();
        let here = if names.is_empty() { "nobody".to_owned() } else { names.join(" ") };
        let _ = member.lines.try_send(format!("* hello {name}, here: {here}"));
        self.members.insert(name.to_owned(), member);
        self.tell_others(name, &format!("* {name} joined"));
        true
    }

    fn tell_others(&mut self, name: &str, line: &str) {
        let mut slow = Vec::new();
        for (other, member) in self.members.iter().filter(|(other, _)| *other != name) {
            if let Err(TrySendError::Full(_)) = member.lines.try_send(line.to_owned()) {
                slow.push(other.clone());
            }
        }
        for name in slow {
            self.leave(&name, "left (too slow)");
        }
    }

    fn leave(&mut self, name: &str, how: &str) {
        if self.members.remove(name).is_some() {
            self.tell_others(name, &format!("* {name} {how}"));
        }
    }

    /// Says goodbye; the seats of all who can still be told.
    fn close(&mut self) -> Vec<oneshot::Sender<()>> {
        let mut seats = Vec::new();
        for (_, member) in std::mem::take(&mut self.members) {
            if member.lines.try_send("* closing".to_owned()).is_ok() {
                seats.push(member.seat);
            }
        }
        seats
    }
}

fn look(room: &Mutex<Room>) -> MutexGuard<'_, Room> {
    room.lock().expect("nobody panics in the room")
}

async fn client<S: AsyncRead + AsyncWrite>(
    stream: S,
    room: Arc<Mutex<Room>>,
    backlog: usize,
    mut is_open: watch::Receiver<()>,
) {
    let (reader, mut writer) = split(stream);
    let mut lines = BufReader::new(reader).lines();
    let named = tokio::select! {
        named = lines.next_line() => named,
        // Who has no name yet has nobody to say goodbye to.
        _ = is_open.changed() => return,
    };
    let Ok(Some(name)) = named else { return };
    let (queue, mut waiting) = mpsc::channel::<String>(backlog);
    let (seat, put_out) = oneshot::channel();
    if !look(&room).enter(&name, Member { lines: queue, seat }) {
        let _ = writer.write_all(b"* sorry\n").await;
        return;
    }
    let hear = async {
        while let Ok(Some(text)) = lines.next_line().await {
            let queues: Vec<_> = {
                let room = look(&room);
                let others = room.members.iter().filter(|(other, _)| **other != name);
                others.map(|(_, member)| member.lines.clone()).collect()
            };
            for queue in queues {
                let _ = queue.send(format!("{name}: {text}")).await;
            }
        }
    };
    let write = async {
        while let Some(line) = waiting.recv().await {
            if writer.write_all(format!("{line}\n").as_bytes()).await.is_err() {
                break;
            }
        }
    };
    tokio::select! {
        () = hear => look(&room).leave(&name, "left"),
        () = write => look(&room).leave(&name, "left"),
        _ = put_out => {}
    }
}

pub async fn serve<S>(
    mut incoming: mpsc::Receiver<S>,
    closing: impl Future<Output = ()>,
    backlog: usize,
) where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let room = Arc::new(Mutex::new(Room::default()));
    let mut clients = JoinSet::new();
    let (open, is_open) = watch::channel(());
    let mut closing = pin!(closing);
    loop {
        tokio::select! {
            Some(stream) = incoming.recv() => {
                clients.spawn(client(stream, Arc::clone(&room), backlog, is_open.clone()));
            }
            Some(_) = clients.join_next() => {}
            () = &mut closing => break,
        }
    }
    drop(open);
    // Who has a seat stays until all is written.
    let _seats = look(&room).close();
    let _ = timeout(PATIENCE, async { while clients.join_next().await.is_some() {} }).await;
    clients.shutdown().await;
}
