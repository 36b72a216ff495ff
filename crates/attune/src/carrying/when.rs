//! The times that files state, as what a command is given at. A time that Attune
//! can't keep as it is stated is none: no entry is moved to another day.

use attune_core::time::{Day, Now, Timestamp};
use jiff::civil::{Time, time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;

/// The hour of what states a day and no time.
const NOON: Time = time(12, 0, 0, 0);

/// An instant as it was in `zone`; `None` outside the years 2000 to 2100.
pub(crate) fn in_zone(at: jiff::Timestamp, zone: &TimeZone) -> Option<Now> {
    let offset = i16::try_from(zone.to_offset(at).seconds() / 60).ok()?;
    at_offset(at, offset)
}

fn at_offset(at: jiff::Timestamp, offset_minutes: i16) -> Option<Now> {
    let millis = at.as_millisecond();
    let is_kept = Timestamp::clamped(millis).millis() == millis;
    is_kept.then(|| Now::from_millis(millis, offset_minutes))
}

/// An instant by RFC 3339, such as `2019-03-14T18:22:35Z`.
pub(crate) fn instant(text: &str) -> Option<jiff::Timestamp> {
    text.trim().parse().ok()
}

/// An instant and its offset by RFC 3339, as [`Timestamp::to_rfc3339`] writes them.
pub(crate) fn exactly(text: &str) -> Option<Now> {
    let offset = Pieces::parse(text).ok()?.to_numeric_offset()?;
    at_offset(instant(text)?, i16::try_from(offset.seconds() / 60).ok()?)
}

/// A day, or a day and a time, as people write them at the head of a note; what
/// states no offset is in `here`.
pub(crate) fn loosely(text: &str, here: &TimeZone) -> Option<Now> {
    let text = text.trim();
    let pieces = Pieces::parse(text).ok()?;
    if pieces.to_numeric_offset().is_some() {
        // In Zulu time no place is stated.
        return match text.ends_with(['Z', 'z']) {
            true => in_zone(instant(text)?, here),
            false => exactly(text),
        };
    }
    let stated = pieces.date().to_datetime(pieces.time().unwrap_or(NOON));
    let at = here.to_timestamp(stated).ok()?;
    let now = in_zone(at, here)?;
    // What a change of the clocks skipped is still of its day.
    let day: Day = pieces.date().to_string().parse().ok()?;
    Some(Now { day, ..now })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn madrid() -> TimeZone {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    #[test]
    fn a_day_or_a_time_is_read_as_people_write_it() {
        let (day, offset) = ("2024-03-01", 60);
        for (text, millis) in [
            ("2024-03-01", 1_709_290_800_000),
            (" 2024-03-01 ", 1_709_290_800_000),
            ("2024-03-01 18:30", 1_709_314_200_000),
            ("2024-03-01T18:30:05", 1_709_314_205_000),
            ("2024-03-01T18:30:05+01:00", 1_709_314_205_000),
            ("2024-03-01T17:30:05Z", 1_709_314_205_000),
        ] {
            let now = loosely(text, &madrid()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((now.at.millis(), now.offset_minutes), (millis, offset), "{text}");
            assert_eq!(now.day.to_string(), day, "{text}");
        }
        // Half past two of that night was in no clock.
        assert_eq!(loosely("2024-03-31 02:30", &madrid()).unwrap().day.to_string(), "2024-03-31");
        for text in ["", "yesterday", "01.03.2024", "2024-13-01", "9999-01-01", "1987-06-01"] {
            assert_eq!(loosely(text, &madrid()), None, "{text}");
        }
    }

    #[test]
    fn what_is_exported_is_read_to_the_millisecond() {
        for (millis, offset) in
            [(1_552_587_755_123, -240), (1_552_587_755_000, 345), (946_684_800_000, 0)]
        {
            let text = Timestamp::clamped(millis).to_rfc3339(offset);
            assert_eq!(exactly(&text), Some(Now::from_millis(millis, offset)), "{text}");
        }
    }

    #[test]
    fn a_time_that_cannot_be_kept_is_none() {
        let year_9999 = instant("9999-12-30T00:00:00Z").unwrap();
        assert_eq!(in_zone(year_9999, &TimeZone::UTC), None);
        assert_eq!(exactly("1999-12-31T23:59:59+00:00"), None);
        assert_eq!(instant("sometime"), None);
    }
}
