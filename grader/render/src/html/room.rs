//! Free stretches of one row of a drawing, in its own units.

/// One row, and what is taken of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Room {
    taken: Vec<(f64, f64)>,
}

impl Room {
    /// Takes a stretch.
    pub(super) fn take(&mut self, from: f64, to: f64) {
        self.taken.push((from, to));
    }

    /// Whether nothing lies in a stretch.
    pub(super) fn is_free(&self, from: f64, to: f64) -> bool {
        self.taken.iter().all(|(start, end)| *end <= from || *start >= to)
    }

    /// How much is free from a point to the right, at most up to `edge`.
    pub(super) fn after(&self, at: f64, edge: f64) -> f64 {
        let behind = self.taken.iter().filter(|(_, end)| *end > at);
        (behind.map(|(start, _)| *start).fold(edge, f64::min) - at).max(0.0)
    }

    /// How much is free from a point to the left, at most up to `edge`.
    pub(super) fn before(&self, at: f64, edge: f64) -> f64 {
        let before = self.taken.iter().filter(|(start, _)| *start < at);
        (at - before.map(|(_, end)| *end).fold(edge, f64::max)).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Room;

    #[test]
    fn what_is_taken_is_not_free() {
        let mut room = Room::default();
        room.take(20.0, 30.0);
        room.take(60.0, 70.0);
        assert_eq!([room.after(0.0, 100.0), room.after(30.0, 100.0)], [20.0, 30.0]);
        assert_eq!([room.after(25.0, 100.0), room.after(70.0, 100.0)], [0.0, 30.0]);
        assert_eq!([room.before(20.0, 0.0), room.before(60.0, 0.0)], [20.0, 30.0]);
        assert_eq!([room.before(65.0, 0.0), room.before(100.0, 0.0)], [0.0, 30.0]);
        assert!(room.is_free(30.0, 60.0) && !room.is_free(29.0, 60.0));
    }
}
