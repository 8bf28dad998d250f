//! Tells the user what takes so long. The library never prints; the caller decides.

/// Is told the steps of something slow.
pub trait Progress {
    /// One more step, as a line of text without a line ending.
    fn step(&mut self, text: &str);

    /// How far it is, of interest until the next word only.
    fn moment(&mut self, _text: &str) {}
}

/// Keeps quiet.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn step(&mut self, _text: &str) {}
}

impl<F: FnMut(&str)> Progress for F {
    fn step(&mut self, text: &str) {
        self(text);
    }
}
