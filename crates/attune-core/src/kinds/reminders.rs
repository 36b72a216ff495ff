//! When something that has its days and its time, a ritual or the check-in, is to be
//! reminded of: once its time goes by on a civil day, and not a second time that day,
//! however the clock on the wall moves. Nothing here is stored: what went by while
//! nobody looked is let go.

use super::rhythm::Rhythm;
use crate::time::{ClockTime, Day};
use std::collections::{BTreeMap, BTreeSet};

/// How far the day may go back or forth, by travel, before what went by is
/// forgotten, in days.
const REMEMBERED: i32 = 7;

/// The latest that somebody is reminded after something's time, in minutes: as much as
/// a change of clocks leaves out. Later it would be no reminder but a reproach.
const LATEST: u16 = 60;

/// What one device has seen go by, each by its name `N`.
#[derive(Debug, Clone)]
pub struct Reminders<N> {
    /// When each was, at the last look.
    known: BTreeMap<N, Rhythm>,
    /// Those whose time went by, with the days.
    gone_by: BTreeSet<(Day, N)>,
}

/// Something to be reminded of as it stands at a look.
#[derive(Debug, Clone, Copy)]
pub struct Standing<N> {
    /// Which.
    pub id: N,
    /// When it is.
    pub rhythm: Rhythm,
    /// Whether it was kept today: a ritual is marked, a check-in answered.
    pub kept: bool,
}

impl<N> Default for Reminders<N> {
    fn default() -> Self {
        Self { known: BTreeMap::new(), gone_by: BTreeSet::new() }
    }
}

impl<N: Copy + Ord> Reminders<N> {
    /// Begins to look again, after a while in which nobody did: the time of what
    /// is due by then went by unseen.
    pub fn begin(&mut self) {
        self.known.clear();
    }

    /// Looks at `all` on `day`, by a clock that shows `time`; gives those to be
    /// reminded of now. One that is new, or was moved, since the last look is not:
    /// its time had come when somebody wrote it down.
    pub fn look(&mut self, all: &[Standing<N>], day: Day, time: ClockTime) -> Vec<N> {
        let near = day.plus(-REMEMBERED)..=day.plus(REMEMBERED);
        self.gone_by.retain(|(gone, _)| near.contains(gone));
        let mut now = Vec::new();
        for Standing { id, rhythm, kept } in all {
            let watched = self.known.get(id) == Some(rhythm);
            // What is kept or rests goes by as well: taking the mark back, or
            // ending the rest, is no reason to ask later.
            let is_near = time.minutes().saturating_sub(rhythm.at.minutes()) <= LATEST;
            if rhythm.has_come(day, time)
                && is_near
                && self.gone_by.insert((day, *id))
                && watched
                && !kept
                && !rhythm.rests_on(day)
            {
                now.push(*id);
            }
        }
        self.known = all.iter().map(|each| (each.id, each.rhythm)).collect();
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::DocumentId;
    use crate::kinds::rhythm::{Days, Rest};
    use crate::time::Now;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000;
    const HOUR: i64 = 60 * MINUTE;
    const WHO: DocumentId = DocumentId::from_bytes([7; 16]);

    fn standing(at: &str) -> Standing<DocumentId> {
        let rhythm = Rhythm { days: Days::DAILY, at: at.parse().unwrap(), rest: None };
        Standing { id: WHO, rhythm, kept: false }
    }

    /// Places with their rules as of 2026, as POSIX writes them: no machine needs a
    /// list of zones for this.
    const ZONES: [(&str, &str); 13] = [
        ("Los Angeles", "PST8PDT,M3.2.0,M11.1.0"),
        ("New York", "EST5EDT,M3.2.0,M11.1.0"),
        ("Havana", "CST5CDT,M3.2.0/0,M11.1.0/1"),
        ("Santiago", "<-04>4<-03>,M9.1.6/24,M4.1.6/24"),
        ("St John’s", "NST3:30NDT,M3.2.0,M11.1.0"),
        ("Madrid", "CET-1CEST,M3.5.0,M10.5.0/3"),
        ("Beirut", "EET-2EEST,M3.5.0/0,M10.5.0/0"),
        ("Dubai", "<+04>-4"),
        ("Kathmandu", "<+0545>-5:45"),
        ("Tokyo", "JST-9"),
        ("Lord Howe Island", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
        ("Auckland", "NZST-12NZDT,M9.5.0,M4.1.0/3"),
        ("Apia", "<+13>-13"),
    ];

    fn rules(place: &str) -> TimeZone {
        let (_, rules) = ZONES.into_iter().find(|(name, _)| *name == place).unwrap();
        TimeZone::posix(rules).unwrap()
    }

    /// What the wall shows in a zone at an instant.
    fn wall(zone: &TimeZone, millis: i64) -> (Day, ClockTime) {
        let instant = jiff::Timestamp::from_millisecond(millis).unwrap();
        let offset = zone.to_offset(instant).seconds() / 60;
        let now = Now::from_millis(millis, i16::try_from(offset).unwrap());
        (now.day, now.clock_time())
    }

    /// The days that were reminded of, looking once a minute at a clock that is
    /// carried from zone to zone: each is stayed in for so many hours.
    fn days(at: &str, begin: &str, stays: &[(&str, i64)]) -> Vec<(String, String)> {
        let mut reminders = Reminders::default();
        let mut told = Vec::new();
        let mut millis = begin.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        for (zone, hours) in stays {
            let zone = rules(zone);
            for _ in 0..hours * 60 {
                let (day, time) = wall(&zone, millis);
                for _ in reminders.look(&[standing(at)], day, time) {
                    told.push((day.to_string(), time.to_string()));
                }
                millis += MINUTE;
            }
        }
        told
    }

    #[track_caller]
    fn check(at: &str, begin: &str, stays: &[(&str, i64)], expected: &[(&str, &str)]) {
        let told = days(at, begin, stays);
        let told: Vec<(&str, &str)> =
            told.iter().map(|(day, time)| (day.as_str(), time.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn an_hour_that_is_left_out_or_repeated_makes_one_reminder_a_day() {
        // Madrid leaves out two to three on 29 March 2026, and repeats it on 25 October.
        check(
            "02:30",
            "2026-03-27T23:30:00Z",
            &[("Madrid", 71)],
            &[("2026-03-28", "02:30"), ("2026-03-29", "03:00"), ("2026-03-30", "02:30")],
        );
        check(
            "02:30",
            "2026-10-23T22:30:00Z",
            &[("Madrid", 73)],
            &[("2026-10-24", "02:30"), ("2026-10-25", "02:30"), ("2026-10-26", "02:30")],
        );
        // Beirut leaves out the first hour of the day, Havana repeats it.
        check("00:15", "2026-03-28T12:00:00Z", &[("Beirut", 24)], &[("2026-03-29", "01:00")]);
        check(
            "00:15",
            "2026-10-31T12:00:00Z",
            &[("Havana", 44)],
            &[("2026-11-01", "00:15"), ("2026-11-02", "00:15")],
        );
        // Lord Howe Island moves by half an hour.
        check(
            "01:45",
            "2026-04-04T06:00:00Z",
            &[("Lord Howe Island", 24)],
            &[("2026-04-05", "01:45")],
        );
    }

    #[test]
    fn at_nine_is_at_nine_wherever_one_is() {
        // West: the evening comes twice, the day is one. Nothing is said again.
        check(
            "21:00",
            "2026-05-05T18:00:00Z",
            &[("Madrid", 4), ("New York", 28)],
            &[("2026-05-05", "21:00"), ("2026-05-06", "21:00")],
        );
        // East over nine in the evening: it is told on landing, or let go where that
        // is hours later.
        check(
            "21:00",
            "2026-05-05T12:00:00Z",
            &[("Madrid", 4), ("Kathmandu", 10)],
            &[("2026-05-05", "21:45")],
        );
        check("21:00", "2026-05-05T12:00:00Z", &[("Madrid", 5), ("Kathmandu", 10)], &[]);
        check(
            "21:00",
            "2026-05-05T12:00:00Z",
            &[("Madrid", 6), ("Tokyo", 1), ("Tokyo", 20)],
            &[("2026-05-06", "21:00")],
        );
        check(
            "21:00",
            "2026-05-05T12:00:00Z",
            &[("Madrid", 5), ("Dubai", 20)],
            &[("2026-05-05", "21:00")],
        );
        // Over the date line, to where it is the day before.
        check(
            "07:30",
            "2026-05-04T19:00:00Z",
            &[("Auckland", 2), ("Los Angeles", 46)],
            &[("2026-05-05", "07:30"), ("2026-05-06", "07:30")],
        );
    }

    #[test]
    fn what_is_kept_or_rests_or_is_new_is_not_reminded_of() {
        let day: Day = "2026-11-12".parse().unwrap();
        let time = |text: &str| text.parse::<ClockTime>().unwrap();
        let ritual = standing("21:00");
        let look = |reminders: &mut Reminders<DocumentId>, ritual: Standing<DocumentId>, at| {
            reminders.look(&[ritual], day, time(at)).len()
        };

        let mut reminders = Reminders::default();
        assert_eq!(look(&mut reminders, ritual, "21:30"), 0, "it went by before anybody looked");

        let mut reminders = Reminders::default();
        look(&mut reminders, ritual, "20:59");
        let kept = Standing { kept: true, ..ritual };
        assert_eq!(look(&mut reminders, kept, "21:00"), 0);
        assert_eq!(look(&mut reminders, ritual, "21:05"), 0, "a mark taken back asks for nothing");

        let rest = Some(Rest { from: day, until: day.plus(3) });
        let resting = Standing { rhythm: Rhythm { rest, ..ritual.rhythm }, ..ritual };
        let mut reminders = Reminders::default();
        look(&mut reminders, resting, "20:59");
        assert_eq!(look(&mut reminders, resting, "21:00"), 0);
        assert_eq!(look(&mut reminders, ritual, "21:05"), 0);

        let mut reminders = Reminders::default();
        look(&mut reminders, standing("22:00"), "21:30");
        assert_eq!(look(&mut reminders, ritual, "21:31"), 0, "it was moved to before now");

        let mut reminders = Reminders::default();
        look(&mut reminders, ritual, "20:59");
        reminders.begin();
        assert_eq!(look(&mut reminders, ritual, "21:00"), 0, "nobody looked meanwhile");

        let mut reminders = Reminders::default();
        look(&mut reminders, ritual, "20:59");
        assert_eq!(look(&mut reminders, ritual, "21:00"), 1);
        assert_eq!(look(&mut reminders, ritual, "21:01"), 0);
        let only_monday = "mon".parse().unwrap();
        let other = Standing { rhythm: Rhythm { days: only_monday, ..ritual.rhythm }, ..ritual };
        let mut reminders = Reminders::default();
        look(&mut reminders, other, "20:59");
        assert_eq!(look(&mut reminders, other, "21:00"), 0, "it is a Thursday");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Through any zones, at any time of the year, a ritual is told of at most
        /// once a day, at its time or within the hour after it; and always where
        /// somebody saw that time go by who had not looked first just after it.
        #[test]
        fn no_way_round_the_world_doubles_a_day_or_loses_one(
            at in 0_u16..24 * 60,
            begin in 0_i64..366 * 24,
            stays in prop::collection::vec((0..ZONES.len(), 1_i64..60), 1..5),
        ) {
            let at = ClockTime::from_minutes(at.into());
            let ritual = Standing {
                rhythm: Rhythm { at, ..standing("00:00").rhythm },
                ..standing("00:00")
            };
            let mut reminders = Reminders::default();
            let mut told: BTreeMap<Day, u32> = BTreeMap::new();
            let mut first = None;
            let mut before: Option<(Day, ClockTime)> = None;
            let mut millis = 1_767_225_600_000 + begin * HOUR;
            let is_near = |time: ClockTime| time >= at && time.minutes() - at.minutes() <= LATEST;
            for (zone, hours) in stays {
                let zone = rules(ZONES[zone].0);
                for _ in 0..hours * 4 {
                    let (day, time) = wall(&zone, millis);
                    let began = *first.get_or_insert((day, time));
                    for _ in reminders.look(&[ritual], day, time) {
                        prop_assert!(is_near(time), "{time}");
                        *told.entry(day).or_default() += 1;
                    }
                    let went_by = before.is_some_and(|(on, then)| on == day && then < at);
                    if went_by && is_near(time) && !(began.0 == day && is_near(began.1)) {
                        prop_assert!(told.contains_key(&day), "{day} {time}, {told:?}");
                    }
                    before = Some((day, time));
                    millis += 15 * MINUTE;
                }
            }
            prop_assert!(told.values().all(|times| *times == 1), "{told:?}");
        }
    }
}
