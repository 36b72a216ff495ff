//! Months that are looked at one after the other: which are drawn beside each other with
//! the chosen one, and where a key leads from it.

use attune_core::time::Month;

/// The next one before a month, of those that something is told of, newest first.
pub(crate) fn before(told: impl IntoIterator<Item = Month>, month: Month) -> Option<Month> {
    told.into_iter().find(|told| *told < month)
}

/// The next one after it.
pub(crate) fn after(
    told: impl IntoIterator<Item = Month, IntoIter: DoubleEndedIterator>,
    month: Month,
) -> Option<Month> {
    told.into_iter().rev().find(|told| *told > month)
}

/// The one before, and before the first of all the last: so one press after the other
/// comes to each.
pub(crate) fn another(told: impl Iterator<Item = Month> + Clone, month: Month) -> Option<Month> {
    let mut all = told.clone();
    before(told, month).or_else(|| all.next())
}

/// So many months, of which the first is as late as can be: the last ones, unless
/// the chosen one is before them. Where there were fewer, the others are ahead.
pub(crate) fn span(first: Month, last: Month, chosen: Month, count: usize) -> Vec<Month> {
    let back = std::iter::successors(Some(last), |month| Some(month.previous()));
    let lately = back.take(count).last().unwrap_or(last);
    let begins = lately.min(chosen).max(first);
    std::iter::successors(Some(begins), |month| Some(month.following())).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(first: &str, last: &str, chosen: &str, begins: &str, ends: &str, count: usize) {
        let months = span(month(first), month(last), month(chosen), count);
        let ends_are = (months.first().copied(), months.last().copied());
        assert_eq!(ends_are, (Some(month(begins)), Some(month(ends))));
        assert_eq!(months.len(), count);
        assert!(months.windows(2).all(|pair| pair[1].previous() == pair[0]), "{months:?}");
        assert!(months.contains(&month(chosen)));
    }

    #[test]
    fn so_many_months_are_drawn_and_the_chosen_one_is_among_them() {
        check("2022-03", "2025-10", "2025-10", "2024-11", "2025-10", 12);
        check("2022-03", "2025-10", "2024-11", "2024-11", "2025-10", 12);
        check("2022-03", "2025-10", "2024-10", "2024-10", "2025-09", 12);
        check("2022-03", "2025-10", "2022-03", "2022-03", "2023-02", 12);
        check("2022-03", "2025-10", "2024-10", "2023-11", "2025-10", 24);
        // Of the first year the months to come have their place already.
        check("2025-08", "2025-10", "2025-09", "2025-08", "2026-07", 12);
    }

    #[test]
    fn one_press_after_the_other_comes_to_each_month() {
        let told = ["2025-10", "2025-07", "2025-05"].map(month);
        assert_eq!(before(told, told[0]), Some(told[1]));
        assert_eq!(before(told, told[2]), None);
        assert_eq!(after(told, told[1]), Some(told[0]));
        assert_eq!(after(told, told[0]), None);
        assert_eq!(another(told.into_iter(), told[0]), Some(told[1]));
        assert_eq!(another(told.into_iter(), told[2]), Some(told[0]));
    }
}
