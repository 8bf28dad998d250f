//! A screen on which pictures are drawn: work that holds the thread it runs on.

use crate::calls;

/// Draws the picture of tick `number`. It holds its thread all the while, as work on a processor
/// does.
pub fn render(number: u64) {
    calls::hold(&format!("render {number}"));
}
