//! Five clients talk to an echo server over loopback, with naps in between.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::time::sleep;

fn main() -> std::io::Result<()> {
    let workers = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1);
    let runtime = match workers {
        1 => Builder::new_current_thread().enable_all().build(),
        _ => Builder::new_multi_thread().worker_threads(workers).enable_all().build(),
    }?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(echo(stream));
            }
        });
        let clients: Vec<_> = (1..=5_u64)
            .map(|client| {
                tokio::spawn(async move {
                    let mut stream = TcpStream::connect(address).await?;
                    for word in ["one", "two"] {
                        sleep(Duration::from_millis(client * 1100)).await;
                        stream.write_all(word.as_bytes()).await?;
                        let mut answer = [0; 3];
                        stream.read_exact(&mut answer).await?;
                        println!("{client}: {}", String::from_utf8_lossy(&answer));
                    }
                    Ok::<(), std::io::Error>(())
                })
            })
            .collect();
        for client in clients {
            client.await.expect("the client does not panic")?;
        }
        Ok(())
    })
}

async fn echo(mut stream: TcpStream) {
    let mut buffer = [0; 64];
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        sleep(Duration::from_millis(100)).await;
        if stream.write_all(&buffer[..count]).await.is_err() {
            return;
        }
    }
}
