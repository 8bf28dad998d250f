//! The times of a program that runs without the virtual clock: a line's is that of its arrival.
//!
//! They are taken down as the clock would have recorded them, so that whoever reads the records
//! need not know which of the two wrote them.

use std::time::Instant;

use trace::{Record, RecordBuffer};

/// When what arrived.
pub(super) struct Arrivals {
    began: Instant,
    /// Bytes of standard output and of standard error that have arrived.
    arrived: [usize; 2],
    records: Vec<u8>,
}

impl Arrivals {
    /// From here on time is counted.
    pub(super) fn begin() -> Arrivals {
        let mut arrivals = Arrivals { began: Instant::now(), arrived: [0, 0], records: Vec::new() };
        arrivals.record(&Record::Attached);
        let why = String::from("the times are those of the machine's own clock");
        arrivals.record(&Record::Inexact { at: 0, why });
        arrivals
    }

    /// So many bytes of each stream have arrived by now.
    pub(super) fn note(&mut self, arrived: [usize; 2]) {
        let at = self.now();
        for (index, fd) in [(0, 1), (1, 2)] {
            let bytes = (arrived[index] - self.arrived[index]) as u64;
            if bytes > 0 {
                self.record(&Record::Wrote { at, thread: 0, fd, bytes });
            }
        }
        self.arrived = arrived;
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
