//! A semaphore, a watch channel, a file, a signal with a time limit, a local set and UDP.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::sync::{Semaphore, watch};
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let start = Instant::now();
    let permits = Arc::new(Semaphore::new(2));
    let tasks: Vec<_> = (1..=4_u64)
        .map(|number| {
            let permits = Arc::clone(&permits);
            tokio::spawn(async move {
                let _permit = permits.acquire_owned().await;
                sleep(Duration::from_secs(number)).await;
                println!("permit {number} done after {:?}", start.elapsed());
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("the task does not panic");
    }

    let (sender, mut receiver) = watch::channel(0);
    tokio::spawn(async move {
        for value in 1..=3 {
            sleep(Duration::from_secs(1)).await;
            let _ = sender.send(value);
        }
    });
    while receiver.changed().await.is_ok() {
        println!("watched {} after {:?}", *receiver.borrow(), start.elapsed());
    }

    tokio::fs::write("note.txt", "hello").await?;
    println!("file: {}", tokio::fs::read_to_string("note.txt").await?);

    let interrupted = timeout(Duration::from_secs(5), tokio::signal::ctrl_c()).await;
    println!("no signal: {} after {:?}", interrupted.is_err(), start.elapsed());

    LocalSet::new()
        .run_until(async {
            let local = tokio::task::spawn_local(async { sleep(Duration::from_secs(1)).await });
            local.await.expect("the task does not panic");
        })
        .await;
    println!("local set after {:?}", start.elapsed());

    let (one, other) =
        (UdpSocket::bind("127.0.0.1:0").await?, UdpSocket::bind("127.0.0.1:0").await?);
    let address = other.local_addr()?;
    tokio::spawn(async move {
        sleep(Duration::from_secs(1)).await;
        one.send_to(b"hi", address).await
    });
    let mut buffer = [0; 8];
    let (count, _) = other.recv_from(&mut buffer).await?;
    println!("udp {} after {:?}", String::from_utf8_lossy(&buffer[..count]), start.elapsed());
    Ok(())
}
