//! When a ritual is: on which civil days, at what time by the clock on the wall,
//! and when it rests. All of it is asked with the day and the time that the
//! asking device shows just now. So a ritual at nine in the evening is at nine
//! wherever one is, an hour that a change of clocks leaves out or repeats makes
//! none and doubles none, and two devices in two zones need not agree on a moment.

use crate::time::{ClockTime, Day, Week, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Some days of the week, as bits, Monday the lowest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Days(u8);

/// The text names no days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not days of the week: expected “daily”, or such as “mon,wed,fri”")]
pub struct ParseDaysError;

impl Days {
    /// All seven.
    pub const DAILY: Days = Days(0x7f);

    /// The days that the seven lowest bits name; what else is set is left out.
    pub fn from_bits(bits: i64) -> Self {
        Self(u8::try_from(bits & 0x7f).unwrap_or_default())
    }

    /// The bits, Monday the lowest.
    pub fn bits(self) -> i64 {
        self.0.into()
    }

    /// Whether no day is among them.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `day` is among them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// These and `day`.
    #[must_use]
    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | bit(day))
    }

    /// These without `day`.
    #[must_use]
    pub fn without(self, day: Weekday) -> Self {
        Self(self.0 & !bit(day))
    }

    /// Each of them, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::ALL.into_iter().filter(move |day| self.contains(*day))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.monday_zero()
}

/// As the terminal takes it: `daily`, or `mon,wed,fri`.
impl fmt::Display for Days {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::DAILY {
            return out.write_str("daily");
        }
        let short: Vec<&str> = self.iter().map(|day| &day.name()[..3]).collect();
        out.write_str(&short.join(","))
    }
}

impl FromStr for Days {
    type Err = ParseDaysError;

    fn from_str(text: &str) -> Result<Self, ParseDaysError> {
        if text.eq_ignore_ascii_case("daily") {
            return Ok(Self::DAILY);
        }
        text.split(',').try_fold(Self::default(), |days, name| {
            name.trim().parse().map(|day| days.with(day)).map_err(|_| ParseDaysError)
        })
    }
}

/// When a ritual rests: from one day to the one on which it is back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
}

impl Rest {
    /// Whether it rests on `day`.
    pub fn covers(self, day: Day) -> bool {
        self.from <= day && day < self.until
    }

    /// Both days in one number, so that of two rests chosen at once one stands
    /// whole, and never the begin of one with the end of the other.
    pub(crate) fn number(rest: Option<Self>) -> i64 {
        rest.map_or(0, |rest| digits(rest.from) * 100_000_000 + digits(rest.until))
    }

    /// The rest that such a number names.
    pub(crate) fn of_number(number: i64) -> Option<Self> {
        let rest = Self {
            from: of_digits(number / 100_000_000)?,
            until: of_digits(number % 100_000_000)?,
        };
        (rest.from < rest.until).then_some(rest)
    }
}

/// A day as a number that reads as it is written: 20261130.
fn digits(day: Day) -> i64 {
    let date = day.date();
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

fn of_digits(number: i64) -> Option<Day> {
    let (year, rest) = (number / 10_000, number % 10_000);
    format!("{year:04}-{:02}-{:02}", rest / 100, rest % 100).parse().ok()
}

/// When a ritual is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    /// On which days of the week.
    pub days: Days,
    /// At what time of those days.
    pub at: ClockTime,
    /// When it rests.
    pub rest: Option<Rest>,
}

impl Rhythm {
    /// Whether it falls on `day`, resting or not.
    pub fn falls_on(&self, day: Day) -> bool {
        self.days.contains(day.weekday())
    }

    /// Whether it rests on `day`.
    pub fn rests_on(&self, day: Day) -> bool {
        self.rest.is_some_and(|rest| rest.covers(day))
    }

    /// Whether its time has come on `day`, by a clock that shows `time`. Where a
    /// change of clocks leaves its time out, the first time after it will do.
    pub fn has_come(&self, day: Day, time: ClockTime) -> bool {
        self.falls_on(day) && self.at <= time
    }
}

/// The days on which a ritual was kept, by weeks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept(BTreeMap<Week, Days>);

impl Kept {
    /// Whether it was kept on `day`.
    pub fn contains(&self, day: Day) -> bool {
        self.0.get(&day.week()).is_some_and(|days| days.contains(day.weekday()))
    }

    /// It was kept on `day` as well.
    pub fn insert(&mut self, day: Day) {
        let days = self.0.entry(day.week()).or_default();
        *days = days.with(day.weekday());
    }

    /// Each of them, the earliest first.
    pub fn iter(&self) -> impl Iterator<Item = Day> {
        self.0.iter().flat_map(|(week, days)| days.iter().map(|weekday| week.day(weekday)))
    }
}

/// A day in a week's thread. There is none for a day that was let go by: the
/// thread runs on through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bead {
    /// It was kept.
    Kept,
    /// It is today, or still to come.
    Ahead,
    /// The ritual rests.
    Resting,
    /// Nothing is there.
    Empty,
}

/// A week's thread, Monday to Sunday, as it is `today`.
pub fn thread(rhythm: &Rhythm, kept: &Kept, week: Week, today: Day) -> [Bead; 7] {
    Weekday::ALL.map(|weekday| {
        let day = week.day(weekday);
        if kept.contains(day) {
            Bead::Kept
        } else if rhythm.rests_on(day) {
            Bead::Resting
        } else if day >= today {
            Bead::Ahead
        } else {
            Bead::Empty
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_named_in_any_order_and_told_monday_first() {
        let days: Days = "fri, mon,wednesday".parse().unwrap();
        assert_eq!(days.to_string(), "mon,wed,fri");
        assert_eq!("daily".parse(), Ok(Days::DAILY));
        assert_eq!(Days::DAILY.to_string().parse(), Ok(Days::DAILY));
        for bad in ["", "mon,", "t", "someday", "mon;tue"] {
            assert!(bad.parse::<Days>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_rest_ends_on_the_day_it_names() {
        let rest = Rest { from: day("2026-11-13"), until: day("2026-12-01") };
        let on = |text| rest.covers(day(text));
        assert!(on("2026-11-13") && on("2026-11-30"));
        assert!(!on("2026-11-12") && !on("2026-12-01"));
    }

    #[test]
    fn a_thread_shows_what_was_kept_and_runs_on_through_the_rest() {
        let mut kept = Kept::default();
        kept.insert(day("2026-11-09"));
        kept.insert(day("2026-11-12"));
        let rest = Some(Rest { from: day("2026-11-14"), until: day("2026-12-01") });
        let rhythm = Rhythm { days: Days::DAILY, at: "21:00".parse().unwrap(), rest };
        let today = day("2026-11-12");
        use Bead::{Ahead, Empty, Kept as K, Resting};
        let told = thread(&rhythm, &kept, today.week(), today);
        assert_eq!(told, [K, Empty, Empty, K, Ahead, Resting, Resting]);
        // A mark of the other, whose day has begun already.
        kept.insert(day("2026-11-13"));
        assert_eq!(thread(&rhythm, &kept, today.week(), today)[4], K);
        assert_eq!(thread(&rhythm, &kept, day("2026-11-01").week(), today), [Empty; 7]);
    }

    proptest! {
        #[test]
        fn days_and_rests_read_back(bits in 0_i64..128, from in 0..30_000_i32, length in 1..900_i32) {
            let days = Days::from_bits(bits);
            prop_assert_eq!(days.bits(), bits);
            if !days.is_empty() {
                prop_assert_eq!(days.to_string().parse(), Ok(days));
            }
            let from = day("2000-01-01").plus(from);
            let rest = Rest { from, until: from.plus(length) };
            prop_assert_eq!(Rest::of_number(Rest::number(Some(rest))), Some(rest));
        }

        /// Whatever somebody else's program writes, it is read without a stumble.
        #[test]
        fn any_number_is_some_rest_or_none(number: i64) {
            if let Some(rest) = Rest::of_number(number) {
                prop_assert!(rest.from < rest.until);
            }
        }
    }
}
