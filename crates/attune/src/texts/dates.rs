//! Days, weekdays and months, said as the language says them. The names, their
//! order and the small words between are Unicode's (CLDR, through `icu`), so
//! that nobody has to translate a calendar, nor to get it right.

use super::{Language, pseudo, region};
use attune_core::time::{Day, Weekday};
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::enums::{CalendarPeriodFieldSet, DateFieldSet};
use icu_datetime::fieldsets::{E, M, MD, MDE, YM, YMD};
use icu_locale_core::Locale;
use std::cell::RefCell;
use std::collections::HashMap;

/// What puts a day, or the month around it, into words.
enum Formatter {
    Day(FixedCalendarDateTimeFormatter<Gregorian, DateFieldSet>),
    Period(FixedCalendarDateTimeFormatter<Gregorian, CalendarPeriodFieldSet>),
}

/// How much of a day is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Said {
    WeekdayDayMonth,
    DayMonth,
    DayMonthShort,
    DayMonthYear,
    MonthYear,
    Month,
    MonthShort,
    Weekday,
    WeekdayShort,
}

impl Said {
    /// None where `icu` has nothing for it, which a test holds not to be so.
    fn load(self, locale: Locale) -> Option<Formatter> {
        let fields = match self {
            Self::WeekdayDayMonth => Ok(DateFieldSet::MDE(MDE::long())),
            Self::DayMonth => Ok(DateFieldSet::MD(MD::long())),
            Self::DayMonthShort => Ok(DateFieldSet::MD(MD::medium())),
            Self::DayMonthYear => Ok(DateFieldSet::YMD(YMD::long())),
            Self::Weekday => Ok(DateFieldSet::E(E::long())),
            Self::WeekdayShort => Ok(DateFieldSet::E(E::short())),
            Self::MonthYear => Err(CalendarPeriodFieldSet::YM(YM::long())),
            Self::Month => Err(CalendarPeriodFieldSet::M(M::long())),
            Self::MonthShort => Err(CalendarPeriodFieldSet::M(M::medium())),
        };
        let locale = locale.into();
        Some(match fields {
            Ok(day) => Formatter::Day(FixedCalendarDateTimeFormatter::try_new(locale, day).ok()?),
            Err(period) => {
                Formatter::Period(FixedCalendarDateTimeFormatter::try_new(locale, period).ok()?)
            }
        })
    }
}

thread_local! {
    /// What was loaded. A list names a day in each row, in every frame.
    static LOADED: RefCell<HashMap<(Language, Said), Formatter>> = RefCell::default();
}

/// "Thursday 13 November".
pub(crate) fn weekday_day_month(day: Day) -> String {
    say(day, Said::WeekdayDayMonth)
}

/// "13 November".
pub(crate) fn day_month(day: Day) -> String {
    say(day, Said::DayMonth)
}

/// "13 Nov".
pub(crate) fn day_month_short(day: Day) -> String {
    say(day, Said::DayMonthShort)
}

/// "13 November 2025".
pub(crate) fn day_month_year(day: Day) -> String {
    say(day, Said::DayMonthYear)
}

/// "November 2025".
pub(crate) fn month_year(day: Day) -> String {
    say(day, Said::MonthYear)
}

/// "November".
pub(crate) fn month(day: Day) -> String {
    say(day, Said::Month)
}

/// "Nov".
pub(crate) fn month_short(day: Day) -> String {
    say(day, Said::MonthShort)
}

/// "Thursday", "jueves": as it is written within a sentence.
pub(crate) fn weekday(weekday: Weekday) -> String {
    say(a_day_on(weekday), Said::Weekday)
}

/// "Thu", "jue".
pub(crate) fn weekday_short(weekday: Weekday) -> String {
    say(a_day_on(weekday), Said::WeekdayShort)
}

fn a_day_on(weekday: Weekday) -> Day {
    let monday = Day::clamped(jiff::civil::date(2024, 1, 1));
    monday.plus(i32::from(weekday.monday_zero()))
}

/// The days of a week in their order, from whichever it begins with here.
pub(crate) fn week() -> [Weekday; 7] {
    let mut week = Weekday::ALL;
    week.sort_by_key(|day| column(*day));
    week
}

/// The column of a weekday in a week as it is drawn here, counted from nought.
pub(crate) fn column(weekday: Weekday) -> usize {
    column_from(weekday, region::first_weekday())
}

fn column_from(weekday: Weekday, first: Weekday) -> usize {
    let after = weekday.monday_zero() - first.monday_zero();
    usize::try_from(after.rem_euclid(7)).unwrap_or_default()
}

fn say(day: Day, said: Said) -> String {
    let language = Language::current();
    let words = formatted(language, day, said).unwrap_or_else(|| day.to_string());
    if language == Language::Pseudo { pseudo::bracketed(&pseudo::accented(&words)) } else { words }
}

fn formatted(language: Language, day: Day, said: Said) -> Option<String> {
    let (year, month, of_month) = (day.date().year(), day.date().month(), day.date().day());
    let (month, of_month) = (u8::try_from(month).ok()?, u8::try_from(of_month).ok()?);
    let date = Date::try_new_gregorian(i32::from(year), month, of_month).ok()?;
    LOADED.with_borrow_mut(|loaded| {
        let formatter = match loaded.entry((language, said)) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(said.load(region::of_language(language))?)
            }
        };
        Some(match formatter {
            Formatter::Day(formatter) => formatter.format(&date).to_string(),
            Formatter::Period(formatter) => formatter.format(&date).to_string(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, said: impl FnOnce(Day) -> String, expected: &str) {
        let day = "2025-11-13".parse().unwrap();
        assert_eq!(language.within(|| said(day)), expected);
    }

    #[test]
    fn english_days_are_as_the_design_has_them() {
        check(Language::English, weekday_day_month, "Thursday 13 November");
        check(Language::English, day_month, "13 November");
        check(Language::English, day_month_short, "13 Nov");
        check(Language::English, day_month_year, "13 November 2025");
        check(Language::English, month_year, "November 2025");
        check(Language::English, month, "November");
        check(Language::English, month_short, "Nov");
        check(Language::English, |day| weekday(day.weekday()), "Thursday");
    }

    #[test]
    fn spanish_days_are_as_spanish_writes_them() {
        check(Language::Spanish, weekday_day_month, "jueves, 13 de noviembre");
        check(Language::Spanish, day_month, "13 de noviembre");
        check(Language::Spanish, day_month_short, "13 nov");
        check(Language::Spanish, day_month_year, "13 de noviembre de 2025");
        check(Language::Spanish, month_year, "noviembre de 2025");
        check(Language::Spanish, month, "noviembre");
        check(Language::Spanish, month_short, "nov");
        check(Language::Spanish, |day| weekday(day.weekday()), "jueves");
    }

    #[test]
    fn each_weekday_has_its_own_name() {
        let names: std::collections::BTreeSet<String> =
            Weekday::ALL.into_iter().map(weekday).collect();
        assert_eq!(names.len(), 7);
        for day in Weekday::ALL {
            assert_eq!(weekday(day).to_lowercase(), day.name());
        }
    }

    #[test]
    fn a_week_begins_with_whatever_day_it_is_told() {
        for (weekday, first, column) in [
            (Weekday::Monday, Weekday::Monday, 0),
            (Weekday::Sunday, Weekday::Monday, 6),
            (Weekday::Sunday, Weekday::Sunday, 0),
            (Weekday::Monday, Weekday::Sunday, 1),
            (Weekday::Friday, Weekday::Saturday, 6),
        ] {
            assert_eq!(column_from(weekday, first), column, "{weekday:?} from {first:?}");
        }
        assert_eq!(column(Weekday::Sunday), 6);
    }

    #[test]
    fn a_week_is_seven_days_from_the_one_it_begins_with() {
        assert_eq!(week(), Weekday::ALL);
        let week = region::beginning_with(Weekday::Saturday, week);
        assert_eq!(week[..3], [Weekday::Saturday, Weekday::Sunday, Weekday::Monday]);
        assert_eq!(week[6], Weekday::Friday);
    }
}
