//! The backups in a folder: how they are called, and which are kept as the days go.

use crate::ids::DeviceId;
use crate::time::Day;
use std::collections::BTreeSet;

/// The newest days that are kept, each week's newest, and each month's newest.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// The ending of a backup's name.
const ENDING: &str = ".attune-backup";

/// How a device calls its backup of a day. Two devices never mean the same file:
/// both may write to one folder.
pub fn name(device: DeviceId, day: Day) -> String {
    format!("attune-{}-{day}{ENDING}", device.short())
}

/// The day of a backup that this device named so; `None` for any other name.
pub fn day_of(file: &str, device: DeviceId) -> Option<Day> {
    let day = file.strip_suffix(ENDING)?.strip_prefix(&format!("attune-{}-", device.short()))?;
    day.parse().ok()
}

/// The days whose backups are let go: all but those of the last seven days that
/// have one, and the newest of each of the last four weeks and twelve months that
/// have one.
pub fn let_go(days: &BTreeSet<Day>) -> Vec<Day> {
    let mut kept: BTreeSet<Day> = days.iter().rev().take(DAYS).copied().collect();
    kept.extend(newest_of_each(days, Day::week).take(WEEKS));
    kept.extend(newest_of_each(days, Day::month).take(MONTHS));
    days.difference(&kept).copied().collect()
}

/// The newest day of each span that has any, the newest span first.
fn newest_of_each<S: PartialEq>(
    days: &BTreeSet<Day>,
    span: impl Fn(Day) -> S,
) -> impl Iterator<Item = Day> {
    let mut last = None;
    days.iter().rev().copied().filter(move |day| {
        let this = Some(span(*day));
        let is_new = this != last;
        last = this;
        is_new
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// What is there after a backup on each of these days, the rule kept each time.
    fn lived(days: impl IntoIterator<Item = Day>) -> BTreeSet<Day> {
        let mut there = BTreeSet::new();
        for day in days {
            there.insert(day);
            for gone in let_go(&there) {
                there.remove(&gone);
            }
        }
        there
    }

    #[test]
    fn two_years_of_days_leave_a_week_a_month_and_a_year() {
        let first = day("2025-01-01");
        let there = lived((0..730).map(|n| first.plus(n)));
        let there: Vec<String> = there.iter().map(Day::to_string).collect();
        assert_eq!(
            there,
            [
                "2026-01-31",
                "2026-02-28",
                "2026-03-31",
                "2026-04-30",
                "2026-05-31",
                "2026-06-30",
                "2026-07-31",
                "2026-08-31",
                "2026-09-30",
                "2026-10-31",
                "2026-11-30",
                "2026-12-13",
                "2026-12-20",
                "2026-12-25",
                "2026-12-26",
                "2026-12-27",
                "2026-12-28",
                "2026-12-29",
                "2026-12-30",
                "2026-12-31",
            ]
        );
    }

    #[test]
    fn a_name_is_its_device_s_alone() {
        let (mine, other) = (DeviceId::from_bytes([1; 32]), DeviceId::from_bytes([2; 32]));
        let named = name(mine, day("2026-12-01"));
        assert_eq!(named, "attune-01010101-2026-12-01.attune-backup");
        assert_eq!(day_of(&named, mine), Some(day("2026-12-01")));
        assert_eq!(day_of(&named, other), None);
        for foreign in [
            "attune-01010101-2026-12-01.attune-backup.old",
            "attune-01010101-2026-13-01.attune-backup",
            "attune-01010101-2026-12-01",
            "before-we-moved.attune-backup",
            "",
        ] {
            assert_eq!(day_of(foreign, mine), None, "{foreign}");
        }
    }

    fn some_days() -> impl Strategy<Value = BTreeSet<Day>> {
        proptest::collection::btree_set(0..2000_i32, 0..120)
            .prop_map(|days| days.into_iter().map(|n| day("2024-01-01").plus(n)).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn the_newest_stay_and_never_more_than_the_rule_says(days in some_days()) {
            let gone = let_go(&days);
            let kept: BTreeSet<Day> =
                days.iter().filter(|day| !gone.contains(day)).copied().collect();
            prop_assert!(kept.len() <= DAYS + WEEKS + MONTHS);
            let newest: Vec<&Day> = days.iter().rev().take(DAYS).collect();
            prop_assert!(newest.iter().all(|day| kept.contains(day)));
            // Every month of the last year that had one still has one.
            let months: BTreeSet<_> = kept.iter().map(|day| day.month()).collect();
            let all: BTreeSet<_> = days.iter().map(|day| day.month()).collect();
            let last: Vec<_> = all.iter().rev().take(MONTHS).collect();
            prop_assert!(last.iter().all(|month| months.contains(month)));
            // What is kept is kept again.
            prop_assert_eq!(let_go(&kept), Vec::new());
        }
    }
}
