//! Claimed times. They order lists and head pages; they decide no rule, no
//! winner and no expiry, because any clock may be wrong. Core reads no clock:
//! [`Now`] is passed in.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Milliseconds since 1970-01-01 UTC, held within the years 2000 to 2100 so
/// that a wild clock can't push an entry out of every list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Timestamp(i64);

impl Timestamp {
    /// 2000-01-01T00:00:00Z.
    pub const MIN: Timestamp = Timestamp(946_684_800_000);
    /// 2100-12-31T23:59:59.999Z.
    pub const MAX: Timestamp = Timestamp(4_133_980_799_999);

    /// The nearest allowed time to `millis`.
    pub fn clamped(millis: i64) -> Self {
        Self(millis.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Milliseconds since 1970-01-01 UTC.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// RFC 3339 with the offset given in minutes east of UTC.
    pub fn to_rfc3339(self, offset_minutes: i16) -> String {
        let stamp = jiff::Timestamp::from_millisecond(self.0).unwrap_or_default();
        let offset = jiff::tz::Offset::from_seconds(i32::from(offset_minutes) * 60)
            .unwrap_or(jiff::tz::Offset::UTC);
        stamp.display_with_offset(offset).to_string()
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Timestamp::clamped)
    }
}

/// A civil day in its writer's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(jiff::civil::Date);

/// The text was not a day, or lies outside the years 2000 to 2100.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a day: expected YYYY-MM-DD between 2000 and 2100")]
pub struct ParseDayError;

impl Day {
    /// The last one that can be told.
    pub const MAX: Day = Day(jiff::civil::date(2100, 12, 31));

    /// The civil day, with years outside 2000 to 2100 clamped.
    pub fn clamped(date: jiff::civil::Date) -> Self {
        Self(date.clamp(jiff::civil::date(2000, 1, 1), jiff::civil::date(2100, 12, 31)))
    }

    /// The civil date.
    pub fn date(self) -> jiff::civil::Date {
        self.0
    }

    /// The ISO 8601 week this day lies in.
    pub fn week(self) -> Week {
        let iso = self.0.iso_week_date();
        Week { year: iso.year(), week: iso.week() }
    }

    /// The calendar month this day lies in.
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// This day moved by whole days (clamped at the ends).
    pub fn plus(self, days: i32) -> Day {
        let span = jiff::Span::new().days(days);
        self.0.checked_add(span).map_or(self, Day::clamped)
    }

    /// The weekday.
    pub fn weekday(self) -> Weekday {
        Weekday::from_monday_zero(self.0.weekday().to_monday_zero_offset())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        let date: jiff::civil::Date = text.parse().map_err(|_| ParseDayError)?;
        if text.len() == 10 && (2000..=2100).contains(&date.year()) {
            Ok(Day(date))
        } else {
            Err(ParseDayError)
        }
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A week by ISO 8601: it names a check-in on both devices, whatever day the
/// couple chose. Written `2026-W48`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i16,
    week: i8,
}

impl Week {
    /// The week's Monday.
    pub fn monday(self) -> Day {
        self.day(Weekday::Monday)
    }

    /// The day of this week that falls on `weekday`.
    pub fn day(self, weekday: Weekday) -> Day {
        jiff::civil::Weekday::from_monday_zero_offset(weekday.monday_zero())
            .and_then(|weekday| jiff::civil::ISOWeekDate::new(self.year, self.week, weekday))
            .map_or(Day(jiff::civil::date(2000, 1, 3)), |iso| Day::clamped(iso.date()))
    }

    /// The week before.
    pub fn previous(self) -> Week {
        self.monday().plus(-7).week()
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

impl FromStr for Week {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        let (year, week) = text.split_once("-W").ok_or(ParseDayError)?;
        let year: i16 = year.parse().map_err(|_| ParseDayError)?;
        let week: i8 = week.parse().map_err(|_| ParseDayError)?;
        let week = Week { year, week };
        // The first days of 2000 lie in the last week of 1999.
        let exists = (1999..=2100).contains(&year)
            && jiff::civil::ISOWeekDate::new(year, week.week, jiff::civil::Weekday::Monday).is_ok();
        if exists && week.to_string() == text { Ok(week) } else { Err(ParseDayError) }
    }
}

impl Serialize for Week {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A calendar month, which names a pulse on both devices. Written `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month's first day.
    pub fn first(self) -> Day {
        jiff::civil::Date::new(self.year, self.month, 1)
            .map_or(Day(jiff::civil::date(2000, 1, 1)), Day::clamped)
    }

    /// The month before.
    pub fn previous(self) -> Month {
        self.first().plus(-1).month()
    }

    /// The month after.
    pub fn following(self) -> Month {
        // Thirty-one days after a first it is always the next month.
        self.first().plus(31).month()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        let (year, month) = text.split_once('-').ok_or(ParseDayError)?;
        let year: i16 = year.parse().map_err(|_| ParseDayError)?;
        let month: i8 = month.parse().map_err(|_| ParseDayError)?;
        let exists = (2000..=2100).contains(&year) && (1..=12).contains(&month);
        let month = Month { year, month };
        if exists && month.to_string() == text { Ok(month) } else { Err(ParseDayError) }
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// 0 for Monday to 6 for Sunday.
    pub fn monday_zero(self) -> i8 {
        self as i8
    }

    fn from_monday_zero(offset: i8) -> Weekday {
        Self::ALL[usize::try_from(offset.rem_euclid(7)).unwrap_or_default()]
    }

    /// The English name in lower case, as stored and as the terminal takes it.
    pub fn name(self) -> &'static str {
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            [self as usize]
    }
}

impl FromStr for Weekday {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        let text = text.to_lowercase();
        let mut matching =
            Self::ALL.into_iter().filter(|day| text.len() >= 2 && day.name().starts_with(&text));
        matching.next().filter(|_| matching.next().is_none()).ok_or(ParseDayError)
    }
}

/// A time of day as the clock on the wall shows it, to the minute, whatever zone
/// that is in. Written `21:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

/// The text was no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day: expected HH:MM, from 00:00 to 23:59")]
pub struct ParseClockTimeError;

impl ClockTime {
    const MINUTES: i64 = 24 * 60;

    /// So many minutes after midnight, held within one day.
    pub fn from_minutes(minutes: i64) -> Self {
        Self(u16::try_from(minutes.clamp(0, Self::MINUTES - 1)).unwrap_or_default())
    }

    /// Minutes after midnight, below 1440.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for ClockTime {
    type Err = ParseClockTimeError;

    /// A single digit will do for the hour.
    fn from_str(text: &str) -> Result<Self, ParseClockTimeError> {
        let (hour, minute) = text.trim().split_once(':').ok_or(ParseClockTimeError)?;
        let number = |digits: &str, most: u16| {
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u16>().ok().filter(|number| is_number && *number <= most)
        };
        match (number(hour, 23), number(minute, 59)) {
            (Some(hour), Some(minutes)) if minute.len() == 2 => Ok(Self(hour * 60 + minutes)),
            _ => Err(ParseClockTimeError),
        }
    }
}

impl Serialize for ClockTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The moment a command is given, as its writer's clock claims it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The instant.
    pub at: Timestamp,
    /// The civil day where the writer is.
    pub day: Day,
    /// The writer's offset from UTC in minutes, east positive.
    pub offset_minutes: i16,
}

impl Now {
    /// The moment `millis` after 1970 at `offset_minutes` east of UTC.
    pub fn from_millis(millis: i64, offset_minutes: i16) -> Self {
        let at = Timestamp::clamped(millis);
        let local = at.millis() + i64::from(offset_minutes) * 60_000;
        let date = jiff::Timestamp::from_millisecond(local)
            .map_or(jiff::civil::date(2000, 1, 1), |t| jiff::tz::Offset::UTC.to_datetime(t).date());
        Self { at, day: Day::clamped(date), offset_minutes }
    }

    /// What the clock on the wall shows where the writer is.
    pub fn clock_time(&self) -> ClockTime {
        let minutes = self.at.millis().div_euclid(60_000) + i64::from(self.offset_minutes);
        ClockTime::from_minutes(minutes.rem_euclid(ClockTime::MINUTES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_week(day: &str, week: &str) {
        let day: Day = day.parse().unwrap();
        assert_eq!(day.week().to_string(), week);
        assert_eq!(week.parse::<Week>().unwrap(), day.week());
        assert_eq!(day.week().day(day.weekday()), day);
    }

    #[test]
    fn weeks_follow_iso_8601_over_the_turn_of_years() {
        check_week("2026-11-24", "2026-W48");
        check_week("2027-01-03", "2026-W53");
        check_week("2024-12-30", "2025-W01");
        check_week("2021-01-01", "2020-W53");
        // The ends of what is allowed have weeks as well.
        check_week("2000-01-01", "1999-W52");
        check_week("2100-12-31", "2100-W52");
    }

    #[test]
    fn a_wild_clock_is_held_within_the_century() {
        assert_eq!(Now::from_millis(0, 0).day.to_string(), "2000-01-01");
        assert_eq!(Now::from_millis(i64::MAX / 2, 0).day.to_string(), "2100-12-31");
        assert_eq!(Timestamp::clamped(i64::MIN), Timestamp::MIN);
    }

    #[test]
    fn the_day_is_the_writers_own() {
        let late_evening_utc = 1_763_074_800_000; // 2025-11-13T23:00:00Z
        assert_eq!(Now::from_millis(late_evening_utc, 0).day.to_string(), "2025-11-13");
        assert_eq!(Now::from_millis(late_evening_utc, 120).day.to_string(), "2025-11-14");
    }

    #[test]
    fn times_are_written_with_their_offset() {
        let at = Timestamp::clamped(1_763_074_800_000);
        assert_eq!(at.to_rfc3339(120), "2025-11-14T01:00:00+02:00");
    }

    #[test]
    fn other_text_is_no_day_and_no_week() {
        for text in ["", "2025-13-01", "1999-01-01", "2025-1-1", "tomorrow", "2025-11-13T00"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
        for text in ["", "2025-W00", "2025-W54", "2025-W53", "2025-W1", "2025W01"] {
            assert!(text.parse::<Week>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_of_day_is_what_the_wall_shows() {
        let late_evening_utc = 1_763_074_800_000; // 2025-11-13T23:00:00Z
        let shown = |offset| Now::from_millis(late_evening_utc, offset).clock_time().to_string();
        assert_eq!(
            (shown(0), shown(90), shown(-600)),
            ("23:00".into(), "00:30".into(), "13:00".into())
        );
        assert_eq!("7:30".parse::<ClockTime>().unwrap().to_string(), "07:30");
        for text in ["", "24:00", "12:60", "12:5", "noon", "12", "+1:00", "12:00:00"] {
            assert!(text.parse::<ClockTime>().is_err(), "{text}");
        }
        assert_eq!(ClockTime::from_minutes(i64::MAX).to_string(), "23:59");
    }

    #[test]
    fn weekdays_may_be_shortened() {
        assert_eq!("Sun".parse(), Ok(Weekday::Sunday));
        assert_eq!("tu".parse(), Ok(Weekday::Tuesday));
        assert!("t".parse::<Weekday>().is_err());
        assert!("someday".parse::<Weekday>().is_err());
    }
}
