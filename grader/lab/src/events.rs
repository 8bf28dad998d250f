//! What happens outside, one thing after another, each at its own moment: keys that are pressed,
//! prices that are quoted.

use tokio::sync::mpsc;

use crate::calls;

/// Things that have happened and were not received; the world outside waits when there are more.
const ROOM: usize = 1024;

/// Whatever happens of this kind, as it happens. The first thing is asked for as `{of} 1`, and each
/// of the others when the one before it has happened, so its milliseconds count from there. `read`
/// makes something of what is said of it; where it can make nothing of it (of an answer that is
/// milliseconds alone, say), nothing more happens, and the channel ends.
#[must_use]
pub fn events<T: Send + 'static>(
    of: &'static str,
    read: fn(&str) -> Option<T>,
) -> mpsc::Receiver<T> {
    let (outside, inside) = mpsc::channel(ROOM);
    tokio::spawn(async move {
        for number in 1_u64.. {
            let question = format!("{of} {number}");
            // Nobody tells what nobody hears any more. What is asked does not depend on chance.
            let said = tokio::select! {
                biased;
                said = calls::wait(&question) => said,
                () = outside.closed() => break,
            };
            let Some(happened) = read(&said) else { break };
            if outside.send(happened).await.is_err() {
                break;
            }
        }
    });
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `world::open` takes it: one world for all tests of this crate.
    const WORLD: &[(&str, &str)] =
        &[("bell 1", "1 3"), ("bell 2", "0 1"), ("bell 3", "1 2"), ("bell", "0")];

    #[tokio::test]
    async fn what_happens_comes_in_its_order_and_ends() {
        crate::open(WORLD);
        let mut bells = events("bell", |text| text.parse().ok());
        let mut heard: Vec<u32> = Vec::new();
        while let Some(bell) = bells.recv().await {
            heard.push(bell);
        }
        assert_eq!(heard, [3, 1, 2]);
    }
}
