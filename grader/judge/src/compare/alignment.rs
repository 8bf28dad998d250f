//! Pairs of lines, as they are found.

/// Which line stands for which. Indices are positions in the two views.
#[derive(Debug)]
pub(super) struct Alignment {
    /// For each of your lines, the reference's that it stands for.
    pub(super) of_yours: Vec<Option<usize>>,
    /// For each of the reference's lines, yours that stands for it.
    pub(super) of_right: Vec<Option<usize>>,
}

impl Alignment {
    /// So many lines of yours and of the reference's, none of them paired.
    pub(super) fn new(yours: usize, right: usize) -> Alignment {
        Alignment { of_yours: vec![None; yours], of_right: vec![None; right] }
    }

    /// Says that one of your lines stands for one of the reference's.
    pub(super) fn pair(&mut self, yours: usize, right: usize) {
        self.of_yours[yours] = Some(right);
        self.of_right[right] = Some(yours);
    }
}
