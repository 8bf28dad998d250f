//! One row of terminal cells that can be drawn on in any order.

use unicode_width::UnicodeWidthChar;

use super::style::{Style, Tone};

/// A row of cells; an empty one may show a grid line.
pub(super) struct Row {
    cells: Vec<Option<Cell>>,
}

#[derive(Clone)]
struct Cell {
    /// The letter and its marks; nothing behind a letter that is two columns wide.
    text: String,
    tone: Tone,
}

impl Row {
    pub(super) fn new(columns: usize) -> Row {
        Row { cells: vec![None; columns] }
    }

    pub(super) fn columns(&self) -> usize {
        self.cells.len()
    }

    /// Draws clean text from a column on, over what was there; what does not fit is left out.
    pub(super) fn put(&mut self, column: usize, text: &str, tone: Tone) {
        let mut at = column;
        for letter in text.chars() {
            let columns = letter.width().unwrap_or(0);
            if columns == 0 {
                // A mark belongs to the letter before it.
                let before = at.checked_sub(1).and_then(|at| self.cells.get_mut(at));
                if let Some(Some(cell)) = before {
                    cell.text.push(letter);
                }
                continue;
            }
            if at + columns > self.cells.len() {
                return;
            }
            for (offset, cell) in self.cells[at..at + columns].iter_mut().enumerate() {
                let text = if offset == 0 { letter.to_string() } else { String::new() };
                *cell = Some(Cell { text, tone });
            }
            at += columns;
        }
    }

    /// What is drawn in a cell.
    pub(super) fn at(&self, column: usize) -> Option<&str> {
        self.cells.get(column)?.as_ref().map(|cell| cell.text.as_str())
    }

    /// How many empty cells lie from `column` on.
    pub(super) fn room_after(&self, column: usize) -> usize {
        self.cells.iter().skip(column).take_while(|cell| cell.is_none()).count()
    }

    /// How many empty cells lie before `column`.
    pub(super) fn room_before(&self, column: usize) -> usize {
        let before = self.cells.len().saturating_sub(column);
        self.cells.iter().rev().skip(before).take_while(|cell| cell.is_none()).count()
    }

    /// Whether nothing is drawn right before or behind a cell.
    fn is_clear(&self, column: usize) -> bool {
        let before = column.checked_sub(1).and_then(|before| self.at(before));
        before.is_none() && self.at(column + 1).is_none()
    }

    /// The row as text, nothing behind its last letter. `grid` columns that are empty show `line`.
    pub(super) fn render(&self, style: Style, grid: &[usize], line: &str) -> String {
        let mut out = String::new();
        let mut piece = (String::new(), Tone::Plain);
        for (column, cell) in self.cells.iter().enumerate() {
            let (text, tone) = match cell {
                Some(cell) => (cell.text.as_str(), cell.tone),
                None if grid.contains(&column) && self.is_clear(column) => (line, Tone::Quiet),
                None => (" ", Tone::Plain),
            };
            if tone != piece.1 {
                out.push_str(&style.paint(piece.1, &piece.0));
                piece = (String::new(), tone);
            }
            piece.0.push_str(text);
        }
        out.push_str(&style.paint(piece.1, &piece.0));
        out.truncate(out.trim_end().len());
        out
    }
}
