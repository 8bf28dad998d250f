//! A readable axis for any stretch of time, from ten milliseconds to days.

/// Steps that people count in, in milliseconds.
const STEPS: [u64; 30] = [
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000,
    21_600_000,
    43_200_000,
    86_400_000,
    172_800_000,
    432_000_000,
    864_000_000,
];

/// Virtual time on a row of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scale {
    /// What the figures count.
    pub unit: &'static str,
    /// From the left.
    pub ticks: Vec<Tick>,
    span_ms: u64,
    columns: usize,
}

/// One instant that bears a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tick {
    /// The instant, in milliseconds.
    pub at_ms: u64,
    /// Its column.
    pub column: usize,
    /// What to write there.
    pub figure: String,
}

impl Scale {
    /// An axis of `columns` columns, the last of which is `span_ms`.
    pub(crate) fn new(span_ms: u64, columns: usize) -> Scale {
        let columns = columns.max(2);
        let mut scale = Scale { unit: "", ticks: Vec::new(), span_ms: span_ms.max(1), columns };
        for step in STEPS {
            (scale.unit, scale.ticks) = scale.ticks_every(step);
            let room = |tick: &Tick| tick.figure.len().max(3) + 3;
            let mut pairs = scale.ticks.windows(2);
            if pairs.all(|two| two[1].column >= two[0].column + room(&two[0])) {
                break;
            }
        }
        scale
    }

    /// The column of an instant.
    pub(crate) fn column(&self, at_ms: u64) -> usize {
        let last = self.columns as u128 - 1;
        let at = u128::from(at_ms.min(self.span_ms));
        let column = (at * last + u128::from(self.span_ms) / 2) / u128::from(self.span_ms);
        usize::try_from(column).unwrap_or(0)
    }

    fn ticks_every(&self, step: u64) -> (&'static str, Vec<Tick>) {
        let (unit, per_unit) = match (step, self.span_ms) {
            (86_400_000.., _) => ("days", 86_400_000),
            (3_600_000.., _) => ("hours", 3_600_000),
            (900_000.., 7_200_000..) => ("hours", 3_600_000),
            (60_000.., _) => ("minutes", 60_000),
            (15_000.., 120_000..) => ("minutes", 60_000),
            (100.., 1_000..) => ("seconds", 1_000),
            _ => ("ms", 1),
        };
        // More ticks than columns are never apart.
        let count = (self.span_ms / step).min(self.columns as u64);
        let ticks = (0..=count).map(|tick| {
            let at_ms = tick * step;
            Tick { at_ms, column: self.column(at_ms), figure: figure(at_ms, per_unit) }
        });
        (unit, ticks.collect())
    }
}

/// `8`, `0.5`, `0.25`: no more digits than needed.
fn figure(at: u64, per_unit: u64) -> String {
    let hundredths = at % per_unit * 100 / per_unit;
    let whole = at / per_unit;
    match hundredths {
        0 => whole.to_string(),
        _ if hundredths.is_multiple_of(10) => format!("{whole}.{}", hundredths / 10),
        _ => format!("{whole}.{hundredths:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    fn axis(span_ms: u64, columns: usize) -> String {
        let scale = Scale::new(span_ms, columns);
        let figures: Vec<_> = scale.ticks.iter().map(|tick| tick.figure.as_str()).collect();
        format!("{} {}", scale.unit, figures.join(" "))
    }

    #[test]
    fn every_length_of_run_has_figures_that_people_count_in() {
        assert_eq!(axis(10, 50), "ms 0 2 4 6 8 10");
        assert_eq!(axis(330, 50), "ms 0 50 100 150 200 250 300");
        assert_eq!(axis(1_424, 50), "seconds 0 0.2 0.4 0.6 0.8 1 1.2 1.4");
        assert_eq!(axis(8_000, 50), "seconds 0 1 2 3 4 5 6 7 8");
        assert_eq!(axis(13_000, 50), "seconds 0 2 4 6 8 10 12");
        assert_eq!(axis(13_000, 20), "seconds 0 5 10");
        assert_eq!(axis(95_000, 50), "seconds 0 15 30 45 60 75 90");
        assert_eq!(axis(300_000, 50), "minutes 0 1 2 3 4 5");
        assert_eq!(axis(7_200_000, 50), "hours 0 0.5 1 1.5 2");
        assert_eq!(axis(86_400_000, 50), "hours 0 4 8 12 16 20 24");
        assert_eq!(axis(u64::MAX, 50).split(' ').next(), Some("days"));
    }

    #[test]
    fn the_ends_lie_on_the_ends() {
        let scale = Scale::new(13_000, 58);
        assert_eq!(scale.column(0), 0);
        assert_eq!(scale.column(13_000), 57);
        assert_eq!(scale.column(99_000), 57);
        assert_eq!(Scale::new(0, 0).column(5), 1);
    }
}
