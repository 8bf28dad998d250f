//! The times of a program that runs without the virtual clock: a line's is that of its arrival.
//!
//! They are taken down as the clock would have recorded them, so that the reader of the records
//! need not know which of the two wrote them.

use std::time::Instant;

use trace::{Record, RecordBuffer};

use model::transcript::Stream;

/// Is called with what a program writes as it comes: nanoseconds since its start, and bytes.
pub type Live<'a> = &'a mut dyn FnMut(u64, Stream, &[u8]);

/// When what arrived.
pub(super) struct Arrivals<'a> {
    began: Instant,
    /// Bytes of standard output and of standard error that have arrived.
    arrived: [usize; 2],
    records: Vec<u8>,
    live: Live<'a>,
}

impl<'a> Arrivals<'a> {
    /// From here on time is counted, and `live` hears what comes.
    pub(super) fn begin(live: Live<'a>) -> Arrivals<'a> {
        let (began, arrived, records) = (Instant::now(), [0, 0], Vec::new());
        let mut arrivals = Arrivals { began, arrived, records, live };
        arrivals.record(&Record::Attached);
        let why = String::from("the times are those of the machine's own clock");
        arrivals.record(&Record::Inexact { at: 0, why });
        arrivals
    }

    /// This is what has arrived of each stream by now.
    pub(super) fn note(&mut self, streams: [&[u8]; 2]) {
        let at = self.now();
        for (index, stream) in [Stream::Stdout, Stream::Stderr].into_iter().enumerate() {
            let new = &streams[index][self.arrived[index]..];
            if !new.is_empty() {
                let (fd, bytes) = (index as i32 + 1, new.len() as u64);
                self.record(&Record::Wrote { at, thread: 0, fd, bytes });
                (self.live)(at, stream, new);
            }
            self.arrived[index] = streams[index].len();
        }
    }

    /// The program has ended; all that is known of its times.
    pub(super) fn end(mut self) -> Vec<u8> {
        let at = self.now();
        self.record(&Record::Ended { at, clock_reads: 0 });
        self.records
    }

    /// Real nanoseconds since the beginning.
    fn now(&self) -> u64 {
        self.began.elapsed().as_nanos() as u64
    }

    fn record(&mut self, record: &Record) {
        self.records.extend_from_slice(RecordBuffer::new(record).as_bytes());
    }
}
