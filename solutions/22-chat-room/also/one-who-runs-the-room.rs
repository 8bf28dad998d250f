//! The room belongs to one task, and everything that happens comes to it as a message.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use tokio::io::{
    AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, WriteHalf, split,
};
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::timeout;

struct Member {
    lines: mpsc::Sender<String>,
    reads: AbortHandle,
    writes: AbortHandle,
}

enum Event<S> {
    Names { id: u64, name: String, writer: WriteHalf<S> },
    Says { id: u64, text: String },
    Goes { id: u64 },
}

async fn read<S: AsyncRead + AsyncWrite>(id: u64, stream: S, events: mpsc::Sender<Event<S>>) {
    let (reader, writer) = split(stream);
    let mut lines = BufReader::new(reader).lines();
    let Ok(Some(name)) = lines.next_line().await else { return };
    let _ = events.send(Event::Names { id, name, writer }).await;
    while let Ok(Some(text)) = lines.next_line().await {
        let _ = events.send(Event::Says { id, text }).await;
    }
    let _ = events.send(Event::Goes { id }).await;
}

async fn write<S: AsyncRead + AsyncWrite>(
    mut writer: WriteHalf<S>,
    mut waiting: mpsc::Receiver<String>,
) {
    while let Some(line) = waiting.recv().await {
        if writer.write_all((line + "\n").as_bytes()).await.is_err() {
            break;
        }
    }
    let _ = writer.shutdown().await;
}

type Members = BTreeMap<String, (u64, Member)>;

fn tell_others(members: &mut Members, name: &str, line: &str) {
    let mut slow = Vec::new();
    for (other, (_, member)) in members.iter().filter(|(other, _)| *other != name) {
        if member.lines.try_send(line.to_owned()).is_err() {
            slow.push(other.clone());
        }
    }
    for name in slow {
        leave(members, &name, "left (too slow)");
    }
}

fn leave(members: &mut Members, name: &str, how: &str) {
    if let Some((_, member)) = members.remove(name) {
        member.reads.abort();
        member.writes.abort();
        tell_others(members, name, &format!("* {name} {how}"));
    }
}

fn name_of(members: &Members, id: u64) -> Option<String> {
    members.iter().find(|(_, (other, _))| *other == id).map(|(name, _)| name.clone())
}

pub async fn serve<S>(
    mut incoming: mpsc::Receiver<S>,
    closing: impl Future<Output = ()>,
    backlog: usize,
) where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (happens, mut events) = mpsc::channel(64);
    let mut members = Members::new();
    let (mut readers, mut writers) = (JoinSet::new(), JoinSet::new());
    let mut handles = BTreeMap::new();
    let mut closing = pin!(closing);
    let mut last = 0;
    loop {
        tokio::select! {
            Some(stream) = incoming.recv() => {
                last += 1;
                handles.insert(last, readers.spawn(read(last, stream, happens.clone())));
            }
            Some(event) = events.recv() => match event {
                Event::Names { id, name, mut writer } => {
                    let reads = handles.remove(&id).expect("it was noted");
                    if name.is_empty() || members.contains_key(&name) {
                        reads.abort();
                        writers.spawn(async move {
                            let _ = writer.write_all(b"* sorry\n").await;
                            let _ = writer.shutdown().await;
                        });
                        continue;
                    }
                    let names: Vec<&str> = members.keys().map(String::as_str).collect();
                    let here = if names.is_empty() { "nobody".into() } else { names.join(" ") };
                    let (lines, waiting) = mpsc::channel(backlog);
                    let _ = lines.try_send(format!("* hello {name}, here: {here}"));
                    let writes = writers.spawn(write(writer, waiting));
                    members.insert(name.clone(), (id, Member { lines, reads, writes }));
                    tell_others(&mut members, &name, &format!("* {name} joined"));
                }
                Event::Says { id, text } => {
                    if let Some(name) = name_of(&members, id) {
                        tell_others(&mut members, &name, &format!("{name}: {text}"));
                    }
                }
                Event::Goes { id } => {
                    if let Some(name) = name_of(&members, id) {
                        leave(&mut members, &name, "left");
                    }
                }
            },
            () = &mut closing => break,
        }
    }
    readers.shutdown().await;
    for (_, member) in std::mem::take(&mut members).into_values() {
        let _ = member.lines.try_send("* closing".to_owned());
    }
    let all_written = async { while writers.join_next().await.is_some() {} };
    let _ = timeout(Duration::from_secs(1), all_written).await;
    writers.shutdown().await;
}
