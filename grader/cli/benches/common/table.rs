//! Tables that read well in a terminal and paste into a Markdown file.

/// Rows of cells below a heading.
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new<const COLUMNS: usize>(heading: [&str; COLUMNS]) -> Table {
        Table { rows: vec![heading.map(str::to_owned).to_vec()] }
    }

    pub(crate) fn row<const COLUMNS: usize>(&mut self, cells: [&dyn ToString; COLUMNS]) {
        self.rows.push(cells.map(ToString::to_string).to_vec());
    }

    /// Prints it: words to the left, figures to the right.
    pub(crate) fn print(&self) {
        let columns = self.rows[0].len();
        let widest = |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max();
        let widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
        for (index, row) in self.rows.iter().enumerate() {
            let mut line = String::from("|");
            for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                line += &if column == 0 {
                    format!(" {cell:<width$} |")
                } else {
                    format!(" {cell:>width$} |")
                };
            }
            println!("{line}");
            if index == 0 {
                println!("|{}|", self.rule(&widths));
            }
        }
        println!();
    }

    fn rule(&self, widths: &[usize]) -> String {
        let rules = widths.iter().enumerate().map(|(column, &width)| match column {
            0 => "-".repeat(width + 2),
            _ => "-".repeat(width + 1) + ":",
        });
        rules.collect::<Vec<_>>().join("|")
    }
}
