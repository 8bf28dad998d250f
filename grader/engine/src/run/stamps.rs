//! When each byte of a program's output came, by the one that keeps the time of the run.

use model::transcript::Stream;

/// Bytes of one stream that came on end, at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Nanoseconds since the start.
    pub(super) at: u64,
    pub(super) stream: Stream,
    pub(super) bytes: usize,
}

/// All that has come, in its order.
#[derive(Default)]
pub(super) struct Stamps {
    stamps: Vec<Stamp>,
    /// Bytes of standard output and of standard error that have their time.
    seen: [usize; 2],
}

impl Stamps {
    /// By now so much has come of standard output and of standard error. Says what is new: where
    /// it begins.
    pub(super) fn note(&mut self, at: u64, come: [usize; 2]) -> [usize; 2] {
        let before = self.seen;
        for (index, stream) in [Stream::Stdout, Stream::Stderr].into_iter().enumerate() {
            let bytes = come[index] - before[index];
            match self.stamps.last_mut() {
                _ if bytes == 0 => {}
                Some(last) if last.at == at && last.stream == stream => last.bytes += bytes,
                _ => self.stamps.push(Stamp { at, stream, bytes }),
            }
        }
        self.seen = come;
        before
    }

    /// What came when.
    pub(super) fn into_list(self) -> Vec<Stamp> {
        self.stamps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_on_end_at_one_instant_is_one() {
        let mut stamps = Stamps::default();
        assert_eq!(stamps.note(0, [3, 0]), [0, 0]);
        assert_eq!(stamps.note(0, [5, 0]), [3, 0]);
        assert_eq!(stamps.note(7, [5, 0]), [5, 0]);
        assert_eq!(stamps.note(7, [6, 2]), [5, 0]);
        let list: Vec<_> =
            stamps.into_list().iter().map(|stamp| (stamp.at, stamp.stream, stamp.bytes)).collect();
        assert_eq!(list, [(0, Stream::Stdout, 5), (7, Stream::Stdout, 1), (7, Stream::Stderr, 2)]);
    }
}
