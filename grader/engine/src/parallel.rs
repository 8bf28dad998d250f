//! The same work for many things at once, on all cores, with the answers in order.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Calls `work` for every item, as many at a time as there are cores.
///
/// A panic in `work` goes on in the caller.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let mut answers = Vec::with_capacity(items.len());
    let Ok(()) = in_order(items, work, |answer| {
        answers.push(answer);
        Ok::<(), Infallible>(())
    });
    answers
}

/// As [`map`], but `take` has each answer, in order, as soon as it and all before it are there.
///
/// # Errors
/// The first error of `take`; what is under way is still done, and nothing new is begun.
pub fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..cores.min(items.len()) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { return };
                    if sender.send((index, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        for (index, answer) in receiver {
            early.insert(index, answer);
            while let Some(answer) = early.remove(&wanted) {
                take(answer)?;
                wanted += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..100).collect();
        let squares = map(&items, |&number| {
            thread::sleep(std::time::Duration::from_micros((100 - number) * 10));
            number * number
        });
        assert_eq!(squares, items.iter().map(|number| number * number).collect::<Vec<_>>());
    }

    #[test]
    fn no_items_give_no_answers() {
        assert_eq!(map(&[] as &[u32], |&number| number), [] as [u32; 0]);
    }

    #[test]
    fn the_first_error_is_the_answer_and_nothing_is_taken_after_it() {
        let items: Vec<u64> = (0..100).collect();
        let mut taken = Vec::new();
        let end = in_order(
            &items,
            |&number| number,
            |number| {
                taken.push(number);
                if number == 3 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((end, taken), (Err("enough"), vec![0, 1, 2, 3]));
    }
}
