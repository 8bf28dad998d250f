//! A room in which people chat, and in which nobody has to wait for anybody.

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;

/// Lets everybody in who comes through `incoming`: the first line is a name, all others go to
/// everybody else. Who has more than `backlog` lines waiting is put out. When `closing` is over,
/// everybody is told `* closing` and hung up on; it comes back when that is written, or one second
/// later, and holds no stream any more.
pub async fn serve<S>(
    incoming: mpsc::Receiver<S>,
    closing: impl Future<Output = ()>,
    backlog: usize,
) where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    // Yours waits for it.
    drop(closing);
    todo!("let everybody in who comes through {incoming:?}, with {backlog} lines for each")
}
