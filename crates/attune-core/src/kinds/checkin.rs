//! The weekly check-in: three answers, sealed until both have answered.
//!
//! The week is named by ISO 8601; the couple's chosen day only decides when it
//! is offered, so two devices that disagree on day, zone or date still meet in
//! the same week.

use super::Kind;
use super::sealed::{Seals, private, sealed};
use crate::time::{Day, Week, Weekday};
use serde::{Deserialize, Serialize};

pub(crate) const KIND: Kind = Kind::sealed("checkin", SEALS);

/// How many days after the chosen day last week's check-in is still offered.
pub const GRACE_DAYS: i32 = 2;

/// The three answers, in the order of the questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers(pub [String; 3]);

const SEALS: Seals = Seals {
    sealed: sealed::<Week>,
    private: private::<Week, Answers>,
    body: |plain| {
        let Answers(answers) = postcard::from_bytes(plain).ok()?;
        Some(answers.join("\n\n"))
    },
};

/// Last week, while it may still be answered: its day was at most
/// [`GRACE_DAYS`] ago, and this week's has not come. `since` is the first day
/// of the vault, before which nothing was missed.
pub fn week_in_grace(today: Day, weekday: Weekday, since: Day) -> Option<Week> {
    let this = today.week();
    let last = this.previous();
    let last_day = last.day(weekday);
    let within_grace = today <= last_day.plus(GRACE_DAYS) && since <= last_day;
    let this_has_come = today >= this.day(weekday);
    (within_grace && !this_has_come).then_some(last)
}

/// Whether a week that the other sealed comes before this week's: it is this one;
/// the last one, while this week's day has not come; or the next one, by a clock that
/// is ahead. Any other still waits to be answered, by its name, and stands in the way
/// of none.
pub fn comes_first(week: Week, today: Day, weekday: Weekday) -> bool {
    let this = today.week();
    let is_last = week == this.previous() && today < this.day(weekday);
    week == this || is_last || week.previous() == this
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(today: &str, weekday: Weekday, since: &str, week: &str) {
        let today: Day = today.parse().unwrap();
        let late = week_in_grace(today, weekday, since.parse().unwrap());
        assert_eq!(late.unwrap_or(today.week()).to_string(), week);
    }

    #[test]
    fn last_week_is_offered_two_days_longer() {
        // 2026-11-22 is a Sunday.
        check("2026-11-22", Weekday::Sunday, "2026-01-01", "2026-W47");
        check("2026-11-23", Weekday::Sunday, "2026-01-01", "2026-W47");
        check("2026-11-24", Weekday::Sunday, "2026-01-01", "2026-W47");
        check("2026-11-25", Weekday::Sunday, "2026-01-01", "2026-W48");
    }

    #[test]
    fn a_new_vault_missed_nothing() {
        check("2026-11-24", Weekday::Sunday, "2026-11-23", "2026-W48");
    }

    #[test]
    fn the_week_whose_day_has_come_goes_first() {
        check("2026-11-23", Weekday::Monday, "2026-01-01", "2026-W48");
        check("2026-11-25", Weekday::Saturday, "2026-01-01", "2026-W48");
    }

    #[test]
    fn a_week_that_waits_goes_first_until_the_next_one_s_day() {
        // The week before was sealed by the other, and its day is Thursday.
        for (today, week, first) in [
            ("2026-11-23", "2026-W47", true),
            ("2026-11-25", "2026-W47", true),
            ("2026-11-26", "2026-W47", false),
            ("2026-11-23", "2026-W48", true),
            ("2026-11-23", "2026-W46", false),
            ("2026-11-23", "2026-W49", true),
            // As a clock that is wrong, or a program that would, names it.
            ("2026-11-23", "2026-W50", false),
            ("2026-11-23", "2099-W01", false),
        ] {
            let today: Day = today.parse().unwrap();
            let told = comes_first(week.parse().unwrap(), today, Weekday::Thursday);
            assert_eq!(told, first, "{today} {week}");
        }
    }
}
