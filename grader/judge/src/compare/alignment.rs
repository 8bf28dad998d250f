//! Pairs of lines, as they are found.

/// Which line stands for which. Indices are positions in the two views.
#[derive(Debug)]
pub(super) struct Alignment {
    /// For each of your lines, the reference's that it stands for.
    pub(super) of_actual: Vec<Option<usize>>,
    /// For each of the reference's lines, yours that stands for it.
    pub(super) of_expected: Vec<Option<usize>>,
}

impl Alignment {
    /// So many lines of yours and of the reference's, none of them paired.
    pub(super) fn new(actual: usize, expected: usize) -> Alignment {
        Alignment { of_actual: vec![None; actual], of_expected: vec![None; expected] }
    }

    /// Says that one of your lines stands for one of the reference's.
    pub(super) fn pair(&mut self, actual: usize, expected: usize) {
        self.of_actual[actual] = Some(expected);
        self.of_expected[expected] = Some(actual);
    }
}
