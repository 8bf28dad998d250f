//! The times of a program that runs without the virtual clock: a line's is that of its arrival.
//!
//! What else the clock would have recorded is written down here, so that the reader of the records
//! need not know which of the two wrote them.

use std::time::Instant;

use trace::{Record, RecordBuffer};

use model::transcript::Stream;

/// Is called with what a program writes as it comes: nanoseconds since its start, and bytes.
pub type Live<'a> = &'a mut dyn FnMut(u64, Stream, &[u8]);

/// When what arrived.
pub(super) struct Arrivals<'a> {
    began: Instant,
    live: Live<'a>,
}

impl<'a> Arrivals<'a> {
    /// From here on time is counted, and `live` hears what comes.
    pub(super) fn begin(live: Live<'a>) -> Arrivals<'a> {
        Arrivals { began: Instant::now(), live }
    }

    /// This is new of each stream.
    pub(super) fn tell(&mut self, at: u64, new: [&[u8]; 2]) {
        for (stream, new) in [Stream::Stdout, Stream::Stderr].into_iter().zip(new) {
            if !new.is_empty() {
                (self.live)(at, stream, new);
            }
        }
    }

    /// Real nanoseconds since the beginning.
    pub(super) fn now(&self) -> u64 {
        self.began.elapsed().as_nanos() as u64
    }

    /// The program has ended; what the clock would have recorded of it.
    pub(super) fn records(&self) -> Vec<u8> {
        let why = String::from("the times are those of the machine's own clock");
        let records = [
            Record::Attached,
            Record::Inexact { at: 0, why },
            Record::Ended { at: self.now(), clock_reads: 0 },
        ];
        records.iter().flat_map(|record| RecordBuffer::new(record).as_bytes().to_vec()).collect()
    }
}
