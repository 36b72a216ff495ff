//! The thread of the year: the lines of thanks in the order they were written.
//! Made by the worker, so that drawing finds a year and a month without looking
//! through all of them.

use super::model::Row;
use std::ops::Range;

/// All threads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Threads {
    /// Each line's place among the lines of thanks, the first written first.
    pub(crate) order: Vec<u32>,
    /// The years that any is of, the newest first.
    pub(crate) years: Vec<Year>,
}

/// The thread of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Year {
    /// Which.
    pub(crate) year: i16,
    /// The months that any line is of, and where in the order these are.
    pub(crate) months: Vec<(i8, Range<usize>)>,
}

/// The threads of these lines. Copies kept of what was taken back are on none.
pub(crate) fn threads(thanks: &[Row]) -> Threads {
    let numbered = (0..).zip(thanks).filter(|(_, row)| !row.kept);
    let mut sorted: Vec<_> =
        numbered.map(|(n, row)| (row.day, row.begun.millis(), row.id, n)).collect();
    sorted.sort_unstable();
    let mut years: Vec<Year> = Vec::new();
    for (at, (day, ..)) in sorted.iter().enumerate() {
        let (year, month) = (day.date().year(), day.date().month());
        if years.last().is_none_or(|last| last.year != year) {
            years.push(Year { year, months: Vec::new() });
        }
        let Some(last) = years.last_mut() else { continue };
        match last.months.last_mut() {
            Some((known, range)) if *known == month => range.end = at + 1,
            _ => last.months.push((month, at..at + 1)),
        }
    }
    years.reverse();
    Threads { order: sorted.into_iter().map(|(.., n)| n).collect(), years }
}

/// How many lines of a year are shown at once.
pub(crate) const MOST: usize = 500;
/// How many months of a longer year are.
const MONTHS: i8 = 6;

impl Year {
    /// How many lines it has.
    fn len(&self) -> usize {
        self.months.iter().map(|(_, range)| range.len()).sum()
    }

    /// What of it is shown: of very many lines those of the six months before
    /// `until`, that month included.
    pub(crate) fn lately(&self, until: i8) -> &[(i8, Range<usize>)] {
        if self.len() <= MOST {
            return &self.months;
        }
        let from = self.months.partition_point(|(month, _)| *month <= until - MONTHS);
        self.months.get(from..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::sample;

    fn thanks() -> Vec<Row> {
        sample::screen("gratitude").unwrap().model.shown.thanks.to_vec()
    }

    #[test]
    fn every_line_is_on_it_once_in_the_order_of_writing() {
        let mut rows = thanks();
        rows[2].kept = true;
        let kept = rows.iter().filter(|row| row.kept).count();
        let made = threads(&rows);
        assert_eq!(made.order.len(), rows.len() - kept);
        let begun = |n: &u32| (rows[*n as usize].day, rows[*n as usize].begun);
        assert!(made.order.is_sorted_by_key(begun));
        assert!(made.years.is_sorted_by(|one, next| one.year > next.year));
        let mut seen = 0;
        for year in made.years.iter().rev() {
            for (month, range) in &year.months {
                assert_eq!(range.start, seen);
                seen = range.end;
                for n in &made.order[range.clone()] {
                    let date = rows[*n as usize].day.date();
                    assert_eq!((date.year(), date.month()), (year.year, *month));
                }
            }
        }
        assert_eq!(seen, made.order.len());
    }

    #[test]
    fn of_a_year_with_very_many_the_last_six_months_show() {
        let year = |each: usize| Year {
            year: 2025,
            months: (1..=12).zip(0..12).map(|(m, n)| (m, n * each..(n + 1) * each)).collect(),
        };
        let months = |year: &Year, until: i8| -> Vec<i8> {
            year.lately(until).iter().map(|(month, _)| *month).collect()
        };
        assert_eq!(months(&year(41), 12).len(), 12, "492 lines are not very many");
        assert_eq!(months(&year(42), 12), [7, 8, 9, 10, 11, 12]);
        assert_eq!(months(&year(42), 3)[..3], [1, 2, 3]);
    }
}
